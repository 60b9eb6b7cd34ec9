"""The API described: OpenAPI 3.1, its records the ledger's own JSON Schema, an example with each answer."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from reportedly import __version__
from reportedly.service.api.records import components, fields_of
from reportedly.service.api.root import PREFIX

Plain = dict[str, Any]
ABOUT = """\
Who says what, on whose word, who denies it, and how many independent origins stand behind it.

Records are those of `reportedly export --format json`; all offsets are code points of the document's text. Lists come in pages:
give `next` as `cursor` until it is null. Every answer has an `ETag`; sent back as `If-None-Match` it brings 304 where nothing
has changed. `fields` chooses what a record shows. What goes wrong is told as `application/problem+json` (RFC 9457).

Where the server asks for tokens, send one: `Authorization: Bearer …` (made with `reportedly token`). Readers read, analysts also
judge, admins also add and remove.
"""
_PROBLEMS = {
    400: "What is asked for makes no sense here.",
    401: "A token is needed.",
    403: "The token's role does not allow it.",
    404: "It is not in the ledger.",
    422: "A value is not what it has to be.",
    429: "Too many requests: wait as `Retry-After` says.",
    503: "The ledger cannot be read or written now.",
}


@cache
def examples() -> dict[str, Any]:
    """An example of each kind of record, by the kind's name."""
    held: dict[str, Any] = json.loads(files(__package__).joinpath("examples.json").read_text(encoding="utf-8"))
    return held


def one_of(kind: str, status: int = 200) -> Any:
    """What a route that answers with one record says of its answers."""
    return _answers(status, {"$ref": f"#/components/schemas/{kind}"}, examples()[kind])


def page_of(kind: str) -> Any:
    """What a route that answers with a page of records says of its answers."""
    schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{kind}"}},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page; null at the end."},
        },
    }
    return _answers(200, schema, {"items": [examples()[kind]], "next": None})


def nothing(status: int) -> Any:
    """What a route that answers with nothing says of its answers."""
    return {status: {"description": "Done."}} | _problems()


def body_of(kind: str) -> Plain:
    """What a route takes as its body."""
    content = {"schema": {"$ref": f"#/components/schemas/{kind}"}, "example": examples()[kind]}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def _answers(status: int, schema: Plain, example: object) -> Any:
    mark = {"ETag": {"description": "Changes with the answer.", "schema": {"type": "string"}}}
    told = {
        "description": "As asked.",
        "headers": mark,
        "content": {"application/json": {"schema": schema, "example": example}},
    }
    found: dict[int | str, Any] = {status: told}
    if status == 200:
        found[304] = {"description": "Nothing has changed since the answer with this ETag."}
    return found | _problems()


def _problems() -> Any:
    found: dict[int | str, Any] = {status: _problem(status, about) for status, about in _PROBLEMS.items()}
    return found | {"default": _problem(500, "Anything else that goes wrong.")}


def _problem(status: int, about: str) -> Plain:
    example = {"type": "about:blank", "status": status, "title": HTTPStatus(status).phrase, "detail": about}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": about, "content": {"application/problem+json": content}}


# ---- the whole -------------------------------------------------------------------------------------------------------


def describe(app: FastAPI) -> None:
    """Let the app tell its API by this description."""

    def openapi() -> Plain:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _description(app: FastAPI) -> Plain:
    made = get_openapi(title="reportedly", version=__version__, description=ABOUT, routes=app.routes)
    made["components"] = {
        "schemas": deepcopy(components()),
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "From `reportedly token`."}},
    }
    made["security"] = [{"token": []}] if not app.state.access.open else [{}, {"token": []}]
    for path, operations in made["paths"].items():
        for operation in operations.values():
            operation["tags"] = [path.removeprefix(PREFIX).split("/")[1]]
            _mend_examples(operation)
            for parameter in operation.get("parameters", ()):
                _point(parameter, operation)
    return made


def _mend_examples(operation: Plain) -> None:
    """Put back the nulls of examples, which FastAPI leaves out."""
    told = [*operation["responses"].values(), operation.get("requestBody", {})]
    for media in (one for part in told for one in part.get("content", {}).values()):
        schema = media["schema"]
        kind = _kind(schema)
        if kind in examples():
            example = examples()[kind]
            media["example"] = {"items": [example], "next": None} if "properties" in schema else example


def _kind(schema: Plain) -> str:
    """The name of the schema of a record, or of the records of a page."""
    named: str = (schema["properties"]["items"]["items"] if "properties" in schema else schema)["$ref"]
    return named.rpartition("/")[2]


def _point(parameter: Plain, operation: Plain) -> None:
    """Say of ``fields`` which there are: they hang on what the route answers with."""
    if parameter["name"] != "fields":
        return
    (schema,) = (c["schema"] for c in operation["responses"]["200"]["content"].values())
    parameter |= {"style": "form", "explode": False}
    parameter["schema"] = {"type": "array", "items": {"enum": list(fields_of(_kind(schema)))}}

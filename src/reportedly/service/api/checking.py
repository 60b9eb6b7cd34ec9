"""What programs send, held against the schema that the API's description gives for it."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from jsonschema import Draft202012Validator

from reportedly.service.api.records import GIVEN


async def _sent(request: Request) -> dict[str, Any]:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise HTTPException(415, "Send JSON: Content-Type: application/json")
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, f"the body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise HTTPException(422, "the body is no JSON object")
    return value


Sent = Annotated[dict[str, Any], Depends(_sent)]
"""The JSON object that is the body of a request."""


def checked(given: dict[str, Any], kind: str) -> dict[str, Any]:
    """The value where it is as it has to be. Raises HTTPException (422) that says where it is not."""
    error = next(iter(_validator(kind).iter_errors(given)), None)
    if error is not None:
        where = ".".join(str(part) for part in error.absolute_path) or "the body"
        raise HTTPException(422, f"{where}: {error.message[:400]}")
    return dict(given)


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(GIVEN[kind])

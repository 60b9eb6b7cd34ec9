"""Writes docs/reference/ out of the code: what can be called from Python, the commands, the tables of the exports.

python scripts/reference.py            writes the pages
python scripts/reference.py --check    says which are not current, and ends with 1 where one is not
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
NOTE = "*Made from the code by `python scripts/reference.py`: change the code, not this page.*"
WIDTH = 100


def pages() -> dict[str, str]:
    """The pages by file name."""
    made = {"python.md": python_page(), "commands.md": commands_page(), "tables.md": tables_page()}
    return {name: re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n" for name, text in made.items()}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are not current."""
    wrong = [name for name, text in pages().items() if _held(name) != text]
    if "--check" in arguments:
        print(
            "\n".join(f"docs/reference/{name} is not current. Run: python scripts/reference.py" for name in wrong),
            end="",
        )
        return 1 if wrong else 0
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(wrong)} of {len(pages())} pages changed")
    return 0


def _held(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


# ---- Python ----------------------------------------------------------------------------------------------------------


def python_page() -> str:
    """The public names: functions, the ledger, the client, the records."""
    import reportedly  # noqa: PLC0415

    parts = ["# Python", NOTE, _about(reportedly)]
    own = [
        n
        for n in reportedly.__all__
        if n not in import_module("reportedly.model").__all__ and callable(getattr(reportedly, n))
    ]
    parts += [
        "## `reportedly`",
        "It also has the records `Document`, `RawPage`, `Reading`, `Rejected` and `StoryAccount`.",
    ]
    parts += [_entry(name, getattr(reportedly, name)) for name in own]
    for module, title in (("reportedly.ledger", "The ledger"), ("reportedly.client", "A client of the API")):
        parts += [f"## {title}: `{module}`", *_members(module)]
    parts += ["## Records: `reportedly.model`", *_members("reportedly.model"), "## Errors: `reportedly.errors`"]
    return "\n\n".join([*parts, _fenced(inspect.getdoc(import_module("reportedly.errors")) or "")])


def _members(module: str) -> Iterator[str]:
    held = import_module(module)
    for name in held.__all__:
        yield _entry(name, getattr(held, name))


def _entry(name: str, value: Any) -> str:
    """A name with its signature or fields and what is said of it."""
    if get_origin(value) is Literal:
        return f"### `{name}`\n\nOne of {', '.join(f'`{choice}`' for choice in get_args(value))}."
    if is_dataclass(value):
        rows = "\n".join(f"| `{f.name}` | `{_type(f.type)}` |" for f in fields(value))
        return f"### `{name}`\n\n{_about(value)}\n\n| field | type |\n|---|---|\n{rows}"
    if inspect.isclass(value):
        return "\n\n".join([f"### `{name}`", _about(value), *_methods(value)])
    if inspect.isfunction(value):
        return f"### `{name}{_signature(value)}`\n\n{_about(value)}"
    return f"### `{name}`\n\n`{value!r}`"


def _methods(kind: type) -> Iterator[str]:
    for name, value in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(value, property):
            yield f"- `{name}`: {_line(value.fget)}"
        elif inspect.isfunction(value):
            yield f"- `{name}{_signature(value)}`: {_line(value)}"


def _signature(value: Any) -> str:
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(value)))
    text = re.sub(r"\(self(?:, )?", "(", text)
    return re.sub(r"<function [^>]*>+(?: at 0x\w+>)?|<built-in function (\w+)>", lambda found: found[1] or "…", text)


def _type(annotation: Any) -> str:
    plain = isinstance(annotation, type) and get_origin(annotation) is None
    text = annotation if isinstance(annotation, str) else annotation.__name__ if plain else str(annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=\w)", "", text).replace("|", "\\|")


def _about(value: Any) -> str:
    """What is said of a name: its docstring, code in it fenced."""
    text = inspect.getdoc(value) or ""
    parts = re.split(r"\n\n(?=    )|(?<=\S)\n\n(?=\S)", text)
    return "\n\n".join(
        _fenced(inspect.cleandoc(p)) if p.startswith("    ") else " ".join(_plain(p).split()) for p in parts
    )


def _line(value: Any) -> str:
    return " ".join(_about(value).split())


def _plain(text: str) -> str:
    """Marks of docstrings as Markdown has them."""
    text = re.sub(r":\w+:`~?([\w.:]+)`", lambda found: f"`{found[1].rpartition('.')[2]}`", text)
    return text.replace("``", "`")


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


# ---- commands --------------------------------------------------------------------------------------------------------


def commands_page() -> str:
    """Every command as its --help tells it."""
    import typer  # noqa: PLC0415

    from reportedly.cli import _app  # noqa: PLC0415

    top = typer.main.get_command(_app())
    return "\n\n".join(["# Commands", NOTE, *_helps(top, "reportedly", None)])


def _helps(command: Any, name: str, parent: Any) -> Iterator[str]:
    context = command.make_context(
        name.rpartition(" ")[2],
        [],
        parent=parent,
        resilient_parsing=True,
        max_content_width=WIDTH,
        terminal_width=WIDTH,
    )
    below = getattr(command, "commands", {})
    if not below or parent is None:
        yield f"## `{name}`\n\n{_fenced(command.get_help(context))}"
    for inner, held in below.items():
        yield from _helps(held, f"{name} {inner}", context)


# ---- tables ----------------------------------------------------------------------------------------------------------


def tables_page() -> str:
    """The data dictionary of the tables that are exported."""
    from reportedly.exchange.datasette import VIEWS  # noqa: PLC0415
    from reportedly.ledger.tabular import TABLES  # noqa: PLC0415

    about = "What `csv`, `parquet` and `sqlite` of `reportedly export` hold; `datapackage.json` beside the tables says the same."
    parts = ["# Tables", NOTE, about]
    for table in TABLES:
        rows = [f"| `{c.name}` | {c.kind} | {c.about}{f' → `{c.refers}`' if c.refers else ''} |" for c in table.columns]
        key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
        parts.append(
            f"## `{table.name}`\n\n{table.about}{key}\n\n| column | kind | what it is |\n|---|---|---|\n"
            + "\n".join(rows)
        )
    parts.append(
        "## Views of the SQLite file\n\n" + "\n".join(f"- `{name}`: {told}" for name, (told, _) in VIEWS.items())
    )
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Where an export goes: text to a file or to stdout, tables into a folder, a database into a file of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from reportedly import exchange
from reportedly.errors import InputError
from reportedly.ledger import Ledger


def to_text(ledger: Ledger, form: str, out: TextIO, *, story: str | None, with_text: bool) -> None:
    """Write one of the forms that are text."""
    plain: dict[str, Callable[..., None]] = {
        "ftm": exchange.export_ftm,
        "ftm-statements": exchange.export_ftm_statements,
        "prov": exchange.export_prov,
        "csl": exchange.export_csl,
        "ris": exchange.export_ris,
    }
    if form == "json":
        exchange.export_json(ledger, out, story=story, with_text=with_text)
    elif form == "jsonl":
        exchange.export_jsonl(ledger, out, story=story, with_text=with_text)
    elif form == "stix":
        exchange.export_stix(ledger, out, story=story, at=datetime.now(UTC))
    else:
        plain[form](ledger, out, story=story)


def into_folder(ledger: Ledger, form: str, output: str | None, *, story: str | None) -> None:
    """Write tables into a new folder, which is there as a whole or not at all."""
    if output is None or output == "-":
        raise InputError(f"{form} is a folder of tables. Say where: -o FOLDER")
    target = Path(output)
    if target.exists() and not (target.is_dir() and _is_ours(target)):
        raise InputError(f"{output} is there already, and is no folder of tables. Give another with -o")
    write = exchange.export_csv if form == "csv" else exchange.export_parquet
    beside = target.with_name(f".{target.name}.part")
    with _said_plainly(output), _removed(beside):
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        write(ledger, beside, story=story)
        if target.exists():
            shutil.rmtree(target)
        beside.replace(target)


def into_file(ledger: Ledger, output: str | None, *, story: str | None) -> None:
    """Write the SQLite file for Datasette, and its metadata beside it; never over the ledger."""
    if output is None or output == "-":
        raise InputError("sqlite is a file. Say which: -o FILE")
    target = Path(output)
    if target.exists():
        raise InputError(f"{output} is there already: a database is not written over. Give another file with -o")
    beside = target.with_name(f".{target.name}.part")
    with _said_plainly(output), _removed(beside):
        beside.unlink(missing_ok=True)
        exchange.export_sqlite(ledger, beside, story=story)
        target.with_name(f"{target.stem}.metadata.json").write_text(
            exchange.metadata_json(target.stem), encoding="utf-8"
        )
        beside.replace(target)


def _is_ours(folder: Path) -> bool:
    """Whether the folder is an earlier export, or empty: nothing else is replaced."""
    return (folder / "datapackage.json").is_file() or not any(folder.iterdir())


@contextmanager
def _said_plainly(output: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"Cannot write {output}: {error.strerror or error}. Give another place with -o") from error


@contextmanager
def _removed(beside: Path) -> Iterator[None]:
    """Whatever is left half done goes."""
    try:
        yield
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        with suppress(OSError):
            beside.unlink()

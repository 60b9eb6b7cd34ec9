"""``doctor``: what is installed, and whether it works."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import typer

from reportedly.cli.options import LEDGER, JsonOption, LedgerOption
from reportedly.errors import LedgerNotFound, ReportedlyError

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

PACKAGES = ("spacy", "trafilatura", "lxml", "sqlalchemy", "alembic", "jinja2", "typer", "rich")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``missing`` is bad, ``absent`` is not: it is only for some uses."""

    what: str
    state: Literal["works", "absent", "missing"]
    detail: str


def doctor(ledger: LedgerOption = LEDGER, as_json: JsonOption = False) -> None:
    """Say what is installed, and whether it works.

    Looks for the parser and the packs, and opens the ledger. Ends with 1 where something that is needed is missing.

    Example: reportedly doctor
    """
    from reportedly.cli.show import show_json, show_table

    checks = list(_checks(ledger))
    if as_json:
        show_json([asdict(check) for check in checks])
    else:
        show_table(("What", "State", ""), ((check.what, check.state, check.detail) for check in checks))
    raise typer.Exit(1 if any(check.state == "missing" for check in checks) else 0)


def _checks(ledger: str) -> Iterator[Check]:
    yield _python()
    yield from (_package(name) for name in PACKAGES)
    yield _parser()
    yield _packs()
    yield _ledger(ledger)
    yield _postgres()
    yield _browser()


def _python() -> Check:
    enough = sys.version_info >= (3, 11)
    return Check("Python", "works" if enough else "missing", f"{platform.python_version()} ({sys.executable})")


def _package(name: str) -> Check:
    try:
        return Check(name, "works", version(name))
    except PackageNotFoundError:
        return Check(name, "missing", f"pip install {name}")


def _parser() -> Check:
    from reportedly.language.parser import load_parser

    try:
        nlp = load_parser()
    except ReportedlyError as error:
        return Check("parser", "missing", str(error))
    tagged = [token.pos_ for token in nlp("The ministry denied it.")]
    name = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Check("parser", "works" if "VERB" in tagged else "missing", name)


def _packs() -> Check:
    from reportedly.packs import available, load_packs

    try:
        packs = load_packs(available())
    except ReportedlyError as error:
        return Check("packs", "missing", str(error))
    return Check("packs", "works", ", ".join(f"{pack.name} ({len(pack.types)} event types)" for pack in packs))


def _ledger(address: str) -> Check:
    from reportedly.ledger import open_ledger

    try:
        with open_ledger(address) as opened:
            counts = f"{len(opened.documents())} documents, {len(opened.stories())} stories"
            return Check("ledger", "works", f"{opened.address}: {counts}")
    except LedgerNotFound as error:
        return Check("ledger", "absent", str(error))
    except ReportedlyError as error:
        return Check("ledger", "missing", str(error))


def _postgres() -> Check:
    try:
        return Check("PostgreSQL driver", "works", f"psycopg {version('psycopg')}")
    except PackageNotFoundError:
        return Check("PostgreSQL driver", "absent", "for a ledger in PostgreSQL: pip install 'reportedly[postgres]'")


def _browser() -> Check:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return Check("Chromium", "works" if found else "absent", found or "only for pictures of the report")

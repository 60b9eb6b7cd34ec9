"""Fixtures that several folders share."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from reportedly.language.parser import load_parser
from reportedly.ledger import open_ledger
from tests.servers import Server, server

# How long an example takes says how busy the machine is, and nothing about the law. The examples are the same on every
# run, so that a change is judged by what it changed; HYPOTHESIS_PROFILE=explore looks at new ones (`make explore`).
settings.register_profile("laws", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "laws"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kills", type=int, help="how often each work is killed; without it 25 or 50 times (tests/faults)"
    )


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once for all tests."""
    return load_parser()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of this process's own."""
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite ledger that holds nothing, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    with open_ledger(str(path), create=True):
        pass
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path, empty_file: Path) -> Callable[[], str]:
    """Gives addresses of new ledgers: the test runs once with SQLite, once with PostgreSQL."""
    if request.param == "postgresql":
        running: Server = request.getfixturevalue("postgres")
        running.forget()
        return running.ledger
    numbers = count()
    return lambda: str(shutil.copy(empty_file, tmp_path / f"ledger-{next(numbers)}.db"))


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """The address of a new ledger, once in SQLite, once in PostgreSQL."""
    return new_address()

"""The table of kills: what is killed at random moments, how often, and whether anything was lost.

    python -m benchmarks.kills                   # fifty kills of each: minutes
    python -m benchmarks.kills --kills 3         # a try

Runs the tests of ``tests/faults`` that kill, each with so many kills: a read on SQLite and on PostgreSQL, a worker's part of a
batch, a whole batch on Ray (the batch itself or one of its workers), judging, a migration, a copy. After each kill what was told
as done is there and nothing is half there; in the end all is as in a run to which nothing happened.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

TESTS = ("tests/faults/test_kills.py", "tests/faults/test_batch_kills.py")


@dataclass(frozen=True, slots=True)
class Row:
    """What one test did: its name, its kills, whether all was as it should be, and its seconds."""

    name: str
    kills: int
    passed: bool
    seconds: float


@dataclass(slots=True)
class Rows:
    """Takes the rows from the tests, as a plugin of pytest."""

    rows: list[Row] = field(default_factory=list)
    _failed: set[str] = field(default_factory=set)
    _took: dict[str, float] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A part of a test is done; the kills are known when its fixtures have ended."""
        self._took[report.nodeid] = self._took.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self._failed.add(report.nodeid)
        if report.when == "teardown":
            kills = int(str(dict(report.user_properties).get("kills", 0)))
            name = report.nodeid.rpartition("::test_")[2].replace("_", " ")
            self.rows.append(Row(name, kills, report.nodeid not in self._failed, self._took[report.nodeid]))


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows in Markdown; a test that fails has lost something, or left something half done."""
    yield "| killed | tried | survived | lost | seconds |\n|---|---:|---:|---|---:|"
    for row in rows:
        kept = (str(row.kills), "nothing") if row.passed else ("see above", "see above")
        yield f"| {row.name} | {row.kills} | {kept[0]} | {kept[1]} | {row.seconds:.0f} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Kill, and print; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="of each (50)")
    parser.add_argument(
        "--only", metavar="WORDS", default="", help="those tests whose names fit, as pytest -k takes them"
    )
    asked = parser.parse_args(argv)
    kept = Rows()
    code = pytest.main(["-q", "--kills", str(asked.kills), "-k", asked.only, *TESTS], plugins=[kept])
    print("\n".join(table(kept.rows)), flush=True)
    return int(code != 0)


if __name__ == "__main__":
    sys.exit(main())

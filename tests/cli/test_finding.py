"""``search`` and ``forget``."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from reportedly.exchange import export_json
from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, alert_rows, evidence, open_ledger
from reportedly.ledger import tables as t
from reportedly.ledger import watch_tables as w
from reportedly.ledger.judgements import anchor_for, append
from reportedly.model import Alert, Change, Judgement
from tests import builders
from tests.cli.test_commands import Run, ledger, run

__all__ = ["ledger", "run"]


def test_search(run: Run, ledger: str) -> None:
    code, out, err = run("search", "rockets", "Sudovia", "--ledger", ledger)
    assert (code, err) == (0, "")
    assert "Norland shipped rockets to Sudovia" in out
    assert "Harbour Courier, 2031-03-04" in out
    _, out, _ = run("search", "--in", "statement", "rockets", "--json", "--ledger", ledger)
    found = json.loads(out)
    assert {hit["kind"] for hit in found} == {"statement"}
    assert {"words": "rockets", "found": True} in found[0]["body"]
    _, out, err = run("search", "rockets", "--limit", "1", "--ledger", ledger)
    assert "1 of 2 are shown" in err
    assert "Nothing was found" in run("search", "tea", "--ledger", ledger)[2]


@pytest.fixture
def opened(ledger: str) -> Iterator[Ledger]:
    with open_ledger(ledger) as held:
        yield held


def everything(held: Ledger, tmp_path: Path) -> str:
    with (tmp_path / "out.json").open("w+") as out:
        export_json(held, out, with_text=True)
        out.seek(0)
        return out.read()


def test_what_is_forgotten_leaves_nothing(opened: Ledger, tmp_path: Path) -> None:
    one, two = opened.document_ids()
    statement = opened.reading(one).statements[0].id
    new = opened.look(
        lambda c: Judgement("", statement, "reject", Change(), "Ana", "2031-04-01", "", anchor_for(c, statement))
    )
    opened.change(lambda c: append(c, judged(new)))
    gone = opened.forget(one)
    assert (gone.document, gone.stories, gone.gone) == (one, ("Rockets",), ())
    assert (gone.statements, gone.events, gone.judgements) == (3, 2, 1)
    assert one not in everything(opened, tmp_path)
    tables = t.metadata.sorted_tables
    rows = opened.look(lambda c: [(x.name, str(tuple(row))) for x in tables for row in c.execute(select(x))])
    assert [name for name, row in rows if one in row] == []
    assert opened.stale() == ("Rockets",)
    assert opened.document_ids() == (two,)


def test_the_last_document_takes_its_story_and_its_names_with_it(opened: Ledger, run: Run, ledger: str) -> None:
    for document in opened.document_ids():
        gone = opened.forget(document)
    assert gone.gone == ("Rockets",)
    assert (opened.stories(), opened.entities()) == ((), ())
    assert "Nothing" in run("search", "--in", "name", "Norland", "--ledger", ledger)[2]


def test_a_later_version_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "v.db"), create=True) as held:
        texts = [builders.TEXT, builders.TEXT + " So it was.", builders.TEXT + " So it is."]
        for text in texts:
            held.add_reading(builders.reading("a.txt", text))
        first = next(d.id for d in held.documents() if d.version_of is None)
        held.forget(first)
        left = held.documents()
        assert [d.version_of for d in left] == [None, left[0].id]


def test_the_command_asks_says_and_compiles(run: Run, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.confirm", lambda *a, **k: None)
    code, out, err = run("forget", "a.txt", "--ledger", ledger)
    assert (code, out) == (0, "")
    assert "3 statements, 2 events" in err
    assert "Compiled again: Rockets" in err
    code, _, err = run("forget", "a.txt", "--yes", "--ledger", ledger)
    assert (code, "No document 'a.txt'" in err) == (1, True)
    code, out, _ = run("forget", "b.txt", "--yes", "--json", "--ledger", ledger)
    assert json.loads(out)[0]["gone"] == ["Rockets"]


def test_without_an_answer_nothing_is_removed(
    run: Run, ledger: str, opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    code, _, _ = run("forget", "a.txt", "--ledger", ledger)
    assert code == 1
    assert len(opened.document_ids()) == 2


def test_how_a_page_came_is_forgotten_too(opened: Ledger) -> None:
    one, _ = opened.document_ids()
    at = datetime(2031, 3, 4, tzinfo=UTC)
    came: dict[str, Any] = {
        "address": "https://a.example",
        "final": "https://a.example",
        "at": at,
        "status": 200,
        "headers": {},
    }
    opened.change(lambda c: evidence.settle(c, evidence.keep(c, b"<p>the page", **came), one))
    alert = Alert("alt-1", "new_denial", "Rockets", "clm-1", "a", "b", "c", (one,), "why")
    opened.change(lambda c: alert_rows.put_alerts(c, [alert], at, ["https://hook.example"]))
    opened.forget(one)
    assert opened.look(lambda c: (evidence.evidence_of(c, one), alert_rows.alerts(c))) == ((), ())
    assert opened.look(lambda c: c.execute(select(w.evidence)).all()) == []

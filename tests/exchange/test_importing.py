"""An export taken into another ledger: the same export comes out, and what does not hold together is told."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import InputError
from reportedly.exchange import export_json, export_jsonl
from reportedly.exchange.importing import Imported, import_file
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Applied, DocumentDate, Doubt, Identity, Link, PageFacts, Published, Reading, Span
from tests import builders

Form = Callable[..., None]


def exported(ledger: Ledger, form: Form = export_json, **options: Any) -> str:
    out = io.StringIO()
    form(ledger, out, with_text=True, **options)
    return out.getvalue()


def taken(text: str, tmp_path: Path, name: str = "other.db") -> tuple[Imported, str]:
    with open_ledger(str(tmp_path / name), create=True) as other:
        imported = import_file(other, io.StringIO(text), "ledger.json")
        return imported, exported(other)


@pytest.mark.parametrize("form", [export_json, export_jsonl])
def test_the_same_export_comes_out(ledger: Ledger, tmp_path: Path, form: Form) -> None:
    imported, again = taken(exported(ledger, form), tmp_path)
    assert (imported.documents, imported.unchanged, imported.stories, imported.judgements, imported.refused) == (
        2, 0, 1, 1, (),
    )  # fmt: skip
    assert imported.waiting == ("Rockets",)  # somebody has judged in it
    assert again == exported(ledger)


def test_so_it_does_of_two_stories_versions_and_dates(ledger: Ledger, readings: list[Reading], tmp_path: Path) -> None:
    later = builders.reading("a.txt", builders.TEXT + " So it was.")
    ledger.add_reading(later)
    ledger.put_story(replace(builders.account([readings[0], later], "Versions"), duplicates=()))
    found = Published(date(2031, 3, 3), None, "story", (Span(0, 7),))
    dated = (DocumentDate(readings[1].document.id, found, "it quotes the Courier"),)
    ledger.put_story(replace(builders.account(readings), dated=dated))
    imported, again = taken(exported(ledger), tmp_path)
    assert (imported.refused, imported.stories) == ((), 2)
    assert again == exported(ledger)


def test_packs_page_facts_and_the_queue_come_too(ledger: Ledger, readings: list[Reading], tmp_path: Path) -> None:
    facts = PageFacts(
        "https://harbour.example/", "2031-03-04T09:00:00+00:00", None, ("stub",), (Link(0, 7, "#a"),), "Norland Times"
    )
    held = replace(readings[1].document, page=facts, refused=("2131-01-01: it lies ahead",))
    ledger.add_reading(replace(readings[1], document=held, producer="reader 2"), packs=("arms:1", "own:2"))
    account = builders.account(readings, "Rockets")
    (claim,) = account.claims
    one, two = sorted({e.id for r in readings for e in r.entities})[:2]
    more = replace(
        account,
        producer="compiler 3",
        doubts=(Doubt(claim.id, held.id, claim.id, 0.7, "few say so"), Doubt(one, None, None, 0.1, "a name")),
        applied=(Applied("jdg-0123456789abcdef", claim.id),),
        identities=(Identity(one, two, "possibly", "alike"),),
    )
    ledger.put_story(more, name="Rockets, as we call them")
    text = exported(ledger)
    imported, again = taken(text, tmp_path)
    assert (imported.refused, again) == ((), text)
    with open_ledger(str(tmp_path / "other.db")) as other:
        assert other.document(held.id).page == facts
        assert other.has(held.id, "reader 2", ("arms:1", "own:2"))
        found = other.account("Rockets, as we call them")
    assert (found.producer, found.doubts, found.applied, found.identities) == (
        more.producer, more.doubts, more.applied, more.identities,
    )  # fmt: skip


def test_twice_is_once(ledger: Ledger, tmp_path: Path) -> None:
    text = exported(ledger)
    taken(text, tmp_path)
    imported, again = taken(text, tmp_path)
    assert (imported.documents, imported.unchanged, imported.judgements) == (0, 2, 0)
    assert again == text


def test_a_story_that_has_other_documents_here_is_to_be_compiled(ledger: Ledger, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "other.db"), create=True) as other:
        mine = builders.reading("mine.txt")
        other.add_reading(mine)
        other.put_story(builders.account([mine]))
    imported, _ = taken(exported(ledger), tmp_path)
    assert imported.waiting == ("Rockets",)
    with open_ledger(str(tmp_path / "other.db")) as other:
        assert len(other.members("Rockets")) == 3


def test_without_its_text_a_document_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    out = io.StringIO()
    export_json(ledger, out)
    imported, _ = taken(out.getvalue(), tmp_path)
    assert imported.documents == 0
    assert {r.reason for r in imported.refused} == {
        "it comes without its text: export it with --with-text", "none of its documents is there",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("section", "change", "said"),
    [
        ("documents", {"text": "other"}, "is not that of its address and text"),
        ("documents", {"sha256": "x"}, "sha256: 'x' does not match"),
        ("documents", {"blocks": [{"start": 0, "end": 9999, "role": "body"}]}, "[0, 9999] is not in the text"),
        ("statements", {"content": [[5, 9999]]}, "[5, 9999] is not in the text of doc-"),
        ("statements", {"parent": "stm-0000000000000000"}, "its parent stm-0000000000000000 is not there"),
        ("statements", {"speaker": "ent-0000000000000000"}, "the entity ent-0000000000000000 is not there"),
        ("statements", {"act": "sing"}, "act: 'sing' is not one of"),
        ("events", {"trigger": [0, 9999]}, "[0, 9999] is not in the text"),
        ("events", {"holder": "stm-0000000000000000"}, "its holder stm-0000000000000000 is not there"),
        ("dates", {"end": 9999}, "is not in the text"),
        ("dates", {"earliest": "2031-02-31"}, "this is no dateexpression"),
        ("claims", {"status": "sung"}, "status: 'sung' is not one of"),
        ("stories", {"documents": None}, "documents: None is not of type 'array'"),
    ],
)
def test_what_does_not_hold_together_is_told_and_the_rest_is_taken(
    ledger: Ledger, tmp_path: Path, section: str, change: dict[str, object], said: str
) -> None:
    plain = json.loads(exported(ledger))
    plain[section][0] |= change
    imported, again = taken(json.dumps(plain), tmp_path)
    assert said in imported.refused[0].reason
    assert imported.refused[0].uri == f"ledger.json: {section}[0]"
    left = json.loads(again)["documents"]
    assert len(left) == (1 if section == "documents" else 2)


def test_lines_that_are_none(ledger: Ledger, tmp_path: Path) -> None:
    lines = exported(ledger, export_jsonl).splitlines()
    lines[2:2] = ["not json", "[]", '{"record": "song"}', ""]
    imported, again = taken("\n".join(lines), tmp_path)
    assert [(r.uri, r.reason[:24]) for r in imported.refused] == [
        ("ledger.json:3", "this line is no JSON obj"),
        ("ledger.json:4", "this line is no JSON obj"),
        ("ledger.json:5", "there is no kind of reco"),
    ]
    assert again == exported(ledger)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no export of a ledger"),
        ("<html>", "is no export of a ledger"),
        ("[1]", "is no export of a ledger"),
        ('{"format": "other", "version": 1}', "has the format 'other'"),
        ('{"format": "reportedly.ledger", "version": 2}', "has version 2"),
    ],
)
def test_another_file_is_refused_whole(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        taken(text, tmp_path)


def test_judgements_alone_are_taken(ledger: Ledger, tmp_path: Path) -> None:
    (claim,) = ledger.claims()
    made = {
        "id": "", "about": claim.id, "verdict": "accept", "change": None, "who": "Ana", "when": "2031-04-01T10:00:00+00:00",
        "reason": "seen", "retracted": False,
    }  # fmt: skip
    text = json.dumps(made) + "\n" + json.dumps(made | {"verdict": "merge", "change": {"colour": "red"}}) + "\n"
    imported = import_file(ledger, io.StringIO(text), "judgements.jsonl")
    assert imported.judgements == 1
    assert [r.reason[:26] for r in imported.refused] == ["A judgement has no 'colour"]
    assert import_file(ledger, io.StringIO(text), "judgements.jsonl").judgements == 0

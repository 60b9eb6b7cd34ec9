"""Documents in a ledger grouped as they come: the same stories in any order, and a person's word stays."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select

from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger import tables as t
from reportedly.ledger.browse import revision
from reportedly.ledger.grouping_rows import unplace
from reportedly.ledger.judgements import append
from reportedly.model import Anchor, Change, Document, Judgement, Reading
from reportedly.story.likeness import load_weights
from tests.story.test_grouping import FERRY, OTHER, SAME, document

AGAIN = document(
    "d", "Union says Esbjerg dockworkers will strike", OTHER.text + " No ship will be unloaded in Esbjerg."
)
DOCUMENTS = (FERRY, SAME, OTHER, AGAIN)


def read(ledger: Ledger, documents: Sequence[Document], story: str | None = None) -> None:
    for one in documents:
        ledger.add_reading(Reading(one, producer="fake"), story=story)
        ledger.group(load_weights())


def stories(ledger: Ledger) -> dict[str, frozenset[str]]:
    return {entry.name: frozenset(ledger.members(entry.name)) for entry in ledger.stories()}


def test_the_stories_are_the_same_in_any_order(tmp_path: Path) -> None:
    found = []
    for seed in range(5):
        order = list(DOCUMENTS)
        random.Random(seed).shuffle(order)
        with open_ledger(str(tmp_path / f"{seed}.db"), create=True) as ledger:
            read(ledger, order)
            found.append(stories(ledger))
    assert found[0] == {FERRY.title: {"a", "b"}, OTHER.title: {"c", "d"}}
    assert all(one == found[0] for one in found)


def test_a_named_story_keeps_what_it_was_given_and_draws_what_is_like_it(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        read(ledger, [FERRY, OTHER], story="Hirtshals")
        read(ledger, [SAME])
        assert stories(ledger)["Hirtshals"] >= {"a", "c"}
        read(ledger, [AGAIN])
        assert {"a", "c"} <= stories(ledger)["Hirtshals"]


def test_a_document_that_a_person_moves_leaves_the_story_of_the_machine(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        read(ledger, DOCUMENTS)
        ledger.add_to_story("Elsewhere", ["c"])
        ledger.group(load_weights())
        found = stories(ledger)
        assert "c" in found["Elsewhere"]
        assert sum("c" in documents for documents in found.values()) == 1


def test_a_judgement_that_moves_a_document_has_those_it_was_grouped_with_grouped_anew(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        read(ledger, DOCUMENTS)
        name = next(n for n, documents in stories(ledger).items() if "c" in documents)
        _, before = ledger.look(lambda c: revision(c, name))
        anchor = Anchor(document="c", uri=OTHER.uri, holds=(name,))
        when = "2031-03-05T10:00:00.000+00:00"
        move = judged(Judgement("", "c", "correct", Change(story="Elsewhere"), "Ana", when, "so it says", anchor))
        ledger.change(lambda c: append(c, move))
        ledger.group(load_weights())
        found = stories(ledger)
        assert found == {FERRY.title: {"a", "b"}, "Elsewhere": {"c", "d"}}
        read(ledger, [OTHER], story=name)
        assert stories(ledger)["Elsewhere"] == {"c", "d"}
        _, after = ledger.look(lambda c: revision(c, "Elsewhere"))
        assert after > before


def test_two_stories_of_one_title_are_numbered(tmp_path: Path) -> None:
    one = document("a", "Briefing", "The reservoir at Larvik burst its wall and flooded the Farris valley below it.")
    two = document(
        "b", "Briefing", "Chess champion Odile Marchetti withdrew from the Tashkent tournament with a fever."
    )
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        read(ledger, [two, one])
        assert stories(ledger) == {"Briefing": {"a"}, "Briefing (2)": {"b"}}


def links(ledger: Ledger) -> set[tuple[str, str]]:
    return {(row.document, row.other) for row in ledger.look(lambda c: c.execute(select(t.links)).all())}


def test_documents_that_a_person_put_somewhere_are_compared_with_free_ones_only(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        read(ledger, [FERRY], story="One")
        read(ledger, [SAME], story="Two")
        read(ledger, [OTHER], story="One")
        assert not links(ledger)
        read(ledger, [AGAIN])
        assert links(ledger) == {("c", "d"), ("d", "c")}
        assert stories(ledger) == {"One": {"a", "c", "d"}, "Two": {"b"}}


def test_a_document_that_is_free_again_is_compared_with_all(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        read(ledger, [FERRY], story="One")
        read(ledger, [SAME], story="Two")
        m = t.memberships.c
        ledger.change(lambda c: c.execute(delete(t.memberships).where(m.document == SAME.id)))
        ledger.change(lambda c: unplace(c, SAME.id))
        ledger.group(load_weights())
        assert stories(ledger)["One"] == {"a", "b"}

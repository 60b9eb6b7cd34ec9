"""Names of people told of in part, turned round, run together or spelled otherwise."""

from __future__ import annotations

import pytest

from reportedly.model import content_id
from reportedly.story.identities import Identities, identify
from reportedly.story.material import lay_open
from reportedly.story.names import handle_of
from tests.story.build import Page, day


def called(*people: tuple[str, str | None]) -> Identities:
    """Who is who in articles that name one person each, with an office."""
    pages = []
    for i, (name, role) in enumerate(people):
        p = Page(f"article {i}", "Ledger", day("2031-03-03"))
        p.write(f"{name} was there.")
        p.entity(name, "Person", role=role)
        pages.append(p.reading())
    return identify(lay_open(pages))


def same(found: Identities, one: str, other: str) -> bool:
    ids = [content_id("ent", "Person", name) for name in (one, other)]
    return found.person.get(ids[0], ids[0]) == found.person.get(ids[1], ids[1])


def test_of_several_who_have_a_last_name_the_one_of_the_office_is_meant() -> None:
    found = called(("Karen Holm", "Danish president"), ("Ida Holm", None), ("Holm", "President"))
    assert same(found, "Holm", "Karen Holm")
    assert not same(found, "Holm", "Ida Holm")
    assert not same(called(("Karen Holm", None), ("Ida Holm", None), ("Holm", None)), "Holm", "Karen Holm")


def test_a_king_is_not_the_crown_prince_whose_name_ends_in_his() -> None:
    found = called(("Tarik bin Selim", "Crown Prince"), ("Selim", "King"))
    assert not same(found, "Selim", "Tarik bin Selim")
    assert same(called(("Tarik bin Selim", "Crown Prince"), ("Selim", None)), "Selim", "Tarik bin Selim")


def test_a_name_that_stands_the_other_way_round_is_the_same_one() -> None:
    found = called(("Karen Holm", None), ("Karen Holm", "minister"), ("Holm Karen", None))
    key = content_id("ent", "Person", "Holm Karen")
    assert found.person[key] == content_id("ent", "Person", "Karen Holm")


def test_a_last_name_in_another_spelling_is_one_person_where_no_office_tells_them_apart() -> None:
    assert same(called(("Olek Danilov", "secretary"), ("Olek Danylov", None)), "Olek Danilov", "Olek Danylov")
    assert not same(called(("Olek Danilov", "secretary"), ("Olek Danylov", "coach")), "Olek Danilov", "Olek Danylov")
    assert not same(called(("Olena Danilov", None), ("Olek Danylov", None)), "Olena Danilov", "Olek Danylov")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("SenKarenHolm", "k"),
        ("@karen_holm", "k"),
        ("KarenHolm", "k"),
        ("HarbourLedger", None),
        ("Holm", None),
        ("Karen Holm", None),
    ],
)
def test_the_name_of_an_account(name: str, found: str | None) -> None:
    assert handle_of(name, [("Karen Holm", "k"), ("Ida Holm", "i")]) == found

"""What is searched: texts, statements and names, the same on both engines."""

from functools import partial

import pytest

from reportedly.ledger import open_ledger
from reportedly.ledger.search import Kind, search, search_page
from tests import builders


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("rockets", "text", 1),
        ("rocket", "text", 1),  # the stem is the same
        ("Rockets Sudovia", "text", 1),
        ('"rockets to Sudovia"', "text", 1),
        ('"Sudovia to rockets"', "text", 0),
        ("rockets -Sudovia", "text", 0),
        ("rockets -Westmark", "text", 1),
        ("denied", "statement", 0),
        ("shipped", "statement", 2),
        ("ministry", "name", 1),
        ("nowhere", "text", 0),
        ("", "text", 0),
        ("'; DROP TABLE documents --", "text", 0),
        ("a & | ! ( ) : * \\ \x00 <->", "text", 0),
    ],
)
def test_words_find_what_has_them(address: str, words: str, kind: Kind, found: int) -> None:
    with open_ledger(address, create=True) as ledger:
        ledger.add_reading(builders.reading())
        hits = ledger.look(lambda c: search(c, words, kind=kind))
    assert (hits.total, len(hits.hits)) == (found, found)
    assert all(any(piece.found for piece in (*hit.title, *hit.body)) for hit in hits.hits)


def test_a_document_that_is_read_anew_is_found_once(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        ledger.add_reading(builders.reading(), packs=("one",))
        ledger.add_reading(builders.reading(), packs=("two",))
        assert ledger.look(lambda c: search(c, "rockets")).total == 1
        assert ledger.look(lambda c: search(c, "Sudovia", kind="name")).total == 1


def test_pages_are_the_whole_though_what_was_shown_goes(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        documents = [builders.reading(f"{n}.txt", builders.TEXT + " More of it." * n) for n in range(5)]
        for one in documents:
            ledger.add_reading(one)
        whole = ledger.look(lambda c: search(c, "rockets"))
        page = ledger.look(lambda c: search_page(c, "rockets", after=None, limit=2))
        found = list(page.records)
        while (after := page.next) is not None:
            page = ledger.look(partial(search_page, words="rockets", after=after, limit=2))
            found += page.records
        assert [hit.ref for hit in found] == [hit.ref for hit in whole.hits]
        first = ledger.look(lambda c: search_page(c, "rockets", after=None, limit=2))
        ledger.forget(first.records[-1].ref)
        rest = ledger.look(lambda c: search_page(c, "rockets", after=first.next, limit=9))
        assert [hit.ref for hit in rest.records] == [hit.ref for hit in whole.hits[2:]]
        assert ledger.look(lambda c: search_page(c, "", after=None, limit=9)).records == ()

"""Shared text: what is found, where it stands, and that no pair of strangers is compared."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Reading, Span
from reportedly.story.bands import candidates, shingled
from reportedly.story.duplicates import Reuse, find_duplicates
from reportedly.story.material import lay_open
from tests.story.build import Page, day

PASSAGE = "the harbour master said late on Sunday that nobody had asked him for the papers of the grey freighter"
WORDS = PASSAGE.split()


def article(name: str, text: str, published: str | None = None) -> Reading:
    p = Page(name, "Ledger", day(published) if published else None)
    p.write(text)
    return p.reading()


def found(*readings: Reading) -> Reuse:
    return find_duplicates(lay_open(readings))


def test_the_same_words_are_the_same_page_whatever_the_marks() -> None:
    (one,) = found(article("a", PASSAGE), article("b", PASSAGE.replace("the ", "The “") + "!")).duplicates
    assert (one.kind, one.similarity) == ("same", 1.0)


def test_a_reprint_holds_most_of_the_shorter_page() -> None:
    (one,) = found(article("a", PASSAGE + " and went home."), article("b", "Corrects age. " + PASSAGE)).duplicates
    assert one.kind == "reprint"
    assert one.similarity > 0.8


def test_a_shared_passage_is_aligned_in_both() -> None:
    others = [" ".join(f"{w}{i}" for i in range(40)) for w in ("oak", "elm")]
    readings = [article(n, f"{o} {PASSAGE} {o}x") for n, o in zip("ab", others, strict=True)]
    (one,) = found(*readings).duplicates
    assert one.kind == "shared_passage"
    text = {r.document.id: r.document.text for r in readings}
    (passage,) = one.passages
    assert text[one.a][slice(*passage.a)] == text[one.b][slice(*passage.b)] == PASSAGE


def test_short_phrases_are_nobodys() -> None:
    assert not found(
        article("a", "one two " + " ".join(WORDS[:8])), article("b", " ".join(WORDS[:8]) + " three")
    ).duplicates


def test_copied_words_go_back_to_the_earliest_page() -> None:
    readings = [
        article("c", PASSAGE, "2031-01-03"),
        article("a", PASSAGE, "2031-01-01"),
        article("b", PASSAGE, "2031-01-02"),
    ]
    reuse = found(*readings)
    first = readings[1].document.id
    for r in readings:
        assert reuse.home(r.document.id, (Span(0, len(PASSAGE)),)).document == first


def test_a_crowd_of_reprints_is_linked_to_the_first_carrier_only() -> None:
    readings = [article(f"n{i}", PASSAGE, f"2031-01-{i + 1:02}") for i in range(20)]
    reuse = found(*readings)
    assert len(reuse.duplicates) == 19
    assert {r.document.id for r in readings[:1]} == {p.document for p in reuse.copied()}


@given(st.lists(st.lists(st.sampled_from(["oak", "elm", "ash"]), max_size=30), min_size=1, max_size=4))
def test_passages_are_the_same_words_in_both(texts: list[list[str]]) -> None:
    readings = [article(f"n{i}", " ".join(words)) for i, words in enumerate(texts)]
    text = {r.document.id: r.document.text for r in readings}
    for one in found(*readings).duplicates:
        assert 0 < one.similarity <= 1
        for passage in one.passages:
            assert text[one.a][slice(*passage.a)] == text[one.b][slice(*passage.b)]


QUOTE = "nobody asked me for papers"


def quoting(name: str, mark: tuple[str, str], *, quoted: bool = True) -> Reading:
    words = f"{mark[0]}{QUOTE}{mark[1]}" if quoted else QUOTE
    return article(name, f"{name}one {name}two {name}three said {words} {name}four {name}five {name}six")


def test_a_quotation_that_two_articles_share_is_told_though_it_is_short() -> None:
    readings = [quoting("a", ("“", "”")), quoting("b", ('"', '"'))]
    (one,) = found(*readings).duplicates
    text = {r.document.id: r.document.text for r in readings}
    (passage,) = one.passages
    assert one.kind == "shared_passage"
    assert text[one.a][slice(*passage.a)] == QUOTE


def test_the_same_short_words_of_which_one_is_no_quotation_are_nobodys() -> None:
    assert not found(quoting("a", ("“", "”")), quoting("b", ("", ""), quoted=False)).duplicates


def test_a_copy_of_which_every_sentence_was_touched_is_a_reprint() -> None:
    plain = [" ".join(f"{letter}{i}" for letter in "uvwxyz") for i in range(30)]
    readings = [article("a", " ".join(plain)), article("b", " changed ".join(plain))]
    (one,) = found(*readings).duplicates
    assert one.kind == "reprint"
    assert len(one.passages) == 30


vocabulary = st.lists(st.sampled_from([f"w{i}" for i in range(12)]), max_size=40)


@given(st.lists(vocabulary, min_size=2, max_size=4))
def test_no_passage_of_ten_words_is_missed(texts: list[list[str]]) -> None:
    """The bands lead to every pair that a comparison of all pairs would find."""
    words = [tuple(t) for t in texts]
    expected = {
        (i, j)
        for i, j in combinations(range(len(words)), 2)
        if any(
            words[i][k : k + 10] == words[j][n : n + 10]
            for k in range(len(words[i]) - 9)
            for n in range(len(words[j]) - 9)
        )
    }
    assert expected <= set(candidates([shingled(w) for w in words], [()] * len(words)))

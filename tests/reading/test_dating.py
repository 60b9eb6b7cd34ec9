"""When a document appeared, from its own text."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, BlockRole, Document, Published, Span
from reportedly.reading.dates import find_dates
from reportedly.reading.dating import Clue, misdated, narrowed, published_in, read_dates


def document(text: str, role: BlockRole = "body", published: Published = Published()) -> Document:  # noqa: B008
    return Document("doc-1", "a.txt", "", text, (Block(0, len(text), role),), published=published)


def range_of(nlp: Language, text: str, role: BlockRole = "body") -> tuple[str, str]:
    parsed = parse(document(text, role), nlp)
    found = published_in(parsed, find_dates(parsed))
    assert found.basis == ("text" if found.earliest or found.latest else "unknown")
    return str(found.earliest or ".."), str(found.latest or "..")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The two sides met in the capital in May 2031.", "2031-05-01", ".."),
        ("The works were finished in late 2031, and the ship left on 3 February 2032.", "2032-02-03", ".."),
        ("Elections will be held in March 2033.", "..", "2033-03-31"),
        ("The pact was signed in 2030. A review will take place in June 2032.", "2030-01-01", "2032-06-30"),
        ("The minister was in office when the ceasefire began on Friday, July 19.", "..", ".."),
        # told from a past moment, limits, and what is only planned: no bound
        ("In 2030 the ministry said the plant would open in 2035.", "2030-01-01", ".."),
        ("The two sides agreed to cut output by 2040.", "..", ".."),
        ("The elections of 2035 were called off.", "..", ".."),
        ("The 2035 targets were criticised.", "..", ".."),
        ("The spokesman said Friday that talks had failed last month.", "..", ".."),
        # known events
        ("Sanctions have multiplied since Russia's full-scale invasion of Ukraine.", "2022-02-24", ".."),
        ("Officials warned of a possible full-scale invasion of Ukraine.", "..", ".."),
        ("After the invasion of Ukraine in late February, prices rose.", "2022-02-24", "2023-03-01"),
        ("Since the Sept. 11 attacks, rules have been tighter.", "2001-09-11", ".."),
        ("Those who fled the Donbas have not gone home since the war in Ukraine began.", "2014-02-27", ".."),
    ],
)  # fmt: skip
def test_range(nlp: Language, text: str, earliest: str, latest: str) -> None:
    assert range_of(nlp, text) == (earliest, latest)


def test_a_captions_day_is_past_whatever_its_verb(nlp: Language) -> None:
    assert range_of(nlp, "The envoys shake hands in the harbour, June 3, 2031.", "caption")[0] == "2031-06-03"


def test_an_anniversary_ahead_closes_the_range_and_dates_what_is_beside_it(nlp: Language) -> None:
    text = (
        "The ministry said Thursday that talks had failed. New measures are expected to be announced Friday, coinciding with "
        "the second anniversary of the war in Ukraine. The last round expired in October 2023."
    )
    dated = read_dates(parse(document(text), nlp))
    published = dated.parsed.document.published
    assert (published.earliest, published.latest) == (date(2024, 2, 17), date(2024, 2, 23))
    assert [text[s.start : s.end] for s in published.evidence] == ["Friday"]
    values = {text[d.start : d.end]: d.value for d in dated.dates}
    assert values["Friday"] == "2024-02-23"  # every day of the range gives the same one
    assert values["Thursday"] == "XXXX-WXX-4"  # and here two are possible


def test_a_weekday_with_its_day_narrows_a_range(nlp: Language) -> None:
    text = "The pact was signed in 2031. The ship sailed on Monday, June 7. Elections will be held in 2036."
    # of the years 2030 to 2036 it is 2032 alone in which 7 June is a Monday
    assert range_of(nlp, text) == ("2032-06-07", "2033-06-08")


def test_a_given_date_stays_and_a_contradiction_is_told(nlp: Language) -> None:
    given_day = Published(date(2029, 1, 5), date(2029, 1, 5), "metadata")
    parsed = parse(document("The two sides met in the capital in May 2031.", published=given_day), nlp)
    assert read_dates(parsed).parsed is parsed
    (told,) = misdated(parsed, find_dates(parsed))
    assert told.stage == "dating"
    assert "2029-01-05" in told.reason
    assert "2031-05-01" in told.reason
    assert told.span is not None


def test_the_range_is_the_same_each_time(nlp: Language) -> None:
    text = "The pact was signed in 2030. A review will take place in June 2032. Elections will be held in March 2033."
    assert range_of(nlp, text) == range_of(nlp, text) == ("2030-01-01", "2032-06-30")


days = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def _falls_on(weekday: int, day: date) -> bool:
    return day.weekday() == weekday


@st.composite
def true_clues(draw: st.DrawFn) -> tuple[date, list[Clue]]:
    """A day of writing, and clues that are all right about it."""
    day = draw(days)
    gaps = draw(st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(("low", "high", "fits"))), max_size=8))
    clues = []
    for at, (gap, kind) in enumerate(gaps):
        span = Span(at, at + 1)
        if kind == "low":
            clues.append(Clue(span, low=day - timedelta(gap)))
        elif kind == "high":
            clues.append(Clue(span, high=day + timedelta(gap)))
        else:
            clues.append(Clue(span, fits=partial(_falls_on, day.weekday())))
    return day, clues


@given(true_clues())
def test_clues_that_are_right_never_exclude_the_day(found: tuple[date, list[Clue]]) -> None:
    day, clues = found
    published = narrowed(clues)
    assert published.earliest is None or published.earliest <= day
    assert published.latest is None or day <= published.latest


@given(true_clues(), st.randoms())
def test_the_order_of_clues_does_not_matter(found: tuple[date, list[Clue]], chance: object) -> None:
    _, clues = found
    mixed = list(clues)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert narrowed(mixed) == narrowed(clues)


@given(
    st.lists(
        st.builds(Clue, st.builds(Span, st.integers(0, 9), st.integers(10, 19)), st.none() | days, st.none() | days)
    )
)
def test_a_range_is_never_empty(clues: list[Clue]) -> None:
    published = narrowed(clues)
    assert published.earliest is None or published.latest is None or published.earliest <= published.latest


@given(st.text(max_size=60))
def test_any_text_is_dated_without_a_fault(nlp: Language, text: str) -> None:
    read_dates(parse(document(text), nlp))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("President Joe Biden has not signed it.", "2021-01-20", "2025-01-23"),
        ("The Biden administration is expected to reply.", "2021-01-20", "2025-01-23"),
        ("The Biden administration on Friday accused the firm.", "2021-01-20", "2025-01-23"),
        ("President Joe Biden signed it.", "2021-01-20", ".."),
        ("In 2022, President Joe Biden signed it.", "2022-01-01", ".."),
        ("“President Joe Biden has not signed it,” she said.", "2021-01-20", ".."),
        ("Former President Barack Obama is to speak.", "2017-01-20", ".."),
        ("Former President Donald Trump is to speak.", "2021-01-20", ".."),
        ("Vice President Joe Biden is to speak.", "2009-01-20", "2017-01-23"),
        ("President-elect Joe Biden is to speak.", "..", ".."),
        ("A President Hillary Clinton would decide.", "..", ".."),
        ("Iran's Foreign Minister Mohammad Javad Zarif says it was sunk.", "2013-08-15", "2021-08-29"),
        ("Angela Merkel, the German chancellor, wants it.", "2005-11-22", "2021-12-11"),
        ("John Kerry, a former secretary of state, wants it.", "2017-01-20", ".."),
        ("President Samuel Biden of the rowing club has said so.", "..", ".."),
        ("Minister Roe has said so.", "..", ".."),
        # names that are no older than what they name, and deaths
        ("Trade fell during the coronavirus pandemic.", "2020-01-30", ".."),
        ("It came after the killing of Iranian general Qassem Soleimani.", "2020-01-03", ".."),
        ("It followed the killing of Hamas leader Ismail Haniyeh in Tehran in late July.", "2024-07-31", "2025-08-05"),
        # seasons narrow what is closed
        ("President Joe Biden has not signed it since COVID-19 hit; it was May 2024. The raids go on this coming fall.",
         "2024-05-01", "2024-10-01"),
        ("They met in July 2022. After the invasion of Ukraine in late February, they sold drones over the summer.",
         "2022-08-01", "2023-03-01"),
    ],
)  # fmt: skip
def test_offices_names_and_seasons(nlp: Language, text: str, earliest: str, latest: str) -> None:
    assert range_of(nlp, text) == (earliest, latest)

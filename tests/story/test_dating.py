"""Documents of a story date each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import DateExpression, DocumentDate, Published, Reading, Span
from reportedly.story.dating import Link, Told, date_documents, solved, with_dates
from tests.story.build import Page, day

LEAD = "The Harbour Daily reported Friday that forty rockets left the northern port of Sudovia aboard a freighter."
OTHER = (
    "The freighter with forty rockets, the Harbour Daily report published Friday said, left a northern port in Sudovia."
)


def reading(
    name: str, text: str, published: str | None = None, friday: str | None = None, *, outlet: str | None = None
) -> Reading:
    """An article that names the Harbour Daily and a Friday, the day of which is known where ``friday`` is given."""
    page = Page(name, outlet, day(published) if published else None)
    page.write(text)
    if "Harbour Daily" in text:
        page.entity("Harbour Daily", "Outlet")
    made = page.reading()
    at = text.find("Friday")
    known = date.fromisoformat(friday) if friday else None
    value = friday or "XXXX-WXX-5"
    dates = (DateExpression(at, at + 6, "DATE", value, None, known, known),) if at >= 0 else ()
    return replace(made, dates=dates)


def dated(*readings: Reading) -> dict[str, tuple[str, str]]:
    names = {r.document.id: r.document.uri for r in readings}
    return {
        names[d.document]: (str(d.published.earliest or ".."), str(d.published.latest or ".."))
        for d in date_documents(readings)
    }


def test_one_report_of_one_weekday_dates_the_undated() -> None:
    known, undated = reading("a", LEAD, "2031-09-07", "2031-09-05"), reading("b", OTHER)
    (found,) = date_documents([known, undated])
    assert found.document == undated.document.id
    assert found.published.basis == "story"
    assert (found.published.earliest, found.published.latest) == (date(2031, 9, 5), date(2031, 9, 11))
    assert found.published.evidence == (Span(OTHER.index("Friday"), OTHER.index("Friday") + 6),)
    assert "Harbour Daily" in found.reason
    assert "2031-09-07" in found.reason


def test_a_copied_sentence_dates_the_copy() -> None:
    sentence = "The port authority closed the harbour on Friday after the crane fell, it said."
    assert dated(reading("a", sentence, "2031-09-06", "2031-09-05"), reading("b", sentence)) == {
        "b": ("2031-09-05", "2031-09-11")
    }


def test_a_range_from_the_text_only_gets_narrower() -> None:
    text = Published(date(2031, 9, 8), date(2031, 12, 1), "text", (Span(0, 3),))
    undated = reading("b", OTHER)
    undated = replace(undated, document=replace(undated.document, published=text))
    assert dated(reading("a", LEAD, "2031-09-07", "2031-09-05"), undated) == {"b": ("2031-09-08", "2031-09-11")}


def test_another_report_or_one_still_to_come_says_nothing() -> None:
    known = reading("a", LEAD, "2031-09-07", "2031-09-05")
    unlike = reading("b", "The Harbour Daily reported Friday that a minister of Norland had resigned over a fire.")
    ahead = reading("c", OTHER.replace("said", "will say"))
    assert dated(known, unlike) == {}
    assert dated(known, ahead) == {}


def test_dates_that_are_given_stay() -> None:
    readings = (reading("a", LEAD, "2031-09-07", "2031-09-05"), reading("b", OTHER, "2031-10-25", "2031-10-24"))
    assert date_documents(readings) == ()


def test_bounds_that_contradict_each_other_change_nothing() -> None:
    text = Published(date(2032, 9, 8), None, "text", (Span(0, 3),))
    undated = reading("b", OTHER)
    undated = replace(undated, document=replace(undated.document, published=text))
    assert dated(reading("a", LEAD, "2031-09-07", "2031-09-05"), undated) == {}


def test_what_quotes_an_article_is_not_older() -> None:
    words = "the freighter carried forty rockets and two launchers to the south"
    earlier = reading("a", f"A port official told us {words}.", "2031-09-05", outlet="The Harbour Daily")
    page = Page("b", "Norland Post", None)
    page.write(f"The Harbour Daily said {words}.")
    paper = page.entity("Harbour Daily", "Outlet")
    page.statement(words, source="The Harbour Daily", cue="said", speaker=paper, kind="outlet")
    assert dated(earlier, page.reading()) == {"b": ("2031-09-05", "..")}


def test_one_speech_dates_both() -> None:
    def article(name: str, published: str | None) -> Reading:
        page = Page(name, None, day(published) if published else None)
        first, second = (
            "the two states have built a full partnership in arms",
            "they trade drones for air defence systems",
        )
        page.write(f"Karen Holm told reporters on Friday that {first}. She added {second}.")
        holm = page.entity("Karen Holm", "Person")
        page.statement(first, source="Karen Holm", cue="told", speaker=holm)
        page.statement(second, source="She", cue="added", speaker=holm)
        at = page.text.index("Friday")
        known = date(2031, 9, 5) if published else None
        expression = DateExpression(at, at + 6, "DATE", "2031-09-05" if published else "XXXX-WXX-5", None, known, known)
        return replace(page.reading(), dates=(expression,))

    assert dated(article("a", "2031-09-06"), article("b", None)) == {"b": ("2031-09-05", "2031-09-11")}


def test_the_order_of_readings_does_not_matter() -> None:
    readings = [
        reading("a", LEAD, "2031-09-07", "2031-09-05"),
        reading("b", OTHER),
        reading("c", LEAD + " It is said."),
    ]
    found = {date_documents(order) for order in permutations(readings)}
    assert len(found) == 1
    assert len(next(iter(found))) == 2


def test_the_readings_take_dates_of_a_week_and_no_bare_bounds() -> None:
    plain = reading("b", OTHER)
    week, bound = (Published(date(2031, 9, 5), last, "story") for last in (date(2031, 9, 11), None))
    for found, expected in ((week, week), (bound, Published())):
        (taken,) = with_dates([plain], [DocumentDate(plain.document.id, found, "why")])
        assert taken == replace(plain, document=replace(plain.document, published=expected))


ordinals = st.integers(date(2000, 1, 1).toordinal(), date(2060, 1, 1).toordinal())


@given(
    ordinals,
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 300), st.integers(0, 300), st.booleans()), min_size=2, max_size=5
    ),
)
def test_links_that_are_right_never_exclude_a_true_day(friday: int, articles: list[tuple[int, int, int, bool]]) -> None:
    """Articles written within the week after one day, each with a range that holds its day, or with the day itself."""
    told_of = date.fromordinal(friday)
    true, readings = {}, []
    for at, (lag, before, behind, exact) in enumerate(articles):
        made, written = reading(f"{at}", LEAD), told_of + timedelta(lag)
        ends = (written, written) if exact else (written - timedelta(before), written + timedelta(behind))
        published = Published(*ends, "given" if exact else "text")
        readings.append(replace(made, document=replace(made.document, published=published)))
        true[made.document.id] = written
    ids = [r.document.id for r in readings]
    links = [
        Link(Told(a, Span(1, 2), told_of.isoweekday(), None), Told(b, Span(1, 2), told_of.isoweekday(), None), "same")
        for a, b in pairwise(ids)
    ]
    found = solved(readings, links)
    assert set(solved(readings[::-1], links[::-1])) == set(found)
    for one in found:
        first, last = one.published.earliest, one.published.latest
        assert first is None or first <= true[one.document]
        assert last is None or true[one.document] <= last

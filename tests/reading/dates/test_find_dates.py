"""The stage: blocks, tense from the parse, the dateline."""

from datetime import date

import pytest
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, BlockRole, Document, Published
from reportedly.reading.dates import find_dates

DAY = Published(date(2031, 3, 5), date(2031, 3, 5), "given")


def document(*pieces: tuple[BlockRole, str], published: Published = DAY) -> Document:
    text, blocks = "", []
    for role, piece in pieces:
        blocks.append(Block(len(text), len(text) + len(piece), role))
        text += piece + "\n"
    return Document("doc-1", "a.txt", "", text, tuple(blocks), published=published)


def values(nlp: Language, *pieces: tuple[BlockRole, str], published: Published = DAY) -> list[tuple[str, str]]:
    made = document(*pieces, published=published)
    return [(made.text[d.start : d.end], d.value) for d in find_dates(parse(made, nlp))]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The minister warned on Thursday that the talks had failed.", "2031-02-27"),
        ("The minister said he would travel to Sudovia on Thursday.", "2031-03-06"),
        ("Norland is expected to announce new measures Friday.", "2031-03-07"),
        ("The hearing has been scheduled for Monday.", "2031-03-10"),
        ("The tanker, which was seized on Friday, is still in port.", "2031-02-28"),
        ("Friday's announcement surprised the council.", "2031-02-28"),
        ("The deadline expires on Dec. 1.", "2031-12-01"),
        ("The ship was seized on Dec. 1.", "2030-12-01"),
        ("They reported that she had the votes needed to win the seat on Monday.", "2031-03-03"),
        ("A decision could come as soon as Thursday.", "2031-03-06"),
        ("He trails just ahead of Friday's vote.", "2031-03-07"),
        ("He vowed to stay in the race, and perhaps until the party's convention in July.", "2031-07"),
        ("Losses pushed her to turn toward the August election.", "2031-08"),
        ("Her victories in the north on Tuesday will only hasten that.", "2031-03-04"),
        ("The meeting on Friday will decide it.", "2031-03-07"),
        ("The minister is visiting the port on Saturday.", "2031-03-08"),
        ("Police are investigating an attack on Saturday in the port.", "2031-03-01"),
        ("On Tuesday, the islands vote on the pact.", "2031-03-11"),
        ("Until Thursday, they had not called him a suspect.", "2031-02-27"),
    ],
)
def test_the_verb_points(nlp: Language, sentence: str, value: str) -> None:
    assert [v for _, v in values(nlp, ("body", sentence))] == [value]


def test_offsets_are_the_documents_and_furniture_is_left_out(nlp: Language) -> None:
    pieces: list[tuple[BlockRole, str]] = [
        ("headline", "Norland Warned Sudovia On Tuesday"),
        ("furniture", "Published on Monday"),
        ("body", "The note was sent on Monday."),
        ("caption", "The port in 2029."),
    ]
    assert values(nlp, *pieces) == [("Tuesday", "2031-03-04"), ("Monday", "2031-03-03"), ("2029", "2029")]


def test_the_dateline_is_when_it_was_written(nlp: Language) -> None:
    body = "HARBOUR CITY, March 3 (Agency) - The ministry said on Tuesday it had no comment."
    assert values(nlp, ("body", body)) == [("March 3", "2031-03-03"), ("Tuesday", "2031-02-25")]


def test_a_full_dateline_dates_an_undated_article(nlp: Language) -> None:
    pieces: list[tuple[BlockRole, str]] = [
        ("dateline", "HARBOUR CITY, 4 March 2031"),
        ("body", "It was sent on Monday."),
    ]
    assert values(nlp, *pieces, published=Published()) == [("4 March 2031", "2031-03-04"), ("Monday", "2031-03-03")]


def test_a_date_in_the_text_is_no_dateline(nlp: Language) -> None:
    body = "On 4 March 2031 a ship sank. It was sent on Monday."
    assert values(nlp, ("body", body), published=Published())[1] == ("Monday", "XXXX-WXX-1")


def test_a_dateline_that_contradicts_the_publication_is_not_believed(nlp: Language) -> None:
    body = "HARBOUR CITY, January 3 (Agency) - The ministry said on Tuesday it had no comment."
    assert values(nlp, ("body", body))[1] == ("Tuesday", "2031-03-04")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The plane was shot down last week.", "2031-W09"),
        ("The council met this week.", "2031-W09"),
        ("The council will meet this week.", "2031-W10"),
        ("The council will meet next week.", "2031-W10"),
    ],
)
def test_on_a_sunday_last_week_ends_that_day(nlp: Language, sentence: str, value: str) -> None:
    sunday = Published(date(2031, 3, 2), date(2031, 3, 2), "given")
    assert [v for _, v in values(nlp, ("body", sentence), published=sunday)] == [value]


def test_soon_in_a_tale_of_the_past_bounds_no_day(nlp: Language) -> None:
    made = document(("body", "But soon he turned to the smugglers. Sanctions will follow soon."))
    (told, ahead) = find_dates(parse(made, nlp))
    assert (told.value, told.earliest, told.latest) == ("FUTURE_REF", None, None)
    assert (ahead.value, ahead.earliest, ahead.latest) == ("FUTURE_REF", date(2031, 3, 5), None)

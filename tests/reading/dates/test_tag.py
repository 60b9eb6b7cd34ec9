"""What expressions mean, one row each. The anchor is Wednesday 5 March 2031 unless a test says otherwise."""

from datetime import date

import pytest

from reportedly.model import DateExpression, Published
from reportedly.reading.dates import tag

ANCHOR = Published(date(2031, 3, 5), date(2031, 3, 5), "given")


def found(text: str, anchor: Published | None = ANCHOR) -> list[tuple[str, str, str]]:
    return [(text[d.start : d.end], d.type, d.value) for d in tag(text, anchor=anchor)]


def only(text: str, anchor: Published | None = ANCHOR) -> DateExpression:
    (expression,) = tag(text, anchor=anchor)
    return expression


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("The ministry warned on Tuesday of a reply.", "Tuesday", "2031-03-04"),
        ("The ministry warned on Wednesday of a reply.", "Wednesday", "2031-03-05"),
        ("The council will meet Friday.", "Friday", "2031-03-07"),
        ("They met last Wednesday.", "last Wednesday", "2031-02-26"),
        ("They met on Tuesday of last week.", "Tuesday of last week", "2031-02-25"),
        ("It opened on Feb. 3, 2029.", "Feb. 3, 2029", "2029-02-03"),
        ("It opened on 3 February 2029.", "3 February 2029", "2029-02-03"),
        ("It opened on the 3rd of February, 2029.", "the 3rd of February, 2029", "2029-02-03"),
        ("It opened on Saturday, Feb. 3, 2029.", "Saturday, Feb. 3, 2029", "2029-02-03"),
        ("It opened on 2029-02-03.", "2029-02-03", "2029-02-03"),
        ("It opened on 02/23/2029.", "02/23/2029", "2029-02-23"),
        ("It opened on 3.2.2029.", "3.2.2029", "2029-02-03"),
        ("It was signed in October.", "October", "2030-10"),
        ("The plant will open in October.", "October", "2031-10"),
        ("It was signed in January last year.", "January last year", "2030-01"),
        ("It was signed last month.", "last month", "2031-02"),
        ("It was signed in nineteen ninety-four.", "nineteen ninety-four", "1994"),
        ("The port was closed two weeks ago.", "two weeks ago", "2031-02-19"),
        ("The port was closed three months ago.", "three months ago", "2030-12"),
        ("The port was closed a decade ago.", "a decade ago", "2021"),
        ("The port was closed over the summer.", "the summer", "2030-SU"),
        ("The port was closed in the winter of 2029.", "the winter of 2029", "2029-WI"),
        ("Output rose in the third quarter of 1994.", "the third quarter of 1994", "1994-Q3"),
        ("Output rose in Q3 2030.", "Q3 2030", "2030-Q3"),
        ("Output rose in the first half of 2030.", "the first half of 2030", "2030-H1"),
        ("The factory was built in the 1980s.", "the 1980s", "198"),
        ("A 19th century treaty was cited.", "19th century", "18"),
        ("They spoke on Christmas Eve.", "Christmas Eve", "2030-12-24"),
        ("They spoke on Easter Monday 2024.", "Easter Monday 2024", "2024-04-01"),
        ("They met on July 19-21, 2030.", "July 19-21, 2030", "2030-07-19/2030-07-21"),
        ("They were shot at 10 p.m. Tuesday.", "10 p.m. Tuesday", "2031-03-04T22:00"),
        ("They were shot on Tuesday night.", "Tuesday night", "2031-03-04TNI"),
        ("They were shot overnight.", "overnight", "2031-03-04TNI"),
        ("They were shot at 8 tonight.", "8 tonight", "2031-03-05T20:00"),
        ("They were shot at 2 in the morning.", "2 in the morning", "2031-03-05T02:00"),
        ("They were shot around midnight Tuesday.", "around midnight Tuesday", "2031-03-04T24:00"),
        ("They were shot before dawn.", "dawn", "2031-03-05TMO"),
        ("They were shot on the night of Friday, Feb. 28.", "the night of Friday, Feb. 28", "2031-02-28TNI"),
        ("It was signed on July the fourth.", "July the fourth", "2030-07-04"),
        ("It was signed half a century ago.", "half a century ago", "1981"),
        ("It was signed two and a half years ago.", "two and a half years ago", "2028-09"),
        ("It was signed the week before last.", "the week before last", "2031-W08"),
        ("It was signed a week ago Tuesday.", "a week ago Tuesday", "2031-02-25"),
        ("It was signed some time ago.", "some time ago", "PAST_REF"),
        ("It was built in the late sixties.", "the late sixties", "196"),
        ("It was built in the nineteen eighties.", "the nineteen eighties", "198"),
        ("It was built in nineteen-ninety-one.", "nineteen-ninety-one", "1991"),
        ("The crop failed in midsummer.", "midsummer", "2030-SU"),
        ("Talks resume by midyear.", "midyear", "2031"),
        ("The talks lasted 2 1/2 months.", "2 1/2 months", "P2.5M"),
        ("A decade-old feud ended.", "decade-old", "P10Y"),
        ("Profit fell in the past fiscal year.", "the past fiscal year", "2030"),
        ("Profit fell in the 1995 first half.", "the 1995 first half", "1995-H1"),
        ("Third-quarter 1995 profit fell.", "Third-quarter 1995", "1995-Q3"),
        ("The talks lasted more than four hours.", "more than four hours", "PT4H"),
        ("The talks lasted twenty-four hours.", "twenty-four hours", "PT24H"),
        ("The talks lasted a year and a half.", "a year and a half", "P1.5Y"),
        ("The talks went on for decades.", "decades", "PXE"),
        ("A ten-year lease was signed.", "ten-year", "P10Y"),
        ("The patrols are held every day.", "every day", "P1D"),
        ("The patrols are held on Fridays.", "Fridays", "XXXX-WXX-5"),
        ("The drones are now in use.", "now", "PRESENT_REF"),
        ("It has been done in the past.", "the past", "PAST_REF"),
        ("More deliveries are likely in the near future.", "the near future", "FUTURE_REF"),
        ("More deliveries are likely in the coming months.", "the coming months", "FUTURE_REF"),
    ],
)
def test_span_and_value(text: str, printed: str, value: str) -> None:
    assert [(words, found_value) for words, _, found_value in found(text)] == [(printed, value)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It began in late 2023.", "2023-10-01", "2023-12-31"),
        ("It began in early January 2024.", "2024-01-01", "2024-01-10"),
        ("It began in mid-July.", "2030-07-11", "2030-07-20"),
        ("It began in late February.", "2031-02-21", "2031-02-28"),
        ("It began in early 2030.", "2030-01-01", "2030-03-31"),
        ("It began at the end of 2030.", "2030-10-01", "2030-12-31"),
        ("It was used over the past year.", "2030-03-05", "2031-03-05"),
        ("It will be used in the next two weeks.", "2031-03-05", "2031-03-19"),
        ("It began last week.", "2031-02-24", "2031-03-02"),
        ("It began in the last week.", "2031-02-26", "2031-03-05"),
        ("It will last over the next decade.", "2031-03-05", "2041-03-05"),
        ("It began over the weekend.", "2031-03-01", "2031-03-02"),
        ("Half of them came two weeks ago.", "2031-02-17", "2031-02-23"),
        ("It will be ready within a year.", "2031-03-05", "2032-03-05"),
        ("It was agreed two days before Iraq's invasion of Kuwait.", "1990-07-31", "1990-07-31"),
        ("They met on the second anniversary of the war in Ukraine.", "2024-02-24", "2024-02-24"),
        ("They met since the start of the war in Ukraine.", "2022-02-24", "2022-02-24"),
        ("They were arrested now.", "2031-03-05", "2031-03-05"),
        ("It was done in the second half of February 2032.", "2032-02-16", "2032-02-29"),
        ("It was done in the first week of January.", "2031-01-01", "2031-01-07"),
        ("It was done in the last week of January.", "2031-01-21", "2031-01-31"),
        ("It was done on the 18th.", "2031-02-18", "2031-02-18"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    expression = only(text)
    assert (str(expression.earliest), str(expression.latest)) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Months before the invasion of Kuwait they agreed.", None, "1990-08-01"),
        ("They agreed in recent months.", None, "2031-03-05"),
        ("They will agree soon.", "2031-03-05", None),
        ("They talked for months.", None, None),
    ],
)
def test_open_sides(text: str, first: str | None, last: str | None) -> None:
    expression = only(text)
    assert (expression.earliest and str(expression.earliest), expression.latest and str(expression.latest)) == (
        first,
        last,
    )


@pytest.mark.parametrize(
    "text",
    [
        "It may happen.", "1,500 troops crossed.", "2000 rockets were fired.", "The 44-year-old was held.", "He paid $2000.",
        "They march on.", "A second ship sank.", "The March for Peace set off.", "USA Today reported it.",
        "Theresa May was told by May's aides.", "The score was 7:15.", "Numbers fell.",
        "He had an epiphany.", "31/31/2031 is no day.", "A quarter of them left.",
        "The 17-year-olds left.", "An H1-B visa was sold.",
        "In a year when ships are few, prices rise.", "Guards stand there 24 hours a day.", "Imagine a tomorrow without war.",
        "“At the end of the day,” he said, “it is trust.”", "He spoke on “This Week” again.", "The party daily Granat wrote it.",
        "It began with the Summer Games.", "She cannot recall the last day of peace.",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert found(text) == []


def test_an_impossible_day_is_not_mended() -> None:
    assert found("On February 31, 2030 nothing happened.") == [
        ("February", "DATE", "2031-02"),
        ("2030", "DATE", "2030"),
    ]


def test_that_before_a_weekday_may_point_at_nothing() -> None:
    assert only("He noted that Monday had been quiet.").value == "2031-03-03"


def test_to_last_is_a_verb() -> None:
    assert found("It will not last two weeks.") == [("two weeks", "DURATION", "P2W")]


def test_the_war_is_the_one_that_the_text_names() -> None:
    text = "The war in Ukraine goes on. Months before the war they had met."
    assert only(text).latest == date(2022, 2, 23)
    assert only("The war in Ukraine and the Korean War. Months before the war they had met.").latest is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("It was told on New Year’s Eve.", "New Year’s Eve"),
        ("It was told on the Fourth of July.", "the Fourth of July"),
        ("It was told after election day.", "election day"),
        ("It was told on V-E Day.", "V-E Day"),
        ("It was told on Martin Luther King Jr. Day.", "Martin Luther King Jr. Day"),
    ],
)
def test_holidays_as_printed(text: str, printed: str) -> None:
    assert [words for words, _, _ in found(text)] == [printed]


def test_may_is_a_month_unless_somebody_is_called_so() -> None:
    assert found("The evidence was presented by May.") == [("May", "DATE", "2030-05")]
    assert found("Prime Minister May spoke. The evidence was presented by May.") == []


def test_told_dates_are_counted_from() -> None:
    text = (
        "The ship left on June 3, 2029. The next day it stopped, and two days later it sank. That year ten were lost."
    )
    assert [value for _, _, value in found(text)][1:] == ["2029-06-04", "2029-06-06", "2029"]


def test_a_date_told_far_back_is_not_counted_from() -> None:
    text = "The ship left on June 3, 2029." + " Nothing more was heard of it." * 40 + " The next day it sank."
    assert found(text)[-1] == ("The next day", "DATE", "XXXX-XX-XX")


def test_a_year_before_a_quarter_is_a_quarter() -> None:
    text = "Exports rose in the third quarter. A year earlier they had fallen."
    assert [value for _, _, value in found(text)] == ["2030-Q3", "2029-Q3"]


def test_the_second_of_two_days() -> None:
    assert [value for _, _, value in found("They met on April 24 and 25.")] == ["2030-04-24", "2030-04-25"]


def test_a_weekday_settles_the_year() -> None:
    assert only("It sank on Thursday, March 6.").value == "2031-03-06"
    assert only("It sank on Friday, March 7.", Published(date(2033, 1, 1), date(2033, 1, 1))).value == "2031-03-07"


def test_a_dash_of_years_is_two_dates() -> None:
    assert [words for words, _, _ in found("The war of 1980-1988 was long.")] == ["1980", "1988"]


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("It rose in the quarter ended Feb. 28.", "the quarter", "2030-12-01", "2031-02-28"),
        ("It rose in the six months ended Feb. 28.", "the six months", "2030-09-01", "2031-02-28"),
        ("It was seen in the week of Feb. 12.", "the week of Feb. 12", "2031-02-10", "2031-02-16"),
        ("It was built for the 2026-27 season.", "2026-27", "2026-01-01", "2027-12-31"),
        ("It was sold in March '24.", "March '24", "2024-03-01", "2024-03-31"),
        ("They met on 3-5 February 2030.", "3-5 February 2030", "2030-02-03", "2030-02-05"),
        ("It was seen earlier in the week.", "the week", "2031-03-03", "2031-03-05"),
        ("It will be ready in two weeks.", "two weeks", "2031-03-05", "2031-03-19"),
        ("They want the deal before the summer.", "the summer", "2031-06-01", "2031-09-22"),
        ("It was closed before the summer.", "the summer", "2030-06-01", "2030-09-22"),
    ],
)
def test_stretches(text: str, printed: str, first: str, last: str) -> None:
    expression = next(d for d in tag(text, anchor=ANCHOR) if text[d.start : d.end] == printed)
    assert (str(expression.earliest), str(expression.latest)) == (first, last)


@pytest.mark.parametrize(
    "text", ["Now, they said, it is over.", "The Publishers Weekly review was kind.", "He sat in a Century boat."]
)
def test_no_time_is_told(text: str) -> None:
    assert found(text) == []


def test_half_a_dozen() -> None:
    assert found("It took half a dozen days.")[0][2] == "P6D"
    assert found("It took a half-dozen days.")[0][2] == "P6D"


def test_a_year_earlier_counts_from_the_quarter_told_last() -> None:
    values = [
        value
        for _, _, value in found(
            "It fell in the third quarter of 2029. The second-quarter loss of 2030 was 3, from 2 a year earlier."
        )
    ]
    assert values[0] == "2029-Q3"
    assert values[-1] == "2029-Q2"


def test_a_quarter_and_the_one_compared_with_it() -> None:
    text = (
        "Profit rose in the third quarter from that of the comparable 2029 quarter, and from the year-earlier period."
    )
    assert [value for _, _, value in found(text)] == ["2030-Q3", "2029-Q3", "2029-Q3"]


def test_months_and_those_compared_with_them() -> None:
    text = "For the nine months, profit rose; in the year-ago period there was a loss, in the year-earlier nine months too."
    assert [(kind, value) for _, kind, value in found(text)] == [("DURATION", "P9M")] * 3


def test_the_week_ended_with_a_day() -> None:
    week, _ = tag("Sales fell in the week ended Feb. 15.", anchor=ANCHOR)
    assert (week.value, week.earliest, week.latest) == ("2031-W07", date(2031, 2, 9), date(2031, 2, 15))


@pytest.mark.parametrize("text", ["It began at 9 a.m. on Tuesday.", "It began at 9 a.m. local time Tuesday."])
def test_a_time_is_of_the_day_behind_it(text: str) -> None:
    assert [value for _, _, value in found(text)] == ["2031-03-04T09:00", "2031-03-04"]


def test_an_age_is_no_decade() -> None:
    assert found("She was in her mid-thirties.") == []

"""What is worded like a time that is counted and is none: an age, a name, a share, how often."""

from __future__ import annotations

from reportedly.reading.dates.match import Match


def is_aside(match: Match) -> bool:
    """Whether it is set off as "at the end of the day" is where it means "after all"."""
    return match.kind_behind in {"comma", "mark", "stop"} and match.text[match.end : match.end + 1] not in ".;"


def is_age(match: Match) -> bool:
    """Whether it is how old a person is; what is not counted in years may be a truce or a war."""
    behind = match.kind_behind if match.kind_behind != "hyphen" else match.second_behind
    return behind == "old" or (match.has("old") and match.word("unit") == "year")


def is_title(match: Match) -> bool:
    """Whether the unit has a capital behind a number in digits or a small "a": the name of a programme, a paper, a boat."""
    small = (match.has("amount") and match.first_letter("amount").isdigit()) or match.printed[0] == "a"
    return small and match.first_letter("unit").isupper() and not match.printed.isupper()


def is_always(match: Match) -> bool:
    """24 hours a day."""
    return match.number("amount") == 24 and match.kind_behind == "a" and match.second_behind == "unit"


def is_share(match: Match) -> bool:
    """A quarter of a whole, not of a year."""
    return match.has("one") or match.has("joined") or (match.kind_behind == "of" and not match.has("some"))


def is_rate(match: Match) -> bool:
    """Whether "a day" says how often: "two interviews a day"."""
    if match.kind_behind in {"after", "before", "earlier", "later"}:
        return False
    word = match.word_before
    if not word:
        return match.before in {"number", "figure", "units", "percent", "times", "once"}
    return word in {"million", "billion", "trillion"} or (
        word.endswith("s") and not word.endswith("ss") and len(word) > 4
    )

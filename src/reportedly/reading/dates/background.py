"""What a whole document tells about the words in it."""

from __future__ import annotations

import re
from typing import Final

from reportedly.reading.dates.known_events import named_war
from reportedly.reading.dates.meaning import Background

# "Prime Minister May", "Mr. May": a name; "In May", "last May": the month.
_MAY_A_NAME: Final = re.compile(
    r"\b(?!(?:In|Since|Until|By|Of|Last|This|Next|Early|Late|Through|From|During|And|Before|On) )"
    r"[A-Z][a-z]{1,30}\.? May\b(?! [0-9])"
)
_QUARTER: Final = re.compile(r"\b(?:first|second|third|fourth)[ -]quarter\b", re.IGNORECASE)


def background_of(text: str) -> Background:
    """What a text as a whole tells: which war "the war" is, whether May is a person, whether quarters are told of."""
    return Background(named_war(text), _MAY_A_NAME.search(text) is not None, _QUARTER.search(text) is not None)

"""Pieces of patterns that several rules use, by the name that stands in braces in their patterns.

A lower-case name in braces is a kind of token; a name in capitals is one of these. Most are named groups, so that the rule's
builder can read them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_EARLY_LATE = "(?P<part>{early}|{late}|{mid}){hyphen}?"

SHORTHANDS: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "YEAR": "(?P<year>{year}|{short})",
        "MONTH": "(?P<month>{month}{stop}?)",
        "MONTH_OR_MAY": "(?P<month>{month}{stop}?|{may})",
        "WEEKDAY": "(?P<weekday>{weekday}{stop}?)",
        "DAY": "(?P<day>{number}|{ordinal})",
        "DAYPART": "(?P<daypart>{daypart})",
        "DAYWORD": "(?P<dayword>{dayword})",
        "SEASON": "(?P<season>{season}|{fall})",
        "NTH": "(?P<nth>{ordinal}|{second}|{last})",
        "UNIT": "(?P<unit>{unit})",
        "UNITS": "(?P<unit>{units})",
        "ANY_UNIT": "(?P<unit>{unit}|{units})",
        "SPAN": "(?P<unit>{unit}|{weekend})",
        "CLOCK": "(?P<clock>{clock}{ampm}?|{number}{oclock}|{hhmm}|{number}{ampm}|{noon}|{midnight})(?P<zone>{zone})?",
        # pointing words
        "WHICH": "(?P<which>{last}|{this}|{next})",
        "WHICH_MONTH": "(?P<which>{last}|{this}|{next}|{this}?{past}|{this}{coming})",
        "WHICH_DAY": "(?P<which>{last}|{this}|{next}|{this}?{past}|{this}?{coming}|{the}?{previous}|{the}?{following}|{that})",
        "WHICH_SPAN": "(?P<which>{last}|{this}|{next}|{the}{last}|{the}{next}|{the}?{past}|{the}{coming}|{this}{coming}"
        "|{this}{past}|{the}?{current}|{the}?{latest})",
        "WHICH_TOLD": "(?P<which>{the}?{previous}|{the}?{following}|{the}{same}|{that}{same}?)",
        "WHICH_PART": "(?P<which>{last}|{this}|{that}|{the}{previous}|{the}{following}|{the}{next}|{the}{same}?)",
        "OF_YEAR": "(?P<whichyear>{last}|{this}|{next}) (?P<unit>{unit})",
        "BACK": "(?:{the}{word}?)? (?P<back>{unit}{hyphen}(?:{earlier}|{ago}))",
        # parts of a whole
        "EARLY_LATE": _EARLY_LATE,
        "EARLY": f"(?:{_EARLY_LATE}{{in}}?|(?P<side>{{earlier}}|{{later}})|{{sometime}})",
        "PART_OF": "{the}?(?P<partof>{beginning}|{middle}|{end}|{rest}){of}",
        "ON_PART": "(?:{PART_OF}|{EARLY})",
        # how many
        "COUNT": "(?:(?P<amount>{number}|{year}|{figure})(?P<of_one>{number}{slash}{number})?"
        "|(?P<some>{a}?{few}{of}?)|(?P<one>{a}))(?P<half>{and}{a}{half})?",
        "ABOUT": "(?:{more}{than}|{less}{than}|{at}{least}|{at}{most}|{up}{to}|{nearly}|{about}|{around})",
        "AND_A_HALF": "(?P<half2>{and}{a}{half})",
        # what may stand in front
        "MAY_AFTER": "(?<=[{in}{since}{until}{by}{of}{through}{from}{between}{and}{before}{during}])",
        "SEASON_AFTER": "(?<=[{in}{over}{during}{by}{until}{since}{through}{before}{after}{of}{and}{or}])",
        "UNITS_AFTER": "(?<=[{for}{in}{within}{after}{over}{of}{only}{until}])",
    }
)


def expand(pattern: str, letters: Mapping[str, str]) -> str:
    """A rule's pattern as a regular expression over one letter a kind.

    Raises :class:`KeyError` for a name that is neither a shorthand nor a kind.
    """
    for _ in range(3):  # shorthands stand in shorthands, twice deep at most
        pattern = re.sub(r"\{([A-Z_]+)\}", lambda match: f"(?:{SHORTHANDS[match[1]]})", pattern)
    return re.sub(r"\{([a-z_]+)\}", lambda match: letters[match[1]], pattern.replace(" ", ""))

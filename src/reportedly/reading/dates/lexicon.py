"""The words of time, as data: for each word the kind of token it is and what it stands for.

A *kind* is what the rules of :mod:`~reportedly.reading.dates.grammar` are written in. Words not listed are of kind ``word``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

Value = int | str | None


class Token(NamedTuple):
    """A piece of a text, its kind, and what it stands for."""

    start: int
    end: int
    kind: str
    value: Value = None


MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
               "december")  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_SHORT = "jan feb mar apr - jun jul aug sep oct nov dec"
_WEEKDAY_SHORT = "mon tue wed thu fri sat sun"
_UNITS = "second minute hour day week month quarter year decade century millennium"
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
             "sixteenth seventeenth eighteenth nineteenth twentieth")  # fmt: skip

# One kind a line: the words of it, each standing for itself.
_PLAIN = {
    "the": "the", "a": "a an", "this": "this", "that": "that", "these": "these those", "last": "last", "next": "next", "past": "past",
    "previous": "previous preceding prior", "coming": "coming upcoming forthcoming", "following": "following ensuing subsequent",
    "current": "current", "recent": "recent", "latest": "latest", "same": "same", "each": "each every", "all": "all entire whole full",
    "early": "early", "late": "late", "mid": "mid", "middle": "middle midst", "beginning": "beginning start outset",
    "end": "end close", "of": "of", "in": "in", "on": "on", "at": "at", "to": "to", "from": "from", "by": "by", "for": "for",
    "until": "until till", "since": "since", "during": "during", "within": "within", "over": "over", "after": "after",
    "before": "before", "between": "between", "through": "through throughout", "around": "around", "about": "about roughly approximately some",
    "nearly": "nearly almost", "more": "more", "less": "less fewer", "than": "than", "least": "least", "most": "most", "up": "up",
    "or": "or", "and": "and", "so": "so", "ago": "ago", "earlier": "earlier", "later": "later", "ahead": "ahead", "old": "old",
    "other": "other", "another": "another additional", "only": "only just", "long": "long", "now": "now nowadays", "right": "right",
    "currently": "currently presently", "once": "once twice", "recently": "recently lately", "previously": "previously formerly",
    "soon": "soon", "shortly": "shortly", "future": "future", "term": "term", "near": "near foreseeable short", "time": "time",
    "weekend": "weekend", "weekends": "weekends", "rest": "rest remainder", "present": "present moment", "half": "half", "fiscal": "fiscal financial", "period": "period", "year_end": "yearend",
    "sometime": "sometime", "overnight": "overnight", "noon": "noon midday", "midnight": "midnight", "half_year": "semester", "times": "times", "on_end": "straight consecutive",
    "as": "as", "possible": "possible", "anniversary": "anniversary",
}  # fmt: skip

# Words of one kind, each with what it stands for.
_WITH_VALUE: dict[str, dict[str, Value]] = {
    "few": {"few": None, "several": None, "many": None, "couple": 2, "dozens": None, "hundreds": None, "thousands": None, "numerous": None, "countless": None,
            "multiple": None, "various": None},
    "season": {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "winter": "WI", "wintertime": "WI",
               "summers": "SU", "winters": "WI", "springs": "SP"},
    "fall": {"fall": "FA"},
    "daypart": {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "daytime": "DT", "nighttime": "NI",
                "mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI", "dawn": "MO", "dusk": "EV"},
    "dayword": {"today": 0, "yesterday": -1, "tomorrow": 1},
    "tonight": {"tonight": "NI"},
    "often": {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
              "yearly": "P1Y", "annually": "P1Y"},
    "long_word": {"daylong": "day", "weeklong": "week", "monthlong": "month", "yearlong": "year", "hourlong": "hour"},
    "ampm": {"am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm", "a.m": "am", "p.m": "pm"},
    "zone": {z: z.upper() for z in ("gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst", "msk", "ist")},
}  # fmt: skip

HUNDREDS: MappingProxyType[str, int] = MappingProxyType({"hundred": 100, "thousand": 1000})


def _numbers() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_SMALL.split())}
    return words | {word: 20 + 10 * place for place, word in enumerate(_TENS.split())} | {"dozen": 12}


def _ordinals() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_ORDINALS.split(), start=1) if word != "second"}
    return words | {f"{w[:-1]}ieth": 20 + 10 * i for i, w in enumerate(_TENS.split())} | {"hundredth": 100}


def _words() -> dict[str, tuple[str, Value]]:
    table: dict[str, tuple[str, Value]] = {w: (kind, w) for kind, words in _PLAIN.items() for w in words.split()}
    table |= {w: (kind, value) for kind, words in _WITH_VALUE.items() for w, value in words.items()}
    table |= {w: ("number", n) for w, n in _numbers().items()} | {w: ("ordinal", n) for w, n in _ordinals().items()}
    table |= {name: ("month", n) for n, name in enumerate(MONTH_NAMES, start=1)}
    table |= {name: ("weekday", n) for n, name in enumerate(WEEKDAY_NAMES, start=1)}
    table |= {f"{name}s": ("weekdays", n) for n, name in enumerate(WEEKDAY_NAMES, start=1)}
    for unit in _UNITS.split():
        table |= {unit: ("unit", unit), f"{unit}s": ("units", unit)}
    table |= {"centuries": ("units", "century"), "millennia": ("units", "millennium"), "fortnight": ("unit", "fortnight"),
              "second": ("second", "second"), "mins": ("units", "minute"), "hrs": ("units", "hour")}  # fmt: skip
    return table


WORDS: MappingProxyType[str, tuple[str, Value]] = MappingProxyType(_words())
NUMBERS: MappingProxyType[str, int] = MappingProxyType(_numbers())
ORDINALS: MappingProxyType[str, int] = MappingProxyType(_ordinals())

# Short names count only with their capital, and those that are also words or names only with their full stop.
SHORT_MONTHS: MappingProxyType[str, int] = MappingProxyType(
    {name: n for n, name in enumerate(_MONTH_SHORT.split(), start=1) if name != "-"} | {"sept": 9}
)
SHORT_WEEKDAYS: MappingProxyType[str, int] = MappingProxyType(
    {name: n for n, name in enumerate(_WEEKDAY_SHORT.split(), start=1)} | {"tues": 2, "thur": 4, "thurs": 4}
)

# TIMEX3 letters of the units; those of less than a day stand behind a T.
UNIT_LETTERS: MappingProxyType[str, str] = MappingProxyType(
    {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E",
     "century": "C", "millennium": "L", "weekend": "WE", "fortnight": "W"}
)  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "hour"})

# What follows a number of four digits that counts things and is no year.
COUNTED = frozenset(
    [
        "people",
        "persons",
        "men",
        "women",
        "children",
        "troops",
        "soldiers",
        "fighters",
        "civilians",
        "refugees",
        "migrants",
        "passengers",
        "prisoners",
        "victims",
        "casualties",
        "deaths",
        "workers",
        "employees",
        "jobs",
        "members",
        "students",
        "missiles",
        "rockets",
        "shells",
        "drones",
        "tanks",
        "vehicles",
        "aircraft",
        "ships",
        "tonnes",
        "tons",
        "pounds",
        "kilograms",
        "kg",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "meters",
        "metres",
        "feet",
        "hectares",
        "acres",
        "barrels",
        "dollars",
        "euros",
        "rubles",
        "roubles",
        "pounds",
        "rials",
        "yen",
        "yuan",
        "francs",
        "marks",
        "points",
        "shares",
        "homes",
        "houses",
        "buildings",
        "units",
        "rounds",
        "guns",
        "rifles",
        "bombs",
        "percent",
        "per",
        "others",
        "votes",
        "seats",
        "families",
        "households",
        "villages",
        "copies",
        "patients",
        "cases",
        "megawatts",
        "mph",
        "hp",
        "cc",
        "rpm",
        "calories",
    ]
)

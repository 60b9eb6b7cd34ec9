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


MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_SHORT = "jan feb mar apr - jun jul aug sep oct nov dec"
_WEEKDAY_SHORT = "mon tue wed thu fri sat sun"
_UNITS = "second minute hour day week month quarter year decade century millennium"
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)

# Words that are a kind each.
_ALONE = """
the this that last next past current recent latest same other more than least most up to of in on at from by for since
during within over after before between around or and so as ago earlier later ahead old long right now once soon
future term time early late mid end half period times weekend weekends sometime overnight midnight possible
anniversary come
"""
# A kind a line, and the words that are of it.
_ALIKE = """
a: a an
these: these those
previous: previous preceding prior
coming: coming upcoming forthcoming
following: following ensuing subsequent
each: each every
all: all entire whole full
middle: middle midst
beginning: beginning start outset
end: close
rest: rest remainder
until: until till
through: through throughout
about: about roughly approximately some
nearly: nearly almost
less: less fewer
another: another additional
only: only just
currently: currently presently
recently: recently lately
now: nowadays
once: twice
near: near foreseeable short
present: present moment
fiscal: fiscal financial
noon: noon midday
on_end: straight consecutive
few: few several many numerous countless multiple various dozens hundreds thousands
fall: fall
old: olds
zone: gmt utc est edt cst cdt mst mdt pst pdt cet cest bst msk ist
"""
# A kind a line, and its words with what each stands for.
_MEANING = """
season: spring=SP springtime=SP summer=SU summertime=SU summers=SU autumn=FA winter=WI wintertime=WI winters=WI
daypart: dawn=MO daybreak=MO sunrise=MO midmorning=MO midafternoon=AF dusk=EV nightfall=EV sunset=EV sundown=EV
daypart: morning=MO mornings=MO afternoon=AF afternoons=AF evening=EV evenings=EV night=NI nights=NI daytime=DT
tonight: tonight=NI
mid_season: midsummer=SU midwinter=WI midspring=SP
mid_unit: midyear=year midmonth=month midweek=week midcentury=century middecade=decade
tens: twenties=1920 thirties=1930 forties=1940 fifties=1950 sixties=1960 seventies=1970 eighties=1980 nineties=1990
often: hourly=PT1H daily=P1D nightly=P1D weekly=P1W biweekly=P2W fortnightly=P2W monthly=P1M yearly=P1Y annually=P1Y
long_word: hourlong=hour daylong=day weeklong=week monthlong=month yearlong=year
ampm: am=am pm=pm
"""
_DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}

HUNDREDS: MappingProxyType[str, int] = MappingProxyType({"hundred": 100, "thousand": 1000})


def _numbers() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_SMALL.split())}
    return words | {word: 20 + 10 * place for place, word in enumerate(_TENS.split())} | {"dozen": 12}


def _ordinals() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_ORDINALS.split(), start=1) if word != "second"}
    return words | {f"{w[:-1]}ieth": 20 + 10 * i for i, w in enumerate(_TENS.split())} | {"hundredth": 100}


def _lines(table: str) -> list[tuple[str, list[str]]]:
    rows = (line.split(":") for line in table.strip().splitlines())
    return [(kind, words.split()) for kind, words in rows]


def _words() -> dict[str, tuple[str, Value]]:
    table: dict[str, tuple[str, Value]] = {word: (word, word) for word in _ALONE.split()}
    table |= {word: (kind, None if kind == "few" else word) for kind, words in _lines(_ALIKE) for word in words}
    pairs = ((kind, word.split("=")) for kind, words in _lines(_MEANING) for word in words)
    table |= {word: (kind, int(value) if value.isdigit() else value) for kind, (word, value) in pairs}
    table |= {word: ("dayword", shift) for word, shift in _DAY_WORDS.items()}
    table |= {word: ("number", n) for word, n in _numbers().items()} | {
        w: ("ordinal", n) for w, n in _ordinals().items()
    }
    table |= {name: ("month", n) for n, name in enumerate(MONTH_NAMES, start=1)}
    for n, name in enumerate(WEEKDAY_NAMES, start=1):
        table |= {name: ("weekday", n), f"{name}s": ("weekdays", n)}
    for unit in _UNITS.split():
        table |= {unit: ("unit", unit), f"{unit}s": ("units", unit)}
    return table | {
        "couple": ("few", 2), "fall": ("fall", "FA"), "second": ("second", "second"), "fortnight": ("unit", "fortnight"),
        "centuries": ("units", "century"), "millennia": ("units", "millennium"), "mins": ("units", "minute"),
        "hrs": ("units", "hour"),
    }  # fmt: skip


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


def full_year(digits: int) -> int:
    """The year that two digits stand for: '98 is 1998, '24 is 2024."""
    return digits + (1900 if digits >= 30 else 2000)


# TIMEX3 letters of the units; those of less than a day stand behind a T.
UNIT_LETTERS: MappingProxyType[str, str] = MappingProxyType(
    {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E",
     "century": "C", "millennium": "L", "weekend": "WE", "fortnight": "W"}
)  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "hour"})

# What follows a number of four digits that counts things and is no year.
_COUNTED = """
people persons men women children troops soldiers fighters civilians refugees migrants passengers prisoners victims
casualties deaths workers employees jobs members students missiles rockets shells drones tanks vehicles aircraft ships
tonnes tons pounds kilograms kg km kilometers kilometres miles meters metres feet hectares acres barrels dollars euros
rubles roubles rials yen yuan francs marks points shares homes houses buildings units rounds guns rifles bombs percent
per others votes seats families households villages copies patients cases megawatts mph hp cc rpm calories
"""
COUNTED = frozenset(_COUNTED.split())

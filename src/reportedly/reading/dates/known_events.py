"""Events whose day is known, and how texts name them: general facts, as data.

Anniversaries are counted from them, and who names one as past writes after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple


def _death(name: str, *day: int) -> tuple[str, date]:
    """How a killing or death is named, with up to six words of who it was."""
    what = "(?:killing|assassination|murder|death)"
    name = f"(?:{name})" if "|" in name else name
    return rf"{what} of (?:[\w'.-]+ ){{0,6}}?{name}\b|{name}'s {what}", date(*day)


# The day on which each began or happened. "the ... of" and "the ... war" as news words them; patterns are matched in lower case.
_EVENTS: tuple[tuple[str, date], ...] = (
    (r"(?:russia's |the |its )?(?:full-scale |unprovoked |russian ){0,3}invasion of ukraine", date(2022, 2, 24)),
    (r"(?:russia's |the |its )?(?:full-scale |ongoing ){0,2}war (?:in|on|against) ukraine", date(2022, 2, 24)),
    (r"the (?:ukraine|russia-ukraine|russo-ukrainian) war", date(2022, 2, 24)),
    (r"(?:russia's |the )?annexation of crimea", date(2014, 3, 18)),
    (r"(?:the )?(?:september 11|sept\. 11|9/11)(?: terrorist| terror)? attacks?", date(2001, 9, 11)),
    (r"(?:the )?(?:october 7|oct\. 7)(?: hamas| terrorist| terror)? attacks?", date(2023, 10, 7)),
    (r"(?:the )?(?:us-led |u\.s\.-led |american )?invasion of iraq", date(2003, 3, 20)),
    (r"(?:iraq's |the )?(?:iraqi )?invasion of kuwait", date(1990, 8, 2)),
    (r"(?:the |iran's )?(?:1979 )?islamic revolution", date(1979, 2, 11)),
    (r"the iran-iraq war", date(1980, 9, 22)),
    (r"(?:the )?(?:2015 )?(?:iran nuclear deal|jcpoa|joint comprehensive plan of action)", date(2015, 7, 14)),
    (r"(?:the )?chernobyl (?:disaster|accident|explosion)", date(1986, 4, 26)),
    (r"(?:the )?(?:atomic )?bombing of hiroshima", date(1945, 8, 6)),
    (r"(?:the )?(?:atomic )?bombing of nagasaki", date(1945, 8, 9)),
    (r"(?:the )?attack on pearl harbor", date(1941, 12, 7)),
    (r"d-day", date(1944, 6, 6)),
    (r"(?:the )?fall of the berlin wall", date(1989, 11, 9)),
    (r"(?:the )?tiananmen(?: square)? (?:massacre|crackdown)", date(1989, 6, 4)),
    (r"(?:the )?(?:lockerbie bombing|bombing of pan am flight 103)", date(1988, 12, 21)),
    (r"(?:the )?downing of (?:malaysia airlines flight )?mh17", date(2014, 7, 17)),
    (r"(?:the )?srebrenica (?:massacre|genocide)", date(1995, 7, 11)),
    (r"(?:the )?rwandan genocide", date(1994, 4, 7)),
    (r"(?:the )?khashoggi (?:killing|murder)", date(2018, 10, 2)),
    (r"(?:the )?(?:beirut (?:port )?(?:explosion|blast))", date(2020, 8, 4)),
    (r"(?:the )?korean war", date(1950, 6, 25)),
    (r"(?:the )?(?:syrian (?:civil )?war|syrian uprising|war in syria)", date(2011, 3, 15)),
    (r"(?:the )?(?:start|outbreak) of (?:world war ii|the second world war)", date(1939, 9, 1)),
    (r"(?:the )?(?:start|outbreak) of (?:world war i|the first world war)", date(1914, 7, 28)),
    (r"(?:the )?end of (?:world war ii|the second world war) in europe", date(1945, 5, 8)),
    (r"(?:the )?budapest memorandum", date(1994, 12, 5)),
    (r"(?:the )?bay of pigs(?: invasion)?", date(1961, 4, 17)),
    (r"(?:the )?(?:taliban takeover|fall of kabul)", date(2021, 8, 15)),
    (r"(?:the )?(?:military )?coup in myanmar", date(2021, 2, 1)),
    (r"(?:the )?1994 bombing of the amia", date(1994, 7, 18)),
    _death("soleimani", 2020, 1, 3), _death("haniyeh", 2024, 7, 31), _death("nasrallah", 2024, 9, 27),
    _death("sinwar", 2024, 10, 16), _death("navalny", 2024, 2, 16), _death("prigozhin", 2023, 8, 23),
    _death("fakhrizadeh", 2020, 11, 27), _death("nemtsov", 2015, 2, 27), _death("litvinenko", 2006, 11, 23),
    _death("gaddafi|gadhafi|qaddafi", 2011, 10, 20), _death("bin laden", 2011, 5, 2), _death("baghdadi", 2019, 10, 26),
    _death("raisi", 2024, 5, 19), _death("rabin", 1995, 11, 4), _death("george floyd", 2020, 5, 25),
    _death("shinzo abe", 2022, 7, 8), _death("zawahiri", 2022, 7, 31), _death("mahsa amini", 2022, 9, 16),
    _death("dugina", 2022, 8, 20),
    (r"poisoning of (?:[\w'.-]+ ){0,6}?skripal|skripal(?:'s)? poisoning|salisbury (?:poisoning|nerve agent attack)",
     date(2018, 3, 4)),
    (r"poisoning of (?:[\w'.-]+ ){0,6}?navalny|navalny's poisoning", date(2020, 8, 20)),
    (r"wagner(?: group)?(?:'s)? (?:mutiny|rebellion|uprising)", date(2023, 6, 23)),
    (r"(?:destruction|collapse|breach) of the (?:nova )?kakhovka dam", date(2023, 6, 6)),
    (r"nord stream (?:explosions?|blasts?|sabotage)", date(2022, 9, 26)),
    (r"bucha massacre|massacre (?:in|at) bucha", date(2022, 3, 5)),
    (r"downing of (?:[\w'.-]+ ){0,6}?flight (?:ps)?752", date(2020, 1, 8)),
    (r"withdrawal from the (?:2015 )?(?:iran nuclear deal|jcpoa)", date(2018, 5, 8)),
    (r"(?:january 6|jan\. 6)(?: capitol)? (?:attack|riot|insurrection)|storming of the (?:u\.s\. )?capitol", date(2021, 1, 6)),
    (r"israel-hamas war", date(2023, 10, 7)),
    (r"boston marathon bombings?", date(2013, 4, 15)), (r"oklahoma city bombing", date(1995, 4, 19)),
    (r"madrid train bombings", date(2004, 3, 11)), (r"world trade center bombing", date(1993, 2, 26)),
    (r"(?:sandy hook(?: elementary)?(?: school)?|newtown) (?:shooting|massacre)", date(2012, 12, 14)),
    (r"parkland(?: school)? (?:shooting|massacre)", date(2018, 2, 14)),
    (r"columbine(?: high school)? (?:shootings?|massacre)", date(1999, 4, 20)),
    (r"fukushima(?: nuclear)? (?:disaster|accident|meltdown)", date(2011, 3, 11)),
    (r"(?:bombing of the uss cole|uss cole bombing)", date(2000, 10, 12)),
    (r"beslan(?: school)? (?:siege|massacre)", date(2004, 9, 1)), (r"grenfell tower fire", date(2017, 6, 14)),
    (r"manchester arena (?:bombing|attack)", date(2017, 5, 22)),
    (r"charlie hebdo (?:attacks?|shooting|massacre)", date(2015, 1, 7)),
    (r"christchurch(?: mosque)? (?:shootings?|attacks?)", date(2019, 3, 15)),
    (r"(?:collapse|bankruptcy) of lehman|lehman(?: brothers)?(?:'s)? (?:collapse|bankruptcy)", date(2008, 9, 15)),
    (r"russo-georgian war", date(2008, 8, 7)), (r"euromaidan|revolution of dignity", date(2013, 11, 21)),
)  # fmt: skip
# Names that nobody used before that day: whoever has one writes after it, whatever is said.
_COINED: tuple[tuple[str, date], ...] = (
    (r"covid-19", date(2020, 2, 11)), (r"coronavirus pandemic", date(2020, 1, 30)), (r"hurricane katrina", date(2005, 8, 24)),
    (r"abraham accords", date(2020, 8, 13)), (r"minsk (?:agreements?|accords?|protocol)", date(2014, 9, 5)),
    (r"dayton(?: peace)? (?:accords?|agreement)", date(1995, 11, 21)), (r"oslo accords?", date(1993, 8, 20)),
    (r"aukus", date(2021, 9, 15)), (r"wannacry", date(2017, 5, 12)), (r"notpetya", date(2017, 6, 27)),
    (r"stuxnet", date(2010, 6, 17)), (r"panama papers", date(2016, 4, 3)), (r"solarwinds (?:hack|breach)", date(2020, 12, 13)),
    (r"black sea grain initiative", date(2022, 7, 22)), (r"mh370", date(2014, 3, 8)), (r"orange revolution", date(2004, 11, 22)),
)  # fmt: skip
_PLAIN = str.maketrans({"’": "'", "\n": " ", "\u00a0": " "})
_COINAGES = frozenset(pattern for pattern, _ in _COINED)
_A_WAR = re.compile(r"\b(?:war|invasion)\b")
_COUNTED_FROM_WAR = re.compile(r"\b(?:before|after)\sthe\s(?:war|invasion)\b")
_THE_WAR = re.compile(r"the (?:war|invasion)\b(?! (?:in|of|on|against|with)\b)")
_EVENT = tuple((re.compile(pattern), when) for pattern, when in (*_EVENTS, *_COINED))


def _keys(pattern: str) -> tuple[str, ...]:
    """Words of which every match of a pattern has one; none where that cannot be told. A text without them is not searched."""
    for _ in range(3):  # what may be left out, from the inside
        pattern = re.sub(r"\(\?:[^()]*\)(?:\?|\{0,\d\}\??)|[a-z]\?", " ", pattern)
    ways = _ways(re.sub(r"\[[^]]*\]", " ", pattern))
    words = {max(re.findall(r"(?<![a-z0-9\\])[a-z][a-z0-9]{3,}", way), key=len, default="") for way in ways}
    return tuple(sorted(words)) if all(words) else ()


def _ways(pattern: str) -> list[str]:
    """A pattern without what may be left out, as one for each way through its alternatives."""
    group = re.search(r"\(\?:([^()]*)\)", pattern)
    if group is None:
        return pattern.split("|")
    before, behind = pattern[: group.start()], pattern[group.end() :]
    return [way for inner in group[1].split("|") for way in _ways(before + inner + behind)]


_SEARCHED = tuple((re.compile(pattern), _keys(pattern), when) for pattern, when in (*_EVENTS, *_COINED))
_LONG_WORD = re.compile(r"[a-z][a-z0-9]{3,}")
EVENT_REACH = 120  # characters: the longest name above with every optional word, and to spare


class Happening(NamedTuple):
    """Where the name of an event ends in a text, the day on which the event began, and where the name starts.

    ``coined``: the name is not older than the day.
    """

    end: int
    day: date
    start: int = -1
    coined: bool = False


def named_war(text: str) -> date | None:
    """The day on which the one war or invasion began that a text names in full; ``None`` where it names none, or several.

    Asked for only where the text counts from it ("before the war").
    """
    if not _COUNTED_FROM_WAR.search(text):
        return None
    plain = text.translate(_PLAIN).lower()
    days = {when for pattern, when in _EVENT if _A_WAR.search(pattern.pattern) and pattern.search(plain)}
    return days.pop() if len(days) == 1 else None


def event_at(text: str, at: int, *, war: date | None = None) -> Happening | None:
    """The known event whose name begins at ``at``; the longest where several do. ``war`` is what "the war" means here."""
    window = text[at : at + EVENT_REACH].translate(_PLAIN).lower()
    if len(window) != len(text[at : at + EVENT_REACH]):
        return None
    found = (Happening(at + match.end(), when) for pattern, when in _EVENT if (match := pattern.match(window)))
    known = max(found, default=None)
    if known is None and war and (match := _THE_WAR.match(window)):
        return Happening(at + match.end(), war)
    return known


def events_in(text: str) -> Iterator[Happening]:
    """Every known event that a text names, in any order: where the name starts and ends, and the day it began."""
    plain = text.translate(_PLAIN).lower()
    if len(plain) != len(text):
        return
    beginnings = {word[:4] for word in _LONG_WORD.findall(plain)}
    for pattern, keys, when in _SEARCHED:
        if keys and beginnings.isdisjoint(key[:4] for key in keys):
            continue
        for match in pattern.finditer(plain):
            yield Happening(match.end(), when, match.start(), pattern.pattern in _COINAGES)

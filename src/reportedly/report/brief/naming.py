"""Who holds something, in plain English: names with their articles, chains of hearsay, and the verb's number."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.language.countries import country_of
from reportedly.model import Document, Mention, Statement
from reportedly.report.index import Index
from reportedly.report.wording import UNNAMED

_NO_ARTICLE = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|some|several|many|multiple|various|other|others|two|three|four|five|six|one|no|"
    r"unnamed|anonymous|evidence|footage|intelligence|information|data)\b",
    re.IGNORECASE,
)
# Bodies, papers and groups of states that English calls with an article although it is no part of the name.
_ARTICLE = re.compile(
    r"^(?:United|European Union|UN\b|EU\b|US\b|U\.S\.$|UK\b|White House|Kremlin|Pentagon|West$|Guardian|Economist|"
    r"Associated Press|Institute|National|Islamic Revolutionary|Revolutionary Guards?|Netherlands|Philippines|Houthis|Taliban)|"
    r"\b(?:Post|Times|Journal|Herald|Tribune|Telegraph|Gazette|Courier)$|"
    r"\b(?:administration|mission|embassy|ministry|department|government|council|committee|agency|institute|union|army|navy|military|"
    r"commission|parliament|senate|party|group|center|centre|report|statement|article|treasury|office|kingdom|police|"
    r"coalition|organi[sz]ation|authority)\b",
    re.IGNORECASE,
)
_PLURAL_HEAD = re.compile(r"(?:[a-z]{2,}s|people|police|some|others|many|both|leadership and \w+)$", re.IGNORECASE)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|news|times|courier)$", re.IGNORECASE)
_TAIL = re.compile(
    r"\s(?:in|inside|from|of|at|on|for|with|who|whose|that|familiar|close|to|near|including|making|showing|seen|posted)\s"
)
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "him",
        "her",
        "them",
        "this",
        "that",
        "these",
        "those",
        "who",
        "others",
    )
)
# What can be read or looked at tells nobody anything by itself: whoever shows it cites it.
_THINGS = re.compile(
    r"\b(?:evidence|footage|videos?|photos?|photographs?|pictures?|images?|assessments?|intelligence|data|information|documents?|"
    r"reports?|records?|studies|study|polls?|surveys?|statements?|tweets?|posts?)$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:official|source|spokesman|spokeswoman|spokesperson|diplomat|officer|analyst|expert|adviser|aide|minister|lawmaker|"
    r"person|man|woman|witness|resident|lawyer|prosecutor|general|soldier|reporter)$",
    re.IGNORECASE,
)
NAMED = 6  # names in a sentence before the others are only counted


@dataclass(frozen=True, slots=True)
class Source:
    """Who holds a mention: the words for them, what they cite or through whom they are told, and the verb's number.

    ``own`` where it is an article in its own voice.
    """

    name: str
    plural: bool
    citing: tuple[str, ...] = ()
    aside: str = ""
    own: bool = False


def source_of(index: Index, mention: Mention) -> Source:
    """Who holds the mention and through whom, as the chain of its statements shows."""
    chain = list(index.lineage(mention.holder or mention.statement))
    article = Source(article_name(index, mention.document), plural=False, own=True)
    if not chain:
        return article
    inner, *outer = chain
    teller = next((s for s in outer if s.speaker_name and s.speaker_name != inner.speaker_name), None)
    if teller is None:
        return _told_by_the_article(article, inner)
    if teller.act == "deny":
        denies = "deny" if _is_plural(teller) else "denies"
        return Source(_name(inner), _is_plural(inner), aside=f"in a claim that {_name(teller)} {denies}")
    if _is_cited(inner) or inner.source_kind in ("anonymous", "group"):
        return Source(_name(teller), _is_plural(teller), citing=(_name(inner),))
    how = "as cited by" if teller.source_kind in ("document", "outlet") else "as told by"
    return Source(_name(inner), _is_plural(inner), aside=f"{how} {_name(teller)}")


def _told_by_the_article(article: Source, inner: Statement) -> Source:
    """Whose word a statement is that no other statement holds: somebody's, or something that the article goes by."""
    if not inner.speaker_name:
        return replace(article, own=False, aside="without naming whose word it is")
    if _is_cited(inner):
        return replace(article, own=False, citing=(_name(inner),))
    return Source(_name(inner), _is_plural(inner))


def _is_cited(inner: Statement) -> bool:
    """Whether it is no speaker: nameless, a pronoun, or something that can only be shown."""
    name = inner.speaker_name
    thing = inner.speaker is None and name[:1].islower() and bool(_THINGS.search(_head(name)))
    return not name or inner.source_kind == "document" or is_no_name(inner) or thing


def is_no_name(statement: Statement) -> bool:
    """Whether what stands for a speaker is a pronoun, or the beginning of a quotation."""
    name = statement.speaker_name
    return _is_pronoun(name) or name.count("“") != name.count("”") or name.count('"') % 2 == 1


def _is_pronoun(name: str) -> bool:
    return name.casefold() in _PRONOUNS


def is_contradicted(index: Index, mention: Mention) -> bool:
    """Whether the mention is what somebody denies, with nobody named who says so."""
    inner, *outer = [*index.lineage(mention.holder or mention.statement), None]
    teller = outer[0] if outer else None
    return inner is not None and not inner.speaker_name and teller is not None and teller.act == "deny"


def merged(sources: Iterable[Source]) -> list[Source]:
    """Each of them once, with everyone that they cite."""
    found: dict[tuple[str, str], Source] = {}
    for source in sources:
        key = (source.name, source.aside)
        held = found.get(key, source)
        found[key] = replace(held, citing=tuple(dict.fromkeys((*held.citing, *source.citing))))
    return list(found.values())


def in_full(source: Source) -> str:
    """A source with those that it cites: ``Reuters, citing several sources``."""
    parts = [source.name]
    if source.citing:
        parts.append(f"citing {joined(source.citing)}")
    if source.aside:
        parts.append(source.aside)
    return ", ".join(parts)


def article_name(index: Index, document: str) -> str:
    """An article in a sentence: its outlet and its day, or its title where neither is known."""
    reading = index.readings.get(document)
    if reading is None:
        return "an article that is not at hand"
    found = reading.document
    when = published_on(found)
    if found.outlet:
        return f"{with_article(found.outlet)} ({when})" if when else with_article(found.outlet)
    return f"the article of {when}" if when else f"the article “{found.title or found.uri}”"


def published_on(document: Document) -> str:
    """The day or days on which a document appeared, in words; empty where one end is not known."""
    first, last = document.published.earliest, document.published.latest
    if first is None or last is None:
        return ""
    return long_day(first) if first == last else f"between {long_day(first)} and {long_day(last)}"


def long_day(value: date) -> str:
    """A day in words: ``21 February 2024``."""
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def with_article(name: str) -> str:
    """A name as a sentence has it: ``the White House``, ``Reuters``, ``several sources``."""
    if _NO_ARTICLE.match(name) or not _ARTICLE.search(_head(name)):
        return name
    owned = re.match(r"^\w+[’']s\s", name)  # "Iran's mission"
    return name if owned or _is_person(name) else f"the {name}"


def joined(names: Iterable[str]) -> str:
    """Names as English lists them, each once; of many the first few, and how many more there are."""
    held = list(dict.fromkeys(names))
    if len(held) > NAMED:
        held = [*held[: NAMED - 1], f"{in_words(len(held) - NAMED + 1)} others"]
    if len(held) == 1:
        return held[0]
    if any(", " in name or " and " in name for name in held):
        return "; ".join(held[:-1]) + f"; and {held[-1]}"
    return f"{', '.join(held[:-1])} and {held[-1]}"


def as_subject(sources: Iterable[Source]) -> tuple[str, bool]:
    """Sources as the subject of a sentence, and whether it takes a plural verb."""
    different = merged(sources)
    text = joined(in_full(source) for source in different)
    # What stands between the subject and its verb is closed by a comma.
    closed = f"{text}," if different[-1].citing or different[-1].aside else text
    return closed, len(different) > 1 or different[0].plural


def by_whom(sources: Iterable[Source]) -> str:
    """Sources after ``by`` or ``affirmed by``."""
    return joined(in_full(source) for source in merged(sources))


def in_words(count: int) -> str:
    """A small number in words."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return small[count] if count < len(small) else f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """``one article``, ``three articles``."""
    return f"{in_words(count)} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """A text as a sentence: a capital in front, a full stop behind."""
    text = " ".join(text.split())
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!', '.”')) else '.'}"


def _name(statement: Statement) -> str:
    name = statement.speaker_name
    if not name:
        return UNNAMED[statement.source_kind]
    if _is_pronoun(name):
        return f"somebody whom the text only calls “{name.lower()}”"
    plural = _is_plural(statement)
    several = name.split(" and ")
    if plural and len(several) > 1 and all(map(country_of, several)):
        return joined(map(with_article, several))
    if statement.speaker is None and not plural:
        return described(name)
    return name if plural and _last(name)[:1].islower() else with_article(name)


def described(name: str) -> str:
    """A description with its article: ``a second official``, ``the owner of the ship``; several, or a name, as they stand."""
    if _NO_ARTICLE.match(name) or (_PLURAL_HEAD.search(_head(name)) and not _NOT_PLURAL.search(_head(name))):
        return name
    if _last(name)[:1].islower() and _SOMEBODY.search(_head(name)):
        return _with_a(name)
    if name[:1].islower() and " of " in name:
        return f"the {name}"
    return _with_a(name) if _last(name)[:1].islower() and not _ARTICLE.search(_head(name)) else with_article(name)


def _with_a(name: str) -> str:
    return f"{'an' if name[0].lower() in 'aeio' else 'a'} {name}"


def _last(name: str) -> str:
    """The last word of the name itself, before what tells more of it."""
    return _head(name).rsplit(maxsplit=1)[-1]


def _head(name: str) -> str:
    return _TAIL.split(name.partition(",")[0])[0]


def _is_person(name: str) -> bool:
    return bool(re.match(r"^[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+$", name)) and not re.search(
        r"(?:House|Council|Union|Institute|Nations|States|Kingdom|Post|Times|Journal|Herald|Courier|Press|Ministry|Department|"
        r"Mission|Party|Office)$",
        name,
    )


def _is_plural(statement: Statement) -> bool:
    name = statement.speaker_name
    if not name or statement.source_kind == "outlet" or country_of(name):
        return bool(name) and " and " in name and statement.source_kind == "government"
    if statement.speaker is not None and statement.source_kind == "person":
        return False
    head = _head(name)
    return " and " in name or (bool(_PLURAL_HEAD.search(head)) and not _NOT_PLURAL.search(head))

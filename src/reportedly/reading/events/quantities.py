"""Numbers as ranges with their words kept: "hundreds" is 200 to 999, "around 400" is 360 to 440."""

from __future__ import annotations

import re

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Quantity
from reportedly.reading.events.lexicon import Lexicon, Range

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SPREAD = 0.1  # "around 400": a tenth either way
_MORE = frozenset({"more", "many", "several", "few", "additional", "numerous", "countless", "further"})
_SHARES = frozenset({"all", "most", "many", "some", "half", "much", "several", "any", "none", "more"})
_NUMERIC = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "nmod", "det", "punct"})


def figure(text: str) -> float | None:
    """A number in figures ("1,200", "70.5"), or ``None``."""
    match = _FIGURE.fullmatch(text)
    return float(match.group().replace(",", "")) if match else None


def counted(head: Token, words: Lexicon) -> tuple[Token, tuple[Token, ...]]:
    """What a phrase counts, and the words that count it: "hundreds of missiles" gives missiles and (hundreds).

    "A large number of drones" gives drones and (a, large, number).
    """
    counting: list[Token] = []
    at = head
    while (inner := _of(at)) is not None and (
        at.lower_ in words.numbers
        or at.lower_ in _SHARES
        or at.lemma_.lower() in words.partitives | {"hundred", "thousand"}
    ):
        counting += [*(t for c in at.children if c.dep_ in _NUMERIC and c.i < inner.i for t in c.subtree), at]
        at = inner
    counting += [t for c in (*at.children, *_leading(at)) if _counts(c) for t in c.subtree]
    return at, tuple(sorted(set(counting), key=lambda t: t.i))


def _leading(head: Token) -> list[Token]:
    """A number that the parser hung on a word before the head, at the very start of its phrase: "36 Bayraktar drones"."""
    first = head.doc[head.left_edge.i]
    nested = first.head != head and first.head.dep_ in {"compound", "nmod"} and first.tag_ == "CD"
    return [first] if nested and first.i < first.head.i else []


def _of(token: Token) -> Token | None:
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            return next((c for c in prep.children if c.dep_ == "pobj"), None)
    return None


def _counts(token: Token) -> bool:
    return (token.dep_ in {"nummod", "quantmod"} and token.ent_type_ not in {"DATE", "TIME", "PRODUCT"}) or (
        token.dep_ == "amod" and token.lower_ in _MORE
    )


def quantity(block: ParsedBlock, tokens: tuple[Token, ...], unit: str | None, words: Lexicon) -> Quantity | None:
    """The quantity that counting words say; bounds are ``None`` where they give no number ("vast quantities")."""
    told = tuple(t for t in tokens if not t.is_punct or t.text in "-,")
    while told and told[0].pos_ == "DET" and told[0].lower_ not in words.approximate:
        told = told[1:]
    if not told or all(t.lemma_.lower() in words.containers for t in told):
        return None  # "shipments of tanks" says nothing of how many
    span = block.span(told[0], told[-1])
    range_ = _range(tokens, words)
    name = block.doc[told[0].i : told[-1].i + 1].text
    return Quantity("quantity", range_.low, range_.high, unit, name, (span,))


def _range(tokens: tuple[Token, ...], words: Lexicon) -> Range:
    base = _base(tokens, words)
    if base.low is None:
        return base
    said = {t.lower_ for t in tokens}
    first = tokens[0] if tokens else None
    before = first.doc[max(0, first.i - 3) : first.i + 4].text.lower() if first is not None else ""
    if "as many as" in before or "up to" in before:
        return Range(None, base.high)
    if said & words.approximate and base.low == base.high:
        return Range(round(base.low * (1 - _SPREAD), 6), round(base.low * (1 + _SPREAD), 6))
    if said & words.at_least and ("more" not in said or "than" in said):
        return Range(base.low, None)
    return Range(None, base.high) if said & words.at_most else base


def _base(tokens: tuple[Token, ...], words: Lexicon) -> Range:
    """The product of figures and number words: "2.5 thousand", "several hundred", "two dozen", "300 to 400"."""
    low = high = None
    for token in tokens:
        value, known = figure(token.text), words.numbers.get(token.lower_)
        low_, high_ = (value, value) if value is not None else (known.low, known.high) if known else (None, None)
        if low_ is None:
            continue
        if low is None or high is None:
            low, high = low_, high_
        elif token.lower_ in words.scales or token.lower_ in {"dozen", "hundreds", "thousands"}:
            low, high = low * low_, high * (high_ or low_)
        elif value is not None and value > low:
            high = value
    return Range(low, high)


def amount(block: ParsedBlock, head: Token, words: Lexicon) -> Quantity | None:
    """A sum of money at or around a token: "$275 million", "70 billion dollars"; ``None`` where there is none."""
    sign = next((t for t in (head, *head.children, *head.subtree) if t.text in words.currencies), None)
    if sign is None:
        return None
    first = last = sign.i
    doc = sign.doc
    while first > 0 and _is_numeric(doc[first - 1], words):
        first -= 1
    while last + 1 < len(doc) and _is_numeric(doc[last + 1], words):
        last += 1
    tokens = tuple(doc[first : last + 1])
    values = [v for t in tokens if (v := figure(t.text)) is not None]
    if not values:
        return None
    scale = next((words.scales[t.lower_] for t in tokens if t.lower_ in words.scales), 1.0)
    span = block.span(tokens[0], tokens[-1])
    near = {doc[i].lower_ for i in range(max(0, first - 3), first)}
    low = high = values[0] * scale
    if near & words.approximate:
        low, high = low * (1 - _SPREAD), high * (1 + _SPREAD)
    name = doc[first : last + 1].text
    return Quantity("amount", low, high, words.currencies[sign.text], name, (span,))


def _is_numeric(token: Token, words: Lexicon) -> bool:
    return figure(token.text) is not None or token.lower_ in words.scales or token.text in words.currencies

"""Whether a capital's name means the city or the government that sits there, by its place in the sentence."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.language.tables import words

_SUBJECTS = frozenset({"nsubj", "csubj"})
_INDIRECT = frozenset({"dative", "iobj"})


def is_government(token: Token) -> bool:
    """True where the capital stands as one that acts, is addressed or owns policies; false where it is a place.

    "Tehran denied it", "a deal with Moscow", "Moscow's war" against "in Tehran", "flew to Moscow", "Moscow's suburbs".
    """
    if token.dep_ == "conj" and token.head.i != token.i:
        return is_government(token.head)
    if _beside_its_country(token) or _is_dateline(token):
        return False
    if token.dep_ in _SUBJECTS:
        return token.head.lemma_ not in words("place verbs")
    if token.dep_ == "nsubjpass":
        return token.head.lemma_ in words("government objects")
    if token.dep_ == "poss":
        return token.head.lemma_.lower() not in words("place-poss nouns")
    if token.dep_ in {"compound", "amod", "nmod"}:
        return token.head.lower_ in words("government-compound heads")
    if token.dep_ in _INDIRECT:
        return True
    if token.dep_ == "dobj":
        return token.head.lemma_ in words("government objects")
    return token.dep_ == "pobj" and _governs_as_party(token.head)


def _governs_as_party(preposition: Token) -> bool:
    head = preposition.head.lemma_.lower()
    match preposition.lower_:
        case word if word in words("place prepositions"):
            return False
        case "to":
            return head not in words("travel verbs")
        case "from":
            return head in words("government-from verbs") or head in words("government-from nouns")
        case "of":
            return head not in words("place-of nouns")
        case _:
            return True


def _is_dateline(token: Token) -> bool:
    """ "WASHINGTON (AP) —", "LONDON —", "Geneva, Oct. 3 -" at the head of a block."""
    if token.i > 2 or len(token.doc) < token.i + 3:
        return False
    return token.nbor(1).text in {"(", "-", "–", "—", "--"} or (token.text.isupper() and token.nbor(1).text == ",")


def _beside_its_country(token: Token) -> bool:
    """ "Tehran, Iran": a place with the larger one after a comma."""
    after = token.doc[token.i + 1 : token.i + 3]
    return (
        len(after) == 2
        and after[0].text == ","
        and after[1].ent_type_ in {"GPE", "LOC"}
        and token.dep_ not in _SUBJECTS
        and (after[1].head.i == token.i or after[1].dep_ == "appos")
    )

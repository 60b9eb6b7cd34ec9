"""Pronouns in what an adverse act is for: the target's deed, not the actor's."""

import pytest
from spacy.language import Language

from tests.reading.test_reference import meaning, nth, parsed, references


@pytest.mark.parametrize(
    ("word", "text", "who"),
    [
        ("it", "Kenya will impose sanctions on Peru for the drones it has sold to Chile.", ["Peru"]),
        ("it", "Kenya warned Peru of a swift answer if it arms Chile.", ["Peru"]),
        ("it", "Peru would face new sanctions if it sold missiles to Chile.", ["Peru"]),
        ("it", "Kenya accused Peru of breaking the promises it made.", ["Peru"]),
        ("it", "Kenya threatened Peru with tariffs unless it withdrew from Chile.", ["Peru"]),
        ("it", "Kenya hit Peru with sanctions over the drones it sold.", ["Peru"]),
        ("it", "Kenya will respond to Peru if it attacks Chile.", ["Peru"]),
        ("it", "Kenya blamed Peru for the strike, saying it had used a missile.", ["Peru"]),
        ("its", "Kenya condemned Peru for its drone sales to Chile.", ["Peru"]),
        ("they", "Kenya imposed sanctions on Peru and Chile for the drones they sold.", ["Peru", "Chile"]),
        ("its", "Kenya has imposed sanctions on Peru over its supply of drones to Chile.", ["Peru"]),
        ("it", "Kenya warned Peru that it will face consequences if it sells drones.", ["Peru"]),
        ("it", "Kenya told Peru it would be attacked.", ["Peru"]),
        ("he", "Tom Marlow criticised John Roe for the deal he signed.", ["John Roe"]),
    ],
)
def test_the_deed_answered_is_the_target_s(nlp: Language, word: str, text: str, who: list[str]) -> None:
    assert meaning(nlp, word, text) == who


@pytest.mark.parametrize(
    ("word", "text", "who"),
    [
        ("it", "Kenya will attack Peru if it is attacked.", ["Kenya"]),
        ("it", "Kenya will punish Peru if it sees the need.", ["Kenya"]),
        ("its", "Kenya condemned Peru for an attack on its ships.", ["Kenya"]),
        ("its", "Kenya accused Peru of bombing its embassy.", ["Kenya"]),
        ("it", "Kenya sold drones to Peru because it needed money.", ["Kenya"]),
        ("it", "Kenya warned Peru that it would respond.", ["Kenya"]),
    ],
)
def test_who_suffers_or_judges_is_the_actor(nlp: Language, word: str, text: str, who: list[str]) -> None:
    assert meaning(nlp, word, text) == who


def test_who_is_told_of_an_answer_is_whose_deed_it_answers(nlp: Language) -> None:
    assert meaning(nlp, "it", "Kenya told Peru it would respond if it attacked Chile.", which=1) == ["Peru"]


def test_an_unnamed_target_leaves_the_pronoun_open(nlp: Language) -> None:
    assert meaning(nlp, "it", "Kenya fined an airline over weapons it had shipped.") == []


def test_the_reason_says_so(nlp: Language) -> None:
    document = parsed(nlp, "Kenya punished Peru for the missiles it bought.")
    found = references(document).resolution(*nth(document, "it", 0))
    assert found is not None
    assert found.reason.endswith("whose deed is answered")

"""Several together, and those who speak for others without a name."""

import pytest
from spacy.language import Language

from tests.reading.test_reference import meaning

TITLED = (
    "President Jane Marlow, French President Paul Roc and British Prime Minister Tom Harker said they abhor the raid."
)


@pytest.mark.parametrize(
    ("word", "text", "who"),
    [
        ("leaders", "The leaders of Kenya, Peru and Chile condemned the attack.", ["Kenya", "Peru", "Chile"]),
        ("They", "The leaders of Kenya and Peru condemned it. They said Chile was behind it.", ["Kenya", "Peru"]),
        ("countries", "Kenya, Peru and Chile denied it. The three countries said so.", ["Kenya", "Peru", "Chile"]),
        ("trio", "Kenya, Peru and Chile denied it. The trio said so.", ["Kenya", "Peru", "Chile"]),
        ("ambassadors", "Kenya and Peru denied it. Their ambassadors said so.", ["Kenya", "Peru"]),
        ("leaders", "Peruvian and Kenyan leaders denied it.", ["Peru", "Kenya"]),
        ("they", TITLED, ["Jane Marlow", "Paul Roc", "Tom Harker"]),
        ("trio", f"{TITLED} The trio said more.", ["Jane Marlow", "Paul Roc", "Tom Harker"]),
        ("leaders", f"{TITLED} The three leaders said more.", ["Jane Marlow", "Paul Roc", "Tom Harker"]),
        ("sides", "Kenya and Peru traded strikes. Both sides denied it.", ["Kenya", "Peru"]),
    ],
)
def test_several_together(nlp: Language, word: str, text: str, who: list[str]) -> None:
    assert meaning(nlp, word, text) == who


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("sides", "Kenya said that Peru attacked Chile. Both sides said they hit troops."),
        ("side", "Kenya and Peru traded strikes. Either side may attack."),
        ("quartet", "Kenya and Peru denied it. The quartet said so."),
        ("countries", "Kenya and Peru denied it. Four countries said so."),
        ("parties", "Kenya and Peru fought on. The parties to the conflict denied it."),
    ],
)
def test_what_is_not_explicit_stays_open(nlp: Language, word: str, text: str) -> None:
    assert meaning(nlp, word, text) == []


@pytest.mark.parametrize(
    ("word", "text", "who"),
    [
        ("spokesman", "Peru denied the report. Its spokesman said it was a lie.", ["Peru"]),
        ("spokesman", "A spokesman for Peru's Foreign Ministry denied it.", ["Peruvian Foreign Ministry"]),
        ("He", "A spokesman for Peru's Foreign Ministry denied it. He gave no reason.", ["Peruvian Foreign Ministry"]),
        ("military", "Peru condemned the launch. Its military said the missile fell.", ["Peru"]),
        ("navy", "Peru's Navy sank a ship. The navy said so.", ["Peru"]),
        ("ministry", "Peru's Foreign Ministry denied it. The ministry gave no reason.", ["Peruvian Foreign Ministry"]),
        ("spokesman", "Peruvian President Tom Marlow denied it. His spokesman called it a lie.", ["Peru"]),
    ],
)
def test_who_speaks_for_a_state(nlp: Language, word: str, text: str, who: list[str]) -> None:
    assert meaning(nlp, word, text) == who


def test_an_unnamed_envoy_spoken_of_before(nlp: Language) -> None:
    text = "Peru rejected it. Its ambassador in London said so. The ambassador gave no reason."
    assert meaning(nlp, "ambassador", text, which=1) == ["Peru"]


def test_they_who_speak_are_found_over_their_own_long_quotation(nlp: Language) -> None:
    said = "The leaders of Kenya and Peru condemned the raid."
    quoted = '"It is a breach of the law by pirates. It harms ships. It harms sailors. It must stop," they said.'
    assert meaning(nlp, "they", said, quoted) == ["Kenya", "Peru"]


def test_a_speaker_is_nobody_named_inside_his_own_quotation(nlp: Language) -> None:
    text = 'Tom Marlow left the talks. "Peter Harker has lied to us," he said.'
    assert meaning(nlp, "he", text) == ["Tom Marlow"]


def test_a_title_cut_from_its_name_adds_nobody_to_the_list(nlp: Language) -> None:
    names = (
        "President Marlow, French President Paul Roc, German Chancellor Anna Bell and British Prime Minister Tom Harker"
    )
    text = f"In a joint statement Thursday, {names} said they abhor the raid. The quartet said more."
    assert meaning(nlp, "quartet", text) == ["Marlow", "Paul Roc", "Anna Bell", "Tom Harker"]

"""Whose a public body is: two countries' bodies of one plain name are never one."""

import pytest
from spacy.language import Language

from tests.reading.test_entities import entities, printed


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Peru denied the report. Its foreign ministry said nothing had been sold.", "Peruvian Foreign Ministry", "pe"),
        ("The pact angered Kenya. Its defense ministry said so on Monday.", "Kenyan Defense Ministry", "ke"),
        ("Chile condemned the launch. It was the third. Its embassy in Lima was shut.", "Chilean Embassy", "cl"),
        ("The Foreign Ministry of Peru denied it.", "Peruvian Foreign Ministry", "pe"),
        ("The foreign ministry in Nairobi said it was a lie.", "Kenyan Foreign Ministry", "ke"),
        ("In Nairobi, the foreign ministry said it was a lie.", "Kenyan Foreign Ministry", "ke"),
        ("Nairobi denied it. A Foreign Ministry spokesman gave no reason.", "Kenyan Foreign Ministry", "ke"),
        ("Peru's Supreme Court ruled on Monday.", "Peruvian Supreme Court", "pe"),
        ("The Kenyan Air Force denied the raid.", "Kenyan Air Force", "ke"),
        ("Kenya's Defence Ministry denied the raid.", "Kenyan Defense Ministry", "ke"),
    ],
)
def test_the_owner_is_in_the_name(nlp: Language, text: str, name: str, code: str) -> None:
    assert entities(nlp, text)[name].country == code


def test_bodies_of_two_countries_stay_two(nlp: Language) -> None:
    text = (
        "Peru's Foreign Ministry denied it. The Foreign Ministry of Kenya did not reply. Chile's foreign ministry did."
    )
    found = {e.name for e in entities(nlp, text).values() if e.type == "PublicBody"}
    assert found == {"Peruvian Foreign Ministry", "Kenyan Foreign Ministry", "Chilean Foreign Ministry"}


def test_one_with_no_owner_beside_it_is_the_one_just_named(nlp: Language) -> None:
    text = "Peru's Foreign Ministry denied it. Kenya's Foreign Ministry spoke. The Foreign Ministry said it was false."
    assert printed(entities(nlp, text)["Kenyan Foreign Ministry"], text) == ["Foreign Ministry", "Foreign Ministry"]


def test_an_unknown_owner_is_none(nlp: Language) -> None:
    found = entities(nlp, "The Foreign Ministry denied the report on Monday.")["Foreign Ministry"]
    assert found.country is None

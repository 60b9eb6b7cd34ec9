"""References: who names, descriptions and pronouns mean."""

import pytest
from spacy.language import Language
from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument, parse
from reportedly.model import Block, Document, Span
from reportedly.reading.entities import find_entities
from reportedly.reading.reference import References, resolve


def parsed(nlp: Language, *paragraphs: str) -> ParsedDocument:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), "body"))
        at += len(paragraph) + 1
    return parse(Document("doc-test", "test.txt", "0", text, tuple(blocks)), nlp)


def references(document: ParsedDocument) -> References:
    return resolve(document, find_entities(document, ()))


def nth(document: ParsedDocument, word: str, which: int) -> tuple[ParsedBlock, Token]:
    found = [(b, t) for b in document.blocks for t in b.doc if t.text == word]
    return found[which]


def meaning(nlp: Language, word: str, *paragraphs: str, which: int = 0) -> list[str]:
    document = parsed(nlp, *paragraphs)
    return [e.name for e in references(document).of_token(*nth(document, word, which))]


@pytest.mark.parametrize(
    ("word", "text", "who"),
    [
        ("it", "Chile will face a response if it sells drones to Peru, Kenya warned on Thursday.", ["Chile"]),
        ("it", "Kenya has repeatedly denied that it sold weapons to Peru.", ["Kenya"]),
        ("he", '"I reject this claim," Defense Minister Tom Marlow said. "It is false," he added.', ["Tom Marlow"]),
        ("she", "John Roe met Anna Bell on Monday. The talks failed, she told Reuters.", ["Anna Bell"]),
        ("his", "President Omar Haddad and his ministers left the country.", ["Omar Haddad"]),
        ("its", "Peru has denied the report, but its army has bought drones.", ["Peru"]),
        ("them", "Chile and Peru are under pressure, and the bank has cut off both of them.", ["Chile", "Peru"]),
        ("who", "Senator Tom Marlow, who leads the committee, said the ship was empty.", ["Tom Marlow"]),
    ],
)
def test_pronouns(nlp: Language, word: str, text: str, who: list[str]) -> None:
    assert meaning(nlp, word, text) == who


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("it", "Kenya said it is clear that the ships were sunk."),
        ("it", "Officials in Chile said it was likely that the talks would fail."),
        ("he", "An official said he had seen the ships."),
        ("they", "Tom Marlow said he did not know what they wanted."),
    ],
)
def test_what_is_not_known_stays_empty(nlp: Language, word: str, text: str) -> None:
    assert meaning(nlp, word, text) == []


def test_first_person_is_left_alone(nlp: Language) -> None:
    assert meaning(nlp, "We", '"We deny it," Tom Marlow said.') == []


def test_a_source_between_name_and_pronoun_is_not_skipped(nlp: Language) -> None:
    text = "Tom Marlow met reporters. A diplomat briefed them later. He said the talks had failed."
    assert meaning(nlp, "He", text) == []


def test_nobody_calls_himself_he_in_his_own_words(nlp: Language) -> None:
    text = 'Senator Tom Marlow criticised President Omar Haddad. "He has failed," Marlow said.'
    assert meaning(nlp, "He", text) == ["Omar Haddad"]


@pytest.mark.parametrize(
    ("word", "paragraphs", "who"),
    [
        (
            "minister",
            ("Kenya's foreign minister, Jane Porter, flew home.", "The minister said nothing."),
            ["Jane Porter"],
        ),
        ("ministry", ("Peru's foreign ministry denied it. The ministry said more.",), ["Peruvian Foreign Ministry"]),
        ("government", ("Reports from Lima said the Peruvian government had paid.",), ["Peru"]),
        ("authorities", ("The tanker was seized by Kenyan authorities on Friday.",), ["Kenya"]),
        ("newspaper", ("The Jakarta Post reported the sale. The newspaper cited officials.",), ["Jakarta Post"]),
        (
            "administration",
            ("The Harker administration took office. The administration acted.",),
            ["Harker administration"],
        ),
        ("tanker", ("Guards boarded the tanker Stella Maris. The tanker was released.",), ["Stella Maris"]),
        ("minister", ("The Kenyan foreign minister denied the report.",), ["Kenya"]),
        ("countries", ("Chile and Peru signed the deal. Both countries denied it.",), ["Chile", "Peru"]),
        ("nations", ("Chile sold drones to Peru. The two nations are neighbours.",), ["Chile", "Peru"]),
        ("regime", ("US sanctions on Kenya remain, since the regime has not changed.",), ["Kenya"]),
        ("kingdom", ("Saudi Arabia met Britain in Lima. The kingdom does not want war.",), ["Saudi Arabia"]),
        ("country", ("Peru supports fighters in Kenya throughout the country's civil war.",), ["Kenya"]),
        ("secretary", ("Secretary of State Anna Bell left. The secretary of state was tired.",), ["Anna Bell"]),
        ("regime", ("Kenya fired missiles. The regime gave no reason.",), ["Kenya"]),
    ],
)
def test_descriptions(nlp: Language, word: str, paragraphs: tuple[str, ...], who: list[str]) -> None:
    assert meaning(nlp, word, *paragraphs, which=-1) == who


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("official", "A Kenyan official said the ships were gone."),
        ("officials", "Kenyan officials said the ships were gone."),
        ("general", "Chile mourned its top general."),
        ("department", "The Treasury Department met. Call the fire department."),
        ("country", "Chile denied it. No country has admitted the attack."),
        ("minister", "A minister said the talks had failed."),
        ("his", "Omar Haddad left. Later the President and his men came."),
    ],
)
def test_descriptions_of_nobody_named(nlp: Language, word: str, text: str) -> None:
    assert meaning(nlp, word, text, which=-1) == []


def test_every_resolution_has_a_reason(nlp: Language) -> None:
    document = parsed(nlp, "Kenya denied that it sold drones. The government said its ministers knew nothing.")
    found = references(document).resolved.values()
    assert found
    assert all(r.reason and r.entities and 0 < r.confidence <= 1 for r in found)


def test_entities_are_found_by_span_and_by_id(nlp: Language) -> None:
    document = parsed(nlp, "On Friday Jane Porter flew to Peru.")
    refs = references(document)
    person = refs.entity_at(Span(15, 21))
    assert person is not None
    assert person.name == "Jane Porter"
    assert refs.by_id[person.id] == person
    assert refs.entity_at(Span(0, 2)) is None
    assert [e.name for _, e in refs.mentions_in(Span(0, 35))] == ["Jane Porter", "Peru"]


def test_a_phrase_means_what_its_head_means(nlp: Language) -> None:
    document = parsed(nlp, "The Peruvian government in Lima denied it.")
    block = document.blocks[0]
    refs = references(document)
    assert [e.name for e in refs.of_phrase(block, block.doc[0], block.doc[2])] == ["Peru"]
    assert refs.name_of(block, block.doc[2]) == "Peru"
    assert refs.name_of(block, block.doc[5]) is None


def test_the_same_document_twice_is_resolved_the_same(nlp: Language) -> None:
    text = "Chile and Peru said they had met. Both sides denied that it mattered."
    assert references(parsed(nlp, text)).resolved == references(parsed(nlp, text)).resolved

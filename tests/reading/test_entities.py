"""Entities: what the names of a document are, and which of them are one."""

import pytest
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document, Entity, content_id
from reportedly.reading.entities import find_entities


def document(*paragraphs: str) -> Document:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), "body"))
        at += len(paragraph) + 1
    return Document("doc-test", "test.txt", "0", text, tuple(blocks))


def entities(nlp: Language, *paragraphs: str) -> dict[str, Entity]:
    return {e.name: e for e in find_entities(parse(document(*paragraphs), nlp), ())}


def printed(found: Entity, *paragraphs: str) -> list[str]:
    text = "\n".join(paragraphs)
    return [text[s.start : s.end] for s in found.mentions]


def test_a_surname_joins_its_full_name(nlp: Language) -> None:
    text = "Energy Minister Tom Marlow met reporters on Monday. Marlow said the plant would close."
    found = entities(nlp, text)
    assert printed(found["Tom Marlow"], text) == ["Tom Marlow", "Marlow"]
    assert found["Tom Marlow"].role == "Energy Minister"


def test_a_surname_that_the_parser_takes_for_something_else_is_still_the_person(nlp: Language) -> None:
    text = "Chile's U.N. Ambassador Vasily Nebo rejected the claim. The claim is false, said Nebo. Nebo left the hall."
    found = entities(nlp, text)["Vasily Nebo"]
    assert found.type == "Person"
    assert len(found.mentions) == 3
    assert (found.role, found.country) == ("Chile's U.N. Ambassador", "cl")


def test_two_people_of_one_surname_stay_two(nlp: Language) -> None:
    text = "Senator John Harker voted for the bill. Mayor Peter Harker called it a mistake."
    assert {"John Harker", "Peter Harker"} <= entities(nlp, text).keys()


def test_a_slip_of_spelling_is_one_person(nlp: Language) -> None:
    first = "Ambassador Barbara Woodley told reporters that the ships were gone."
    second = "Ambassador Barbra Woodley said it again. Barbara Woodley then left."
    people = [e for e in entities(nlp, first, second).values() if e.type == "Person"]
    assert [p.name for p in people] == ["Barbara Woodley"]
    assert people[0].aliases == ("Barbra Woodley",)


def test_a_role_set_after_the_name(nlp: Language) -> None:
    text = '"We deny it," said Jane Porter, the Kenyan ambassador to the U.N., on Friday.'
    found = entities(nlp, text)["Jane Porter"]
    assert (found.role, found.country) == ("Kenyan ambassador to the U.N.", "ke")


def test_an_expert_on_a_country_is_not_of_it(nlp: Language) -> None:
    found = entities(nlp, "The ban will hurt, said Peter Lang, a Brazil expert at the Northgate Institute.")
    assert found["Peter Lang"].country is None


def test_words_of_a_sentence_do_not_become_an_office(nlp: Language) -> None:
    found = entities(nlp, "The inquiry into the killing of Gen. Omar Haddad has ended, officials said.")
    assert found["Omar Haddad"].role == "Gen."


def test_an_administration_is_a_body_and_not_a_person(nlp: Language) -> None:
    found = entities(
        nlp, "The Harker administration imposed sanctions on Peru. The Harker administration gave no reason."
    )
    assert (found["Harker administration"].type, found["Harker administration"].country) == ("PublicBody", None)


def test_an_administration_is_its_leader_s_country_s(nlp: Language) -> None:
    found = entities(
        nlp, "Kenyan President Tom Harker left. The Harker administration and the Clinton administration spoke."
    )
    assert (found["Harker administration"].country, found["Clinton administration"].country) == ("ke", "us")


@pytest.mark.parametrize("credit", ["Jane Roe/AFP/Getty Images", "Photo by Jane Roe", "Jane Roe via Reuters"])
def test_a_photographer_is_nobody_in_the_story(nlp: Language, credit: str) -> None:
    assert not [e for e in entities(nlp, f"Smoke rises over Nairobi. {credit}").values() if e.type == "Person"]


def test_a_day_is_no_part_of_an_office(nlp: Language) -> None:
    assert entities(nlp, "Today President Tom Marlow met reporters.")["Tom Marlow"].role == "President"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The report angered President Tom Marlow.", "President"),
        ("The country's Prime Minister Tom Marlow left.", "Prime Minister"),
        ("They met former President Tom Marlow.", "former President"),
        ("Tom Marlow, now a senior fellow at the Harbor Institute, left.", "senior fellow at the Harbor Institute"),
    ],
)
def test_small_words_before_a_title_are_no_part_of_it(nlp: Language, text: str, role: str) -> None:
    assert entities(nlp, text)["Tom Marlow"].role == role


def test_given_names_with_a_hyphen_are_whole(nlp: Language) -> None:
    found = entities(nlp, "South Korean President Roh Min-in met a Donald Marlow-led group.")
    assert {"Roh Min-in", "Donald Marlow"} <= found.keys()


@pytest.mark.parametrize(
    "sentence",
    [
        "Nairobi has denied the report.",
        "Officials said Nairobi would send drones to Lima.",
        "The deal between Lima and Nairobi was signed.",
        "Nairobi's war plans have changed.",
        "Chile has bought missiles from Nairobi.",
    ],
)
def test_a_capital_that_acts_is_its_government(nlp: Language, sentence: str) -> None:
    assert entities(nlp, sentence)["Kenya"].type == "Country"


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks were held in Nairobi.",
        "The minister flew to Nairobi on Monday.",
        "Smoke rose near Nairobi's airport.",
        "He visited Nairobi last week.",
        "NAIROBI (AP) — The talks have failed.",
    ],
)
def test_a_capital_where_things_happen_is_a_place(nlp: Language, sentence: str) -> None:
    assert entities(nlp, sentence)["Nairobi"].type == "Place"


def test_demonyms_are_mentions_of_the_country(nlp: Language) -> None:
    text = "Kenyan officials said Kenya had bought the drones."
    assert printed(entities(nlp, text)["Kenya"], text) == ["Kenyan", "Kenya"]


def test_a_ministry_is_named_with_its_country(nlp: Language) -> None:
    text = "Peru's foreign ministry denied it. The Peruvian Foreign Ministry later said more."
    found = entities(nlp, text)["Peruvian Foreign Ministry"]
    assert (found.type, found.country, len(found.mentions)) == ("PublicBody", "pe", 2)


def test_a_mission_to_the_un_is_the_country_s_and_not_the_un(nlp: Language) -> None:
    found = entities(nlp, "The Peruvian mission to the United Nations rejected the report.")
    assert found["Peruvian mission to the UN"].country == "pe"
    assert "United Nations" not in found


def test_outlets_by_their_short_form(nlp: Language) -> None:
    text = "The Wall Street Journal reported the sale on Friday. The Journal cited two officials."
    assert printed(entities(nlp, text)["Wall Street Journal"], text) == ["Wall Street Journal", "Journal"]


def test_the_post_is_the_paper_that_was_named(nlp: Language) -> None:
    text = "The Jakarta Post reported the sale on Friday. The Post said that officials had confirmed it."
    assert len(entities(nlp, text)["Jakarta Post"].mentions) == 2


def test_an_acronym_joins_the_name_it_stands_for(nlp: Language) -> None:
    text = "The Center for Harbor Studies published the images. According to the CHS, the ships left in May."
    assert printed(entities(nlp, text)["Center for Harbor Studies"], text)[-1] == "CHS"


def test_words_of_an_office_are_no_organisation(nlp: Language) -> None:
    found = entities(nlp, "Secretary of State Anna Bell and Defense Secretary Mark Orr spoke to Congress.")
    assert not {"State", "Defense"} & found.keys()
    assert found["Anna Bell"].country == "us"


def test_arms_by_designation_and_by_family(nlp: Language) -> None:
    found = entities(nlp, "The army fired two Kalibr missiles and a Zk-77 rocket at the base, and bought Su-35 jets.")
    assert {n for n, e in found.items() if e.type == "Weapon"} == {"Kalibr", "Zk-77", "Sukhoi Su-35"}


def test_a_misspelt_weapon_is_the_weapon(nlp: Language) -> None:
    found = entities(nlp, "Chile has sent 40 missiles, including Iskandar, which is said to fly 500 km.")
    assert found["Iskander"].type == "Weapon"
    assert found["Iskander"].aliases == ("Iskandar",)


def test_ships_are_vessels_throughout(nlp: Language) -> None:
    text = "Guards boarded the tanker Stella Maris on Friday. The Stella Maris was bound for Peru."
    found = entities(nlp, text)["Stella Maris"]
    assert (found.type, len(found.mentions)) == ("Vessel", 2)


def test_a_title_in_a_list_belongs_to_the_next_name(nlp: Language) -> None:
    found = entities(nlp, "The talks brought together Jane Porter, finance minister Tom Marlow, and bankers from Peru.")
    assert found["Jane Porter"].role is None
    assert found["Tom Marlow"].role == "finance minister"


def test_a_first_name_shows_a_person(nlp: Language) -> None:
    text = "The guards saw Jamal Qadri there. Qadri entered the building on Tuesday. The fate of Qadri is unknown."
    found = entities(nlp, text)["Jamal Qadri"]
    assert (found.type, len(found.mentions)) == ("Person", 3)


def test_a_city_s_name_can_be_a_surname(nlp: Language) -> None:
    text = "The move is a warning, said Henry Rome of Eastgate Group. Rome said more seizures would follow."
    found = entities(nlp, text)
    assert "Italy" not in found
    assert len(found["Henry Rome"].mentions) == 2


def test_a_father_s_name_is_not_a_surname(nlp: Language) -> None:
    text = "Crown Prince Khalid bin Rashid met reporters. King Rashid was not there, officials said."
    found = entities(nlp, text)
    assert len(found["Khalid bin Rashid"].mentions) == 1
    assert found["Rashid"].role == "King"


def test_a_demonym_inside_a_body_s_name_belongs_to_it(nlp: Language) -> None:
    found = entities(nlp, "The National Peruvian American Council welcomed the vote. The Peruvian Navy did not.")
    assert found["National Peruvian American Council"].type == "Organization"
    assert found["Peruvian Navy"].country == "pe"


def test_typographic_marks_stay_in_the_text_and_out_of_the_name(nlp: Language) -> None:
    text = "Kenya’s plan failed. Harker‘s allies said Harker‘s aide, Tom Bell, had warned Kenya."
    assert all("’" not in name and "‘" not in name for name in entities(nlp, text))


def test_mentions_lie_in_the_text_and_ids_hang_on_type_and_name(nlp: Language) -> None:
    text = "The U.S.-led mission told Reuters that Kenya’s navy had left Mombasa."
    for found in entities(nlp, text).values():
        assert found.id == content_id("ent", found.type, found.name)
        assert all(0 <= s.start < s.end <= len(text) for s in found.mentions)
        assert list(found.mentions) == sorted(set(found.mentions))


@pytest.mark.parametrize("text", ["", " ", "…", "DONATE", "Untitled(Required)", "22", "“"])
def test_scraps_name_nothing_and_break_nothing(nlp: Language, text: str) -> None:
    assert find_entities(parse(document(text), nlp), ()) == ()


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Standing beside Rolf Berg, the treasury secretary, Jane Roe, said the fund was empty.", "Rolf Berg", None),
        (
            "Standing beside Rolf Berg, the treasury secretary, Jane Roe, said the fund was empty.",
            "Jane Roe",
            "treasury secretary",
        ),
        (
            "Rolf Berg, the treasury secretary, said on Monday that the fund was empty.",
            "Rolf Berg",
            "treasury secretary",
        ),
    ],
)
def test_an_office_between_two_names_is_of_one(nlp: Language, text: str, name: str, role: str | None) -> None:
    found = find_entities(parse(Document("d", "d", "", text, (Block(0, len(text), "body"),)), nlp), ())
    assert {e.role for e in found if e.name == name} == {role}


def test_a_state_that_no_table_knows_is_told_by_its_government_and_its_adjective(nlp: Language) -> None:
    text = "Northlandia bought ten tanks from Peru. The Northlandian army needs them, said Northlandia's ambassador."
    assert entities(nlp, text)["Northlandia"].type == "Country"


def test_an_official_acts_for_the_state_whose_capital_he_speaks_in(nlp: Language) -> None:
    found = entities(nlp, "Defence Minister Ana Ledesma told reporters in Lima that no tanks had been bought.")
    assert found["Ana Ledesma"].country == "pe"

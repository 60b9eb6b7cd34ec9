"""Tables of countries, outlets, bodies, offices and arms."""

import pytest

from reportedly.language.arms import DESIGNATION, agreements, weapons
from reportedly.language.bodies import bodies, body_of
from reportedly.language.countries import countries, country, country_of
from reportedly.language.first_names import usual_gender
from reportedly.language.offices import may_be_office, office_of, offices
from reportedly.language.outlets import outlet_at, outlet_of, outlets
from reportedly.language.places import places
from reportedly.language.tables import rows, words


def test_every_country_has_a_code_of_its_own() -> None:
    codes = [c.code for c in countries()]
    assert len(codes) == len(set(codes)) > 190
    assert all(len(c) == 2 and c.islower() for c in codes)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Peru", "pe"),
        ("the U.S.", "us"),
        ("US", "us"),
        ("Britain’s", "gb"),
        ("Türkiye", "tr"),
        ("North Korean", "kp"),
        ("Nairobi", "ke"),
        ("the Islamic Republic", "ir"),
    ],
)
def test_names_demonyms_and_capitals_lead_to_their_country(name: str, code: str) -> None:
    found = country_of(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["us", "", "Atlantis", "it"])
def test_what_names_no_country_is_unknown(name: str) -> None:
    assert country_of(name) is None


def test_a_code_leads_back_to_the_country() -> None:
    assert all(country(c.code) == c for c in countries())
    assert country(None) is None


def test_outlets_by_name_and_by_host() -> None:
    assert outlet_of("WSJ") == outlet_of("The Wall Street Journal")
    assert outlet_at("www.bbc.co.uk") == outlet_of("BBC")
    assert outlet_at("bbc.co.uk.example.org") is None
    assert outlet_of("The Nowhere Gazette") is None


def test_a_domain_belongs_to_one_outlet() -> None:
    domains = [d for o in outlets() for d in o.domains]
    assert len(domains) == len(set(domains))


def test_bodies_know_whose_they_are() -> None:
    kremlin = body_of("the Kremlin")
    assert kremlin is not None
    assert kremlin.country == "ru"
    known = {c.code for c in countries()} | {"eu", "un"}
    assert all(b.country in known for b in bodies() if b.country)
    assert all(p.country in known for p in places() if p.country)
    assert all(o.country in known for o in outlets() if o.country)


@pytest.mark.parametrize(
    ("phrase", "words_of_office"),
    [
        ("the former Ruritanian foreign minister", "foreign minister"),
        ("foreign ministers", "foreign minister"),
        ("Defense Ministry spokeswoman", "spokeswoman"),
        ("Sen.", "sen."),
        ("Secretary of State", "secretary of state"),
    ],
)
def test_an_office_is_read_off_the_end_of_a_phrase(phrase: str, words_of_office: str) -> None:
    office = office_of(phrase)
    assert office is not None
    assert office.words == words_of_office


def test_what_is_no_office() -> None:
    assert office_of("missiles") is None
    assert office_of("") is None


def test_each_office_is_listed_once() -> None:
    listed = [o.words for o in offices()]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("text", ["Su-35", "S-400", "Shahed-136", "Fath-360", "9M729", "Shahed-131/136"])
def test_designations(text: str) -> None:
    match = DESIGNATION.search(f"the {text} was shown")
    assert match is not None
    assert match.group() == text


def test_names_in_a_table_are_not_repeated() -> None:
    for listed in (weapons(), agreements(), bodies(), outlets(), places()):
        names = [entry.name for entry in listed]
        assert len(names) == len(set(names))


def test_word_sets_are_listed_once() -> None:
    keys = [key for key, _ in rows("words")]
    assert len(keys) == len(set(keys))
    assert "say" in words("speech verbs")


def test_first_names() -> None:
    assert usual_gender("Maria Roe") == "female"
    assert usual_gender("John Roe") == "male"
    assert usual_gender("Roe") is None
    assert usual_gender("Xyzzy Roe") is None


def test_every_office_s_last_word_may_be_an_office() -> None:
    assert all(may_be_office(o.words.split()[-1]) for o in offices())
    assert may_be_office("Ministers")
    assert not may_be_office("missile")

"""Which mentions are one claim, and how a claim is worded."""

from __future__ import annotations

import pytest

from reportedly.model import Claim, StoryAccount
from tests.story.build import Days, Page, day
from tests.story.scenes import account, compiled, the_claim


def told(name: str, *events: dict[str, object], published: Days | None = None) -> Page:
    """An article with some events in its own voice, one sentence each."""
    p = Page(name, "Ledger", published)
    for i, given in enumerate(events):
        p.write(f"Event {name}{i} happens.")
        p.entity("Norland", "Country", "xn")
        p.entity("Sudria", "Country", "xs")
        p.event(f"Event {name}{i}", **given)  # type: ignore[arg-type]
    return p


def transfer(**changes: object) -> dict[str, object]:
    given: dict[str, object] = {"supplier": "Norland", "recipient": "Sudria", "item": "ballistic missiles", **changes}
    return {k: v for k, v in given.items() if v}


def grouped(found: StoryAccount) -> list[int]:
    return sorted(len(c.mentions) for c in found.claims)


def test_direction_tells_claims_apart() -> None:
    found = compiled(told("a", transfer(), transfer(supplier="Sudria", recipient="Norland")))
    assert sorted(c.label for c in found.claims) == [
        "Norland delivered ballistic missiles to Sudria",
        "Sudria delivered ballistic missiles to Norland",
    ]


def test_kinds_of_item_tell_claims_apart_and_families_join() -> None:
    items = ("short-range ballistic missiles", "ballistic missile", "attack drones", "weapons", "military help")
    found = compiled(told("a", *(transfer(item=i) for i in items)))
    assert grouped(found) == [1, 2, 2]


def test_a_broader_word_joins_the_narrower_claim_that_is_there() -> None:
    found = compiled(told("a", transfer(), transfer(item="missiles")))
    (claim,) = found.claims
    assert len(claim.mentions) == 2
    assert any("taken as ballistic missile" in m.reason for m in claim.mentions)


def test_stages_years_apart_are_one_claim_whose_status_changes() -> None:
    first = told("a", transfer(status="considered"), published=day("2031-01-05"))
    second = told("b", transfer(status="planned"), published=day("2032-01-05"))
    third = told("c", transfer(), published=day("2033-01-05"))
    (claim,) = compiled(first, second, third).claims
    assert claim.status == "happened"
    assert [(m.before, m.after) for m in claim.moves if m.what == "status"] == [
        (None, "considered"),
        ("considered", "planned"),
        ("planned", "happened"),
    ]


def test_a_denied_event_belongs_to_the_claim_it_denies() -> None:
    (claim,) = compiled(told("a", transfer(), transfer(polarity="denied"))).claims
    assert sorted(m.stance for m in claim.mentions) == ["affirms", "denies"]


@pytest.mark.parametrize(
    ("changes", "stance"),
    [
        ({"status": "conditional", "certainty": "unknown"}, "conditions"),
        ({"certainty": "unknown"}, "doubts"),
        ({"certainty": "possible"}, "affirms"),
        ({"status": "considered"}, "considers"),
        ({"status": "feared", "certainty": "possible"}, "considers"),
        ({"status": "planned"}, "affirms"),
        ({"status": "demanded"}, "considers"),
        ({"polarity": "denied", "status": "none"}, "denies"),
    ],
)
def test_stances(changes: dict[str, object], stance: str) -> None:
    (claim,) = compiled(told("a", transfer(**changes))).claims
    assert [m.stance for m in claim.mentions] == [stance]


def test_a_party_left_out_is_filled_only_where_one_claim_fits() -> None:
    one = compiled(told("a", transfer(), transfer(recipient=None)))
    assert grouped(one) == [2]
    assert "recipient left out" in " ".join(m.reason for m in one.claims[0].mentions)
    two = told("a", transfer(), transfer(recipient="Estmark"), transfer(recipient=None))
    assert grouped(compiled(two)) == [1, 1, 1]


def test_a_government_and_its_bodies_are_one_party_but_not_as_targets() -> None:
    p = told("a")
    p.write("The Norland Guard ships, Norland ships, the sanction on the Norland Guard, the sanction on Norland.")
    p.entity("Norland", "Country", "xn")
    p.entity("Norland Guard", "PublicBody", "xn")
    for supplier in ("Norland Guard", "Norland"):
        p.event("ships", supplier=supplier, recipient="Sudria", item="drone")
    for target in ("Norland Guard", "Norland"):
        p.event("sanction", type="sanction", imposer="Sudria", target=target)
    assert grouped(compiled(p)) == [1, 1, 2]


def test_what_happens_once_is_told_apart_by_time() -> None:
    def attack(when: str | None) -> dict[str, object]:
        days = {"when": day(when)} if when else {}
        return {"type": "attack", "attacker": "Norland", "target": "Sudria", **days}

    found = compiled(told("a", attack("2031-01-05"), attack("2031-01-06"), attack("2031-09-05"), attack(None)))
    assert grouped(found) == [1, 3]
    assert len({c.id for c in found.claims}) == 2


def test_imposing_and_lifting_sanctions_are_two_matters() -> None:
    def sanction(action: str, **changes: object) -> dict[str, object]:
        return {"type": "sanction", "imposer": "Sudria", "target": "Norland", "action": action, **changes}

    found = compiled(told("a", sanction("threaten", status="conditional"), sanction("impose"), sanction("lift")))
    assert grouped(found) == [1, 2]


def test_an_attack_with_a_weapon_is_its_use() -> None:
    use: dict[str, object] = {"type": "use", "user": "Norland", "item": "drones"}
    attack: dict[str, object] = {
        "type": "attack",
        "attacker": "Norland",
        "target": "civilians",
        "means": "military drones",
    }
    (claim,) = compiled(told("a", use, attack)).claims
    assert claim.type == "use"
    assert len(claim.mentions) == 2


@pytest.mark.parametrize(
    ("given", "label"),
    [
        (transfer(status="ongoing"), "Norland is delivering ballistic missiles to Sudria"),
        (transfer(status="planned"), "Norland is to deliver ballistic missiles to Sudria"),
        (transfer(status="considered"), "Norland is considering delivering ballistic missiles to Sudria"),
        (transfer(status="conditional"), "Norland would deliver ballistic missiles to Sudria"),
        (transfer(polarity="denied", status="none"), "Norland has delivered ballistic missiles to Sudria (denied)"),
        (transfer(supplier=None), "Ballistic missiles were delivered to Sudria"),
        (transfer(item="weapons"), "Norland delivered weapons to Sudria"),
        (transfer(item="military help"), "Norland delivered military support to Sudria"),
        (transfer(item="artillery ammunition", supplier=None), "Artillery ammunition was delivered to Sudria"),
        (
            {
                "type": "sanction",
                "imposer": ("United States", "European Union"),
                "target": "Norland",
                "status": "ongoing",
            },
            "The United States and the European Union have sanctions on Norland",
        ),
        ({"type": "sanction", "target": "Norland", "action": "impose"}, "Sanctions on Norland were imposed"),
        ({"type": "sanction", "target": "Norland", "action": "lift"}, "Sanctions on Norland were ended"),
        (
            {"type": "agreement", "parties": ("Norland", "Sudria"), "action": "sign"},
            "Norland and Sudria agreed on a deal",
        ),
        (
            {"type": "agreement", "parties": ("Norland", "Sudria"), "subject": "missiles", "status": "planned"},
            "Norland and Sudria are to agree on a deal on missiles",
        ),
        (
            {"type": "agreement", "parties": ("Norland",), "subject": "Harbour Accord", "action": "leave"},
            "Norland left the Harbour Accord",
        ),
        ({"type": "meeting", "parties": ("Ann Oram", "Bo Marsh")}, "Ann Oram and Bo Marsh met"),
        ({"type": "attack", "target": "Sudria"}, "Sudria was attacked"),
        ({"type": "use", "user": "Sudria", "item": "drones", "status": "ongoing"}, "Sudria is using drones"),
        ({"type": "training", "trainer": "Sudria", "trainee": "pilots"}, "Sudria trained pilots"),
        (
            {"type": "production", "producer": "Norland", "item": "drone", "status": "ongoing"},
            "Norland is producing drones",
        ),
        ({"type": "aid", "donor": "Sudria", "recipient": "Norland"}, "Sudria gave aid to Norland"),
        ({"type": "ship-seizure", "captor": "Norland", "ship": "Vesta"}, "Ship seizure: captor Norland; ship Vesta"),
    ],
)
def test_labels(given: dict[str, object], label: str) -> None:
    (claim,) = compiled(told("a", given)).claims
    assert claim.label == label


def test_people_known_by_surname_are_themselves_and_namesakes_are_not() -> None:
    def meets(page: Page, name: str) -> None:
        page.write(f"{name} meets Bo Marsh.")
        page.entity(name, "Person")
        page.entity("Bo Marsh", "Person")
        page.event("meets", type="meeting", parties=(name, "Bo Marsh"))

    pages = [Page(n, "Ledger") for n in ("a", "b", "c")]
    for p, name in zip(pages, ("Ann Oram", "Oram", "Eva Oram"), strict=True):
        meets(p, name)
    assert grouped(account(pages[0].reading(), pages[1].reading())) == [2]
    longer = Page("d", "Ledger")
    meets(longer, "Ann B. Oram")
    assert grouped(account(pages[0].reading(), pages[1].reading(), longer.reading())) == [3]
    assert grouped(account(*(p.reading() for p in pages))) == [1, 1, 1]


def test_things_without_a_name_are_one_by_their_sort() -> None:
    def attack(target: str) -> dict[str, object]:
        return {"type": "attack", "target": target}

    names = ("the airliner", "Danish passenger jet", "a plane", "the base", "the civilians")
    found = compiled(told("a", *(attack(n) for n in names)))
    assert grouped(found) == [1, 1, 3]
    two = compiled(told("a", attack("Danish jet"), attack("Portuguese plane"), attack("plane")))
    assert grouped(two) == [1, 1, 1]


def test_a_claims_roles_name_the_parties() -> None:
    claim: Claim = the_claim(compiled(told("a", transfer())))
    assert [(r.role, r.name) for r in claim.roles] == [
        ("supplier", "Norland"),
        ("recipient", "Sudria"),
        ("item", "ballistic missile"),
    ]
    assert claim.roles[0].entity


def test_who_denies_a_deed_is_not_taken_for_its_doer() -> None:
    found = compiled(told("a", transfer(polarity="denied"), transfer(supplier=None)))
    assert sorted((c.label, len(c.mentions)) for c in found.claims) == [
        ("Ballistic missiles were delivered to Sudria", 1),
        ("Norland has delivered ballistic missiles to Sudria (denied)", 1),
    ]

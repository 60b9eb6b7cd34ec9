"""Claims of statements outside every pack: what is one claim, what turns the stance, what stays apart."""

from reportedly.model import Claim, StoryAccount
from reportedly.story.spoken import SPOKEN
from tests.story.build import Page, day
from tests.story.scenes import Voice, compiled, page

MONDAY, TUESDAY = day("2031-03-03"), day("2031-03-04")
FERRY = "the captain of the ferry Aurora had slept through the storm on the bridge"


def told(p: Page, content: str, *, speaker: str = "Karen Holm", cue: str = "said", act: str = "say") -> str:
    p.write(f"{speaker} {cue} {content}.")
    who = p.entity(speaker, "Person", "dk", "harbour inspector")
    return p.statement(content, source=speaker, cue=cue, speaker=who, act=act)  # type: ignore[arg-type]


def spoken(found: StoryAccount) -> list[Claim]:
    return [c for c in found.claims if c.type == SPOKEN]


def two(first: str, second: str, **changes: str) -> StoryAccount:
    a, b = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    told(a, first)
    told(b, second, speaker="Rui Abrantes", **changes)
    for p, word in ((a, "rain"), (b, "snow")):  # else one article would be the other's reprint
        p.write(" ".join(f"{word}{i}" for i in range(40)) + ".")
    return compiled(a, b)


def test_the_same_said_in_two_articles_is_a_claim() -> None:
    (claim,) = spoken(two(FERRY, "during the storm the captain of the ferry Aurora slept on the bridge"))
    assert claim.label == "The captain of the ferry Aurora had slept through the storm on the bridge"
    assert [(m.event, m.stance) for m in claim.mentions] == [(None, "affirms")] * 2
    assert all(m.statement and m.holder == m.statement for m in claim.mentions)
    assert all(m.reason.startswith("outside every pack") for m in claim.mentions)
    assert claim.independence.known_independent == 1  # both of one country
    assert claim.independence.not_established == 1


def test_what_stands_in_one_article_alone_is_no_claim() -> None:
    p = page("a", "Ledger", MONDAY)
    told(p, FERRY)
    told(p, FERRY, speaker="Rui Abrantes")
    assert not spoken(compiled(p))


def test_a_reprint_makes_no_claim() -> None:
    a, b = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    told(a, FERRY)
    told(b, FERRY)
    assert not spoken(compiled(a, b))


def test_a_negation_turns_the_stance_and_not_the_claim() -> None:
    (claim,) = spoken(two(FERRY, "the captain of the ferry Aurora had not slept through the storm on the bridge"))
    assert sorted(m.stance for m in claim.mentions) == ["affirms", "denies"]
    assert [p.stance for p in claim.positions] == ["affirms", "denies"]


def test_a_denial_denies() -> None:
    (claim,) = spoken(two(FERRY, FERRY, cue="denied", act="deny"))
    assert sorted(m.stance for m in claim.mentions) == ["affirms", "denies"]


def test_a_denial_in_plain_words_is_turned_by_its_own_negation() -> None:
    awake = "the captain of the ferry Aurora had not slept through the storm on the bridge"
    (claim,) = spoken(two(FERRY, awake, act="deny"))
    assert sorted(m.stance for m in claim.mentions) == ["affirms", "denies"]


def test_what_nobody_says_without_not_is_itself_the_claim() -> None:
    without = "the captain of the ferry Aurora had not slept through the storm on the bridge"
    (claim,) = spoken(two(without, without))
    assert [m.stance for m in claim.mentions] == ["affirms", "affirms"]
    assert " not " in claim.label


def test_other_names_are_another_claim() -> None:
    assert not spoken(two(FERRY, "the captain of the ferry Borealis had slept through the storm on the bridge"))


def test_names_the_other_way_round_are_another_claim() -> None:
    one = "last winter Norland lent money for the harbour to Sudria at a low rate"
    other = "last winter Sudria lent money for the harbour to Norland at a low rate"
    assert not spoken(two(one, other))
    assert spoken(two(one, one))


def test_few_words_are_no_claim() -> None:
    assert not spoken(two("this is fine", "this is fine"))


def test_what_holds_an_event_of_a_pack_is_left_to_the_events() -> None:
    a, b = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    for p in (a, b):
        Voice("Karen Holm", "dk", "minister").says(
            p, content="Norland has shipped ballistic missiles to Sudria in crates"
        )
    assert not spoken(compiled(a, b))


def test_maybe_is_considered_and_if_is_a_condition() -> None:
    (maybe,) = spoken(two(FERRY, "the captain of the ferry Aurora may have slept through the storm on the bridge"))
    assert sorted(m.stance for m in maybe.mentions) == ["affirms", "considers"]
    (condition,) = spoken(two(FERRY, f"if {FERRY}"))
    assert sorted(m.stance for m in condition.mentions) == ["affirms", "conditions"]

"""Small stories about one matter: whether Norland has sent missiles to Sudria."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Claim, Reading, StoryAccount
from reportedly.story import compile_readings
from tests.story.build import Days, Page

CLAIM = "Norland has shipped ballistic missiles to Sudria"


def compiled(*pages: Page) -> StoryAccount:
    return account(*(p.reading() for p in pages))


def account(*readings: Reading) -> StoryAccount:
    return compile_readings(readings, name="missiles", producer="test")


def the_claim(found: StoryAccount, *words: str) -> Claim:
    """The only claim whose label has all the words."""
    (claim,) = [c for c in found.claims if all(w in c.label for w in (words or ("ballistic missiles",)))]
    return claim


def counts(found: StoryAccount, *words: str) -> tuple[int, int, int]:
    """Known, not established, not recorded."""
    i = the_claim(found, *words).independence
    return i.known_independent, i.not_established, i.not_recorded


def page(name: str, outlet: str | None, published: Days | None) -> Page:
    return Page(name, outlet, published)


def parties(p: Page) -> None:
    """The countries of the matter, once their names stand in the text."""
    p.entity("Norland", "Country", "xn")
    p.entity("Sudria", "Country", "xs")


def ship(p: Page, holder: str | None, **changes: object) -> str:
    """The event of the sentence written last: missiles from Norland to Sudria."""
    parties(p)
    given: dict[str, object] = {"supplier": "Norland", "recipient": "Sudria", "item": "ballistic missile", **changes}
    return p.event("shipped", holder, **given)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Voice:
    """A named speaker: name, country, office."""

    name: str
    country: str | None
    office: str

    def says(self, p: Page, *, said: Days | None = None, content: str = CLAIM, **changes: object) -> str:
        p.write(f"{self.office} {self.name} said {content}.")
        who = p.entity(self.name, "Person", self.country, self.office)
        holder = p.statement(content, source=f"{self.office} {self.name}", cue="said", speaker=who, said=said)
        return ship(p, holder, **changes)

    def tells(self, p: Page, content: str, *, said: Days | None = None) -> str:
        """A statement that holds no event."""
        p.write(f"{self.office} {self.name} said {content}.")
        who = p.entity(self.name, "Person", self.country, self.office)
        return p.statement(content, source=f"{self.office} {self.name}", cue="said", speaker=who, said=said)


def flat(p: Page) -> str:
    """The outlet's own voice."""
    p.write(f"{CLAIM}.")
    return ship(p, None)


def unnamed(p: Page, who: str, *, told: str | None = None) -> str:
    """People the article does not name."""
    cue = f"told {told}" if told else "said"
    p.write(f"{who} {cue} that {CLAIM}.")
    if told:
        p.entity(told, "Outlet")
    return ship(p, p.statement(CLAIM, source=who, cue=cue, kind="anonymous"))


def cites(p: Page, outlet: str, *, said: Days | None = None, who: str | None = None) -> str:
    """A report of another outlet, with the people behind it where they are given."""
    tail = f", citing {who}" if who else ""
    p.write(f"{outlet} reported that {CLAIM}{tail}.")
    speaker = p.entity(outlet, "Outlet")
    report = p.statement(CLAIM, source=outlet, cue="reported", speaker=speaker, kind="outlet", act="report", said=said)
    if who is None:
        return ship(p, report)
    people = p.statement(CLAIM, source=who, cue="citing", kind="anonymous", act="cite", parent=report)
    return ship(p, people)

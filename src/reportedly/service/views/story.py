"""A story's page: who carries what, claims, timeline, sources, numbers, framing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from reportedly.ledger import browse
from reportedly.ledger.browse import ClaimLine, OutletCell, StoryHead
from reportedly.ledger.excerpts import excerpts, heads
from reportedly.model import Claim, Independence, Mention, Reading, Stance, StoryAccount
from reportedly.report.claims import Known, ValueScale, value_scales
from reportedly.report.index import Index, build_index
from reportedly.report.matrix import Mark
from reportedly.report.sources import Tree, build_tree, copies
from reportedly.report.timeline import Timeline, build_timeline
from reportedly.report.wording import STANCES, plural
from reportedly.service.links import SITE
from reportedly.service.views.framing import NO_OUTLET, OutletFraming, framing_of

MATRIX_CLAIMS = 12
COLUMNS = 14  # outlets of the matrix
ENTRIES = 40  # of the timeline
GIVERS = 6  # outlets that are named with a number
TREE_ORIGINS, TREE_ARTICLES = 10, 16


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A claim, and the marks of each outlet on it."""

    label: str
    href: str
    figure: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class OutletMatrix:
    """The main claims against the outlets with most mentions of them; ``left_out`` outlets are not shown."""

    columns: tuple[str, ...]
    rows: tuple[OutletRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class TimelineHolder:
    """What the timeline's template asks for."""

    timeline: Timeline | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that a story's page shows beside its list of claims and its list of articles."""

    head: StoryHead
    matrix: OutletMatrix
    story: TimelineHolder
    tree: Tree | None
    numbers: tuple[tuple[ClaimLine, ValueScale], ...]
    framing: tuple[OutletFraming, ...]


def story_page(connection: Connection, head: StoryHead, lines: Sequence[ClaimLine]) -> StoryPage:
    """The page of a story, over the claims that matter most."""
    top = [line for line in lines if line.mentions > 1][:MATRIX_CLAIMS] or list(lines[:MATRIX_CLAIMS])
    cells = browse.outlet_cells(connection, head.name, [line.id for line in top])
    return StoryPage(
        head,
        _matrix(top, cells),
        TimelineHolder(_timeline(connection, head)),
        _tree(connection, head, [line.id for line in top]),
        _numbers(connection, head, top),
        framing_of(connection, head.name, lines, cells),
    )


# ---- claims by outlet ------------------------------------------------------------------------------------------------


def _matrix(lines: Sequence[ClaimLine], cells: Iterable[OutletCell]) -> OutletMatrix:
    by_place: dict[tuple[str, str, Stance], list[OutletCell]] = defaultdict(list)
    counted: Counter[str] = Counter()
    for cell in cells:
        outlet = cell.outlet or NO_OUTLET
        by_place[cell.claim, outlet, cell.stance].append(cell)
        counted[outlet] += cell.mentions
    ordered = sorted(counted, key=lambda o: (-counted[o], o))
    columns = tuple(ordered[:COLUMNS])
    rows = tuple(
        OutletRow(c.label, SITE.claim(c.id), figure(c), tuple(_marks(by_place, c.id, o) for o in columns))
        for c in lines
    )
    return OutletMatrix(columns, rows, len(ordered) - len(columns))


def figure(line: ClaimLine) -> str:
    """The count that matters: ``5 articles, 2 origins``."""
    origins = line.known_independent + line.not_established
    return f"{plural(line.articles, 'article')}, {plural(origins, 'origin')}"


def _marks(
    by_place: Mapping[tuple[str, str, Stance], Sequence[OutletCell]], claim: str, outlet: str
) -> tuple[Mark, ...]:
    marks = []
    for stance in STANCES:
        if found := by_place.get((claim, outlet, stance)):
            first = next((c for c in found if c.own_voice), found[0])
            marks.append(Mark(stance, sum(c.mentions for c in found), first.own_voice, _place(first)))
    return tuple(marks)


def _place(cell: OutletCell) -> str:
    if cell.event is not None:
        return SITE.event(cell.document, cell.event)
    return SITE.statement(cell.document, cell.statement) if cell.statement else SITE.article(cell.document)


# ---- sources, numbers, timeline --------------------------------------------------------------------------------------


def _numbers(
    connection: Connection, head: StoryHead, lines: Sequence[ClaimLine]
) -> tuple[tuple[ClaimLine, ValueScale], ...]:
    """The numbers of the main claims that are given in more than one wording, of each wording one an outlet."""
    apart = browse.told_apart(connection, head.name, [line.id for line in lines])
    scales = scales_of(connection, head.name, sorted(apart)) if apart else {}
    return tuple((line, scale) for line in lines for scale in scales.get(line.id, ()) if len(scale.rows) > 1)


def scales_of(connection: Connection, story: str, claims: Sequence[str]) -> dict[str, tuple[ValueScale, ...]]:
    """The numbers given for these claims of the story of this name, by claim, without what else their events tell."""
    given = browse.values_by_outlet(connection, story, claims, GIVERS)
    every = [v for values in given.values() for v in values]
    held = {d.id: Reading(d) for d in heads(connection, (v.document for v in every))}
    index = Index(held, {}, {}, {}, {v.value.event: v.document for v in every}, {}, SITE)
    known = Known({v.value: v.unit for v in every}, {v.value: v.outlets for v in every})
    blank = claim_of("", (), ())
    return {
        claim: tuple(value_scales(index, replace(blank, values=tuple(v.value for v in values)), known))
        for claim, values in given.items()
    }


def _account(head: StoryHead, documents: tuple[str, ...], **parts: object) -> StoryAccount:
    blank = StoryAccount(head.id or "", head.title, documents, (), (), (), (), ())
    return replace(blank, **parts)  # type: ignore[arg-type]


def _tree(connection: Connection, head: StoryHead, claims: Sequence[str]) -> Tree | None:
    """The sources of the main claims in one picture: the origins that most articles rest on, as many as it holds."""
    shown = browse.main_support(connection, head.name, claims, TREE_ORIGINS, TREE_ARTICLES)
    if not shown:
        return None
    holders = {m.holder for m in shown if m.holder}
    held = excerpts(connection, statements=holders, documents=(m.document for m in shown), with_text=False)
    origins = browse.origins_by_id(connection, head.name, (m.origin for m in shown if m.origin))
    index = build_index([_account(head, tuple(held), origins=origins)], held, SITE)
    whole = claim_of(head.title, shown, browse.reasons_of(connection, head.name, claims))
    return build_tree(index, whole, copies(index, browse.duplicates_of(connection, held)))


def claim_of(label: str, mentions: tuple[Mention, ...], reasons: tuple[str, ...]) -> Claim:
    """Mentions as one claim, for a picture of where they come from."""
    return Claim("", "", label, "", (), "none", mentions, (), (), (), Independence(0, 0, 0, 0, 0, reasons))


def _timeline(connection: Connection, head: StoryHead) -> Timeline | None:
    entries = browse.timeline_of(connection, head.name, ENTRIES)
    events = [e.event for e in entries if e.event]
    statements = [e.statement for e in entries if e.statement]
    documents = [e.document for e in entries]
    held = excerpts(connection, statements=statements, documents=documents, with_text=False)
    account = _account(head, (), timeline=entries, claims=browse.stances_of(connection, head.name, events))
    return build_timeline(build_index([replace(account, documents=tuple(held))], held, SITE), account)

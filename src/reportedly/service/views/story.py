"""A story's page: who carries what, claims, timeline, sources, numbers, framing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from reportedly.ledger import browse
from reportedly.ledger.browse import ClaimLine, OutletCell, StoryHead
from reportedly.ledger.excerpts import excerpts
from reportedly.model import Claim, Independence, Mention, StoryAccount
from reportedly.report.claims import ValueScale, value_scales
from reportedly.report.index import Index, build_index
from reportedly.report.matrix import Mark
from reportedly.report.sources import Tree, build_tree, copies
from reportedly.report.timeline import Timeline, build_timeline
from reportedly.report.wording import STANCES, plural
from reportedly.service.links import SITE

MATRIX_CLAIMS = 12
COLUMNS = 14  # outlets of the matrix
ENTRIES = 60  # of the timeline
TREE_ORIGINS, TREE_ARTICLES = 10, 16
NO_OUTLET = "outlet not known"


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
class Framing:
    """How an outlet tells the main claims: mentions in its own voice and as somebody's word; shares in per cent."""

    outlet: str
    own: int
    said: int
    own_share: float
    said_share: float


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
    numbers: tuple[tuple[Claim, ValueScale], ...]
    framing: tuple[Framing, ...]


def story_page(connection: Connection, head: StoryHead, lines: Sequence[ClaimLine]) -> StoryPage:
    """The page of a story, over the claims that matter most."""
    top = [line for line in lines if line.mentions > 1][:MATRIX_CLAIMS] or list(lines[:MATRIX_CLAIMS])
    cells = browse.outlet_cells(connection, head.name, [line.id for line in top])
    claims = browse.claims_in_full(connection, head.name, [line.id for line in top])
    index = _index(connection, head, claims)
    return StoryPage(
        head,
        _matrix(top, cells),
        TimelineHolder(_timeline(connection, head)),
        _tree(connection, head, index, claims),
        tuple((c, s) for c in claims for s in value_scales(index, c) if len(s.rows) > 1),
        _framing(cells),
    )


# ---- claims by outlet ------------------------------------------------------------------------------------------------


def _matrix(lines: Sequence[ClaimLine], cells: Iterable[OutletCell]) -> OutletMatrix:
    by_place: Mapping[tuple[str, str], list[OutletCell]] = defaultdict(list)
    counted: Counter[str] = Counter()
    for cell in cells:
        outlet = cell.outlet or NO_OUTLET
        by_place[cell.claim, outlet].append(cell)
        counted[outlet] += cell.mentions
    ordered = sorted(counted, key=lambda o: (-counted[o], o))
    columns = tuple(ordered[:COLUMNS])
    rows = tuple(
        OutletRow(c.label, SITE.claim(c.id), figure(c), tuple(_marks(by_place[c.id, o]) for o in columns))
        for c in lines
    )
    return OutletMatrix(columns, rows, len(ordered) - len(columns))


def figure(line: ClaimLine) -> str:
    """The count that matters: ``5 articles, 2 origins``."""
    origins = line.known_independent + line.not_established
    return f"{plural(line.articles, 'article')}, {plural(origins, 'origin')}"


def _marks(cells: Sequence[OutletCell]) -> tuple[Mark, ...]:
    marks = []
    for stance in STANCES:
        found = sorted((c for c in cells if c.stance == stance), key=lambda c: not c.own_voice)
        if found:
            mentions = sum(c.mentions for c in found)
            marks.append(Mark(stance, mentions, found[0].own_voice, _place(found[0])))
    return tuple(marks)


def _place(cell: OutletCell) -> str:
    if cell.event is not None:
        return SITE.event(cell.document, cell.event)
    return SITE.statement(cell.document, cell.statement) if cell.statement else SITE.article(cell.document)


def _framing(cells: Iterable[OutletCell]) -> tuple[Framing, ...]:
    own: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for cell in cells:
        (own if cell.own_voice else said)[cell.outlet or NO_OUTLET] += cell.mentions
    outlets = sorted(own | said, key=lambda o: (-(own[o] + said[o]), o))[:COLUMNS]
    most = max((own[o] + said[o] for o in outlets), default=1)
    return tuple(
        Framing(o, own[o], said[o], round(100 * own[o] / most, 1), round(100 * said[o] / most, 1)) for o in outlets
    )


# ---- sources, numbers, timeline --------------------------------------------------------------------------------------


def _index(connection: Connection, head: StoryHead, claims: Sequence[Claim]) -> Index:
    """The documents, statements and events that the main claims rest on, without texts."""
    mentions = [m for c in claims for m in c.mentions]
    values = [v.event for c in claims for v in c.values]
    held = excerpts(connection, mentions=mentions, events=values, with_text=False)
    origins = browse.origins_by_id(connection, head.name, (m.origin for m in mentions if m.origin))
    return build_index([_account(head, tuple(held), origins=origins)], held, SITE)


def _account(head: StoryHead, documents: tuple[str, ...], **parts: object) -> StoryAccount:
    blank = StoryAccount(head.id or "", head.title, documents, (), (), (), (), ())
    return replace(blank, **parts)  # type: ignore[arg-type]


def _tree(connection: Connection, head: StoryHead, index: Index, claims: Sequence[Claim]) -> Tree | None:
    """The sources of the main claims in one picture: the origins that most articles rest on, as many as it holds."""
    mentions = [m for c in claims for m in c.mentions if m.stance == "affirms"]
    if not mentions:
        return None
    articles: Mapping[str, set[str]] = defaultdict(set)
    for m in mentions:
        articles[m.origin or ""].add(m.document)
    origins = set(sorted(articles, key=lambda o: (not o, -len(articles[o]), o))[:TREE_ORIGINS])
    kept = [m for m in mentions if (m.origin or "") in origins]
    documents = {d for d, _ in Counter(m.document for m in kept).most_common(TREE_ARTICLES)}
    shown = tuple(m for m in kept if m.document in documents)
    reasons = tuple(dict.fromkeys(r for c in claims for r in c.independence.reasons))
    whole = claim_of(head.title, shown, reasons)
    return build_tree(index, whole, copies(index, browse.duplicates_of(connection, documents)))


def claim_of(label: str, mentions: tuple[Mention, ...], reasons: tuple[str, ...]) -> Claim:
    """Mentions as one claim, for a picture of where they come from."""
    return Claim("", "", label, "", (), "none", mentions, (), (), (), Independence(0, 0, 0, 0, 0, reasons))


def _timeline(connection: Connection, head: StoryHead) -> Timeline | None:
    entries = browse.timeline_of(connection, head.name, ENTRIES)
    events = [e.event for e in entries if e.event]
    statements = [e.statement for e in entries if e.statement]
    documents = [e.document for e in entries]
    held = excerpts(connection, events=events, statements=statements, documents=documents, with_text=False)
    account = _account(head, (), timeline=entries, claims=browse.stances_of(connection, head.name, events))
    return build_timeline(build_index([replace(account, documents=tuple(held))], held, SITE), account)

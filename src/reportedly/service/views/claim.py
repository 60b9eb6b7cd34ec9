"""A claim's page: how it moved, every mention with its chain, positions, numbers, independence with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from reportedly.ledger import browse
from reportedly.ledger.excerpts import excerpts
from reportedly.ledger.judgements import Held, judgements_about
from reportedly.model import Claim, Mention, Reading, Relation, StoryAccount
from reportedly.report.claims import ClaimView, claim_view, disputed, stance_groups
from reportedly.report.index import Index, build_index
from reportedly.report.relations import RelationView, relation_views
from reportedly.report.sources import Tree, build_tree, copies
from reportedly.service.links import SITE
from reportedly.service.views.story import scales_of

SHOWN = 20  # mentions of a page
TREE_ARTICLES = 24


@dataclass(frozen=True, slots=True)
class MentionEnds:
    """Where a mention is judged, its origin's page, and what was judged of it."""

    judge: str
    origin: str
    judged: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with a page of its mentions; ``view.mentions`` and ``ends`` go in step."""

    story: str
    story_title: str
    claim: Claim
    view: ClaimView
    tree: Tree
    relations: tuple[RelationView, ...]
    ends: tuple[MentionEnds, ...]
    mentions: int
    left_out: int
    judged: tuple[Held, ...]
    grades: Mapping[str, str]


def claim_page(connection: Connection, asked: str, offset: int) -> ClaimPage:
    """The page of a claim by its id, its mentions from ``offset`` on. Raises NotInLedger."""
    story, ident = browse.claim_home(connection, asked)
    claim = browse.claim_in_full(connection, story, ident)
    relations = browse.relations_of(connection, story, ident)
    index, ordered = _index(connection, story, claim, relations, offset)
    shown = ordered[offset : offset + SHOWN]
    view = claim_view(index, replace(claim, mentions=tuple(shown), values=()))
    scales = scales_of(connection, story, [ident]).get(ident, ())
    view = replace(view, groups=tuple(stance_groups(index, claim)), scales=scales, disputed=disputed(claim))
    documents = list(dict.fromkeys(m.document for m in ordered))
    drawn = frozenset(documents[:TREE_ARTICLES])
    picture = replace(claim, mentions=tuple(m for m in claim.mentions if m.document in drawn))
    sources = [m.origin for m in shown if m.origin]
    judged = judgements_about(connection, ident, *(m.event or m.statement or "" for m in shown), *sources)
    return ClaimPage(
        story,
        browse.story_title(connection, story),
        claim,
        view,
        build_tree(index, picture, copies(index, browse.duplicates_of(connection, drawn))),
        relation_views(index, _account(story, claim, relations, connection)),
        tuple(_ends(m, judged) for m in shown),
        len(ordered),
        len(documents) - len(drawn),
        tuple(h for h in judged if h.judgement.about == ident),
        browse.grades_in(judged, sources),
    )


def _index(
    connection: Connection, story: str, claim: Claim, relations: Sequence[Relation], offset: int
) -> tuple[Index, list[Mention]]:
    """Who holds the claim where, without texts; with texts and events what this page prints; and its mentions by date."""
    documents = {m.document for m in claim.mentions} | {m.document for m in claim.moves}
    holders = {m.holder for m in claim.mentions if m.holder}
    held = excerpts(connection, statements=holders, documents=documents, with_text=False)
    order = build_index([_resting_on(held)], held, SITE).order
    ordered = sorted(claim.mentions, key=lambda m: (order[m.document], m.event or m.statement or ""))
    shown = ordered[offset : offset + SHOWN]
    ends = [e for r in relations for e in (r.a.event, r.b.event) if e]
    for document, printed in excerpts(connection, mentions=shown, events=ends).items():
        held[document] = _fuller(held.get(document, printed), printed)
    origins = browse.origins_by_id(connection, story, (m.origin for m in claim.mentions if m.origin))
    index = build_index([replace(_resting_on(held), origins=origins)], held, SITE)
    homes = {ident: m.document for m in ordered for ident in (m.event, m.statement) if ident}
    return replace(index, home={**index.home, **homes}), ordered


def _resting_on(held: Mapping[str, Reading]) -> StoryAccount:
    return StoryAccount("", "", tuple(held), (), (), (), (), ())


def _fuller(known: Reading, printed: Reading) -> Reading:
    """A reading with the text, the events and the statements that are printed of it."""
    statements = {s.id: s for s in (*known.statements, *printed.statements)}
    return replace(printed, statements=tuple(statements.values()))


def _account(story: str, claim: Claim, relations: Sequence[Relation], connection: Connection) -> StoryAccount:
    points = [p for r in relations for p in (r.a, r.b) if p.claim != claim.id]
    others = browse.claims_at(
        connection, story, sorted({p.claim for p in points}), [p.event for p in points if p.event]
    )
    return StoryAccount("", "", (), (claim, *others), (), tuple(relations), (), ())


def _ends(mention: Mention, judged: Sequence[Held]) -> MentionEnds:
    target = mention.event or mention.statement or mention.document
    mine = tuple(h for h in judged if h.judgement.about == target)
    return MentionEnds(SITE.judge(target), SITE.origin(mention.origin) if mention.origin else "", mine)

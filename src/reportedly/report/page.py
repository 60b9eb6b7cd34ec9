"""Records in, one HTML page out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportedly.model import Claim, Reading, StoryAccount
from reportedly.report.articles import ArticleView, article_view
from reportedly.report.claims import (
    ClaimView,
    MentionView,
    by_importance,
    claim_view,
    is_minor,
    mention_view,
)
from reportedly.report.index import Index, anchor, build_index
from reportedly.report.matrix import Matrix, build_matrix
from reportedly.report.relations import RelationView, relation_views
from reportedly.report.sources import Tree, build_tree, copies
from reportedly.report.timeline import Timeline, build_timeline
from reportedly.report.wording import STANCE_MEANINGS, STANCE_WORDS, STANCES, days, plural

OPEN_CLAIMS = 5  # claims shown in full; the others unfold
MATRIX_CLAIMS = 12


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim and its source tree."""

    view: ClaimView
    tree: Tree
    unfolded: bool


@dataclass(frozen=True, slots=True)
class MinorClaim:
    """A claim that is told of once: one line."""

    anchor: str
    label: str
    mention: MentionView | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story on the page."""

    anchor: str
    title: str
    span: str
    counts: tuple[str, ...]
    timeline: Timeline | None
    matrix: Matrix
    cards: tuple[ClaimCard, ...]
    minor: tuple[MinorClaim, ...]
    relations: tuple[RelationView, ...]
    missing: int


def _minor(index: Index, claim: Claim) -> MinorClaim:
    mention = mention_view(index, claim.mentions[0]) if claim.mentions else None
    return MinorClaim(anchor("c", claim.id), claim.label, mention)


def _span(index: Index, documents: Sequence[str]) -> str:
    known = [d for d in (index.published(d) for d in documents) if d]
    return days(min(known), max(known)) if known else ""


def _counts(index: Index, account: StoryAccount) -> tuple[str, ...]:
    held = [d for d in account.documents if d in index.readings]
    outlets = {index.readings[d].document.outlet for d in held} - {None}
    statements = sum(len(index.readings[d].statements) for d in held)
    return (
        plural(len(account.documents), "article"),
        *([plural(len(outlets), "outlet")] if outlets else []),
        plural(statements, "statement"),
        plural(len(account.claims), "claim"),
    )


def _story(index: Index, account: StoryAccount) -> StoryView:
    ordered = by_importance(account.claims)
    main = [c for c in ordered if not is_minor(c)]
    copied = copies(index, account.duplicates)
    views = [(claim_view(index, c), build_tree(index, c, copied)) for c in main]
    return StoryView(
        anchor("y", account.id),
        account.title,
        _span(index, account.documents),
        _counts(index, account),
        build_timeline(index, account),
        build_matrix(index, account.documents, main[:MATRIX_CLAIMS]),
        tuple(ClaimCard(v, t, n < OPEN_CLAIMS) for n, (v, t) in enumerate(views)),
        tuple(_minor(index, c) for c in ordered if is_minor(c)),
        relation_views(index, account),
        sum(d not in index.readings for d in account.documents),
    )


def _articles(index: Index, accounts: Sequence[StoryAccount]) -> tuple[ArticleView, ...]:
    copied = copies(index, [d for a in accounts for d in a.duplicates])
    return tuple(
        article_view(index, r, f"{index.order[copied[d]]}, {index.article_name(copied[d])}" if d in copied else "")
        for d, r in index.readings.items()
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reportedly.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_report(accounts: Sequence[StoryAccount], readings: Mapping[str, Reading], *, title: str) -> str:
    """The accounts as one self-contained HTML page; ``readings`` by document id, ``title`` the page's heading.

    The page asks for nothing from outside and is read without JavaScript. The same records give the same characters.
    """
    index = build_index(accounts, readings)
    owners = [anchor("s", s) for s in index.statements] + [anchor("e", e) for e in index.events]
    producers = sorted({a.producer for a in accounts if a.producer})
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=title,
            stories=[_story(index, a) for a in accounts],
            articles=_articles(index, accounts),
            owners=owners,
            producers=producers,
            stances=STANCES,
            stance_words=STANCE_WORDS,
            stance_meanings=STANCE_MEANINGS,
            plural=plural,
        )
    )

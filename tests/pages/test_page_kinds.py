"""Kinds of pages, and what pages say of themselves beside their article."""

from datetime import date
from typing import Any

import pytest

from reportedly.model import Document, Link, PageKind, RawPage
from reportedly.pages import load_page
from reportedly.pages.kinds import WORDS, notes

PROSE = [
    "The harbour master of Norland said on Tuesday that three freighters had left the port without papers.",
    "Two of the ships were seen a day later off the coast of Sudovia, according to fishermen who met them there.",
    "A spokeswoman for the ministry of trade declined to say what the freighters had carried or for whom.",
    "The opposition has demanded that the cargo lists of all three ships be laid before parliament this week.",
    "Insurers said that they had not been told of any change in the route, and that they were asking the owners.",
]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(
    body: str = "",
    *,
    head: str = "",
    html: str = "",
    uri: str = "https://paper.example/2031/03/04/ships",
    prose: int = 5,
) -> Document:
    article = f"<article><h1>Three ships left Norland unseen</h1>{paragraphs(*PROSE[:prose])}{body}</article>"
    content = (
        f"<html {html}><head><title>Three ships left Norland unseen</title>{head}</head><body>{article}</body></html>"
    )
    document = load_page(RawPage(uri, content, "html"))
    assert isinstance(document, Document), document
    return document


def ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


ENTRY = '<div class="live-blog-post"><time datetime="2031-03-04T10:0{n}:00Z">10:0{n}</time><p>{text}</p></div>'
PICTURE = "<figure><img src='{n}.jpg'><figcaption>The freighter {n} lies at the quay of the old harbour, seen from the \
north wall at noon, with its holds open and the cranes of the yard turned away from it.</figcaption></figure>"


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("stub", page(head=ld('{"@type":"NewsArticle","isAccessibleForFree":false}'), prose=3)),
        ("stub", page('<p>The owners were …</p><div class="paywall-offer">Go on with an account</div>', prose=3)),
        ("live", page(head=ld('{"@type":"LiveBlogPosting","headline":"Three ships left Norland unseen"}'))),
        ("live", page("".join(ENTRY.format(n=n, text=PROSE[n]) for n in range(5)))),
        ("amp", page(html="amp")),
        ("amp", page(html="⚡")),
        ("print", page(uri="https://paper.example/ships?print=1")),
        ("print", page(uri="https://paper.example/print/ships")),
        ("gallery", page("".join(PICTURE.format(n=n) for n in range(5)), prose=2)),
        ("video", page(head='<meta property="og:type" content="video.other">', prose=2)),
        (
            "comments",
            page(
                f'</article><section id="comments"><ol class="comment-list"><li>{paragraphs(*PROSE)}</li></ol></section>'
            ),
        ),
        (
            "newsletter",
            page("<table></table>" * 3 + '<p><a href="https://paper.example/unsubscribe?u=1">Leave the list</a></p>'),
        ),
        (
            "several",
            page(
                f"</article><article><h2>Fog closes the bridge</h2>{paragraphs(*(p.replace('ship', 'boat') for p in PROSE))}"
            ),
        ),
    ],
)
def test_a_kind_is_said(kind: str, made: Document) -> None:
    assert kind in made.page.kinds
    assert WORDS[kind] in {note.reason for note in notes(made)}


OTHER = tuple(text.replace("ship", "boat").replace("freighter", "ferry") for text in PROSE)
DATED = (f"PORT NORD (Newswire) - {PROSE[0]}", *PROSE[1:], f"SUDOVIA CITY (Newswire) - {OTHER[0]}", *OTHER[1:])
SIGNED = "<p>By Ada Marsh</p><p>4 March 2031</p>"


@pytest.mark.parametrize(
    "made",
    [
        page(f"{SIGNED}{paragraphs(*PROSE)}<h2>Fog closes the bridge</h2>{SIGNED}{paragraphs(*OTHER)}", prose=0),
        page(
            f"<h2>Fog closes the bridge</h2>{paragraphs(*OTHER)}",
            head=ld(
                '{"@graph":[{"@type":"NewsArticle","headline":"Three ships left Norland unseen"},'
                '{"@type":"NewsArticle","headline":"Fog closes the bridge"}]}'
            ),
        ),
        page(paragraphs(*DATED), prose=0),
    ],
)
def test_a_second_article_on_a_page_is_said(made: Document) -> None:
    assert made.page.kinds == ("several",)


def test_a_second_article_that_was_left_out_is_said_too() -> None:
    scrolled = f"</article><article><h2>Fog closes the bridge</h2>{paragraphs(*OTHER)}"
    assert page(scrolled).page.kinds == ("several",)


def text(content: str) -> Document:
    document = load_page(RawPage("ships.txt", content, "text"))
    assert isinstance(document, Document), document
    return document


def plain(*lines: str) -> str:
    return "\n".join(lines)


TITLE, NEXT = "Three ships left Norland unseen", "Fog closes the bridge for a second day"


@pytest.mark.parametrize(
    ("kinds", "content"),
    [
        (("several",), plain(TITLE, "By Ada Marsh", *PROSE, NEXT, "By Tom Lund", "4 March 2031", *OTHER)),
        (("several",), plain(TITLE, *DATED)),
        (("live",), plain(TITLE, *(f"1{n}:0{n} GMT - {text}" for n, text in enumerate(PROSE)))),
        (("live",), plain(TITLE, *(line for n, text in enumerate(PROSE) for line in (f"{n + 1}:30 p.m.", text)))),
        ((), plain(TITLE, "By Ada Marsh", "4 March 2031", *PROSE, *OTHER)),
        ((), plain(TITLE, "By Ada Marsh", *PROSE, "More on this", NEXT, "By Tom Lund", "4 March 2031")),
        ((), plain("March 3, 2031", *PROSE[:2], "March 4, 2031", *PROSE[2:], "March 5, 2031", *OTHER)),
        ((), plain(f"PORT NORD (Newswire) - {PROSE[0]}", *PROSE[1:], f"NATO - {OTHER[0]}", *OTHER[1:])),
        ((), plain(TITLE, *PROSE, "10:00 Mass", "11:00 Market", "12:00 Parade", "13:00 Fireworks")),
    ],
)  # fmt: skip
def test_what_a_plain_text_holds_is_said(kinds: tuple[str, ...], content: str) -> None:
    assert text(content).page.kinds == kinds


def test_a_live_blog_is_not_said_to_be_several_articles() -> None:
    entries = "".join(
        f"<h2>Entry {n} of the day in the port</h2>{SIGNED}{ENTRY.format(n=n, text=PROSE[n])}" for n in range(5)
    )
    assert page(entries, head=ld('{"@type":"LiveBlogPosting"}')).page.kinds == ("live",)


def test_a_plain_article_has_no_kind() -> None:
    assert page().page.kinds == ()
    paid = page(head=ld('{"@type":"NewsArticle","isAccessibleForFree":false}'), body=paragraphs(*PROSE * 3))
    assert paid.page.kinds == ()
    empty = page('<section id="comments"><h2>Comments</h2></section>')
    assert empty.page.kinds == ()
    assert notes(page()) == ()


def test_an_article_with_related_articles_beside_it_is_one() -> None:
    teasers = "<aside><article><h2>Fog</h2><p>Fog closed the bridge.</p></article></aside>"
    assert page(f"</article>{teasers}<article><h2>Rain</h2><p>Rain fell.</p>").page.kinds == ()


def test_what_a_page_says_of_itself() -> None:
    head = '<link rel="canonical" href="/ships"><meta property="article:modified_time" content="2031-03-05T01:00:00+01:00">'
    head += ld('{"@type":"NewsArticle","datePublished":"2031-03-04T23:10:00-05:00"}')
    link = (
        '<p>It was the <a href="/2031/fog">fog of last week</a>, the <a href="javascript:x()">pilots</a> say, that hid'
    )
    link += " the ships from the shore.</p>"
    made = page(link, head=head)
    assert made.page.canonical == "https://paper.example/ships"
    assert (made.page.appeared, made.page.changed) == ("2031-03-04T23:10:00-05:00", "2031-03-05T01:00:00+01:00")
    assert [(made.text[at.start : at.end], at.address) for at in made.page.links] == [
        ("fog of last week", "https://paper.example/2031/fog")
    ]
    assert all(isinstance(at, Link) for at in made.page.links)


def test_a_moment_without_a_time_zone_is_none() -> None:
    made = page(head='<meta property="article:published_time" content="2031-03-04T10:00:00">')
    assert (made.page.appeared, made.published.earliest and made.published.earliest.isoformat()) == (None, "2031-03-04")


FACTS = (
    '<meta property="og:site_name" content="The Harbour Courier"><link rel="canonical" href="/2031/03/04/ships-unseen">'
    '<meta property="article:published_time" content="2031-03-04T23:10:00-05:00">'
    '<meta name="author" content="Ada Marsh">'
)
ABOUT = '<p>Of the <a href="/2031/pilots?from=a">pilots of the port</a> nobody knew on Tuesday what the ships had taken in.</p>'
SHOWN = "<figure><img src='a.jpg'><figcaption>The freighters at the quay on Monday evening.</figcaption></figure>"
MADE_SO: dict[PageKind, dict[str, Any]] = {
    "stub": {"head": ld('{"@type":"NewsArticle","isAccessibleForFree":false}'), "prose": 2},
    "live": {"head": ld('{"@type":"LiveBlogPosting"}')},
    "amp": {"html": "amp"},
    "print": {"uri": "https://paper.example/2031/03/04/ships?print=1"},
    "gallery": {"body": "".join(PICTURE.format(n=n) for n in range(8)), "prose": 2},
    "video": {"head": '<meta property="og:type" content="video.other">', "prose": 2},
    "comments": {
        "body": f'</article><section id="comments"><ol class="comment-list"><li>{paragraphs(*OTHER)}</li></ol></section>'
    },
    "newsletter": {
        "body": "<table></table>" * 3 + '<p><a href="https://paper.example/unsubscribe?u=1">Leave the list</a></p>'
    },
    "several": {"body": f"</article><article><h2>Fog closes the bridge</h2>{paragraphs(*OTHER)}"},
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_page_of_any_kind_tells_what_an_article_tells(kind: PageKind) -> None:
    given = dict(MADE_SO[kind])
    head, body = f"{FACTS}{given.pop('head', '')}", f"{ABOUT}{SHOWN}{given.pop('body', '')}"
    made = page(body, head=head, **given)
    assert made.page.kinds == (kind,)
    assert (made.title, made.outlet, made.byline) == (
        "Three ships left Norland unseen",
        "The Harbour Courier",
        "Ada Marsh",
    )
    assert made.page.canonical == "https://paper.example/2031/03/04/ships-unseen"
    assert (made.page.appeared, made.language) == ("2031-03-04T23:10:00-05:00", "en")
    assert made.published.earliest == made.published.latest == date(2031, 3, 4)
    links = {made.text[at.start : at.end]: at.address for at in made.page.links}
    assert links["pilots of the port"] == "https://paper.example/2031/pilots?from=a"
    roles = {made.text[b.start : b.end]: b.role for b in made.blocks}
    assert roles["The freighters at the quay on Monday evening."] == "caption"
    assert roles["Three ships left Norland unseen"] == "headline"
    assert roles[PROSE[0]] == "body"
    if kind == "comments":
        assert not any(text in made.text for text in OTHER if text not in PROSE)

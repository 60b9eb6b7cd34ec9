"""HTML pages: the article's blocks as text, and what the page says about itself."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Document, Published, RawPage, Rejected
from reportedly.pages import load_page
from reportedly.pages.dates import day_in_url, given_date, parse_day

BODY = (
    "PORTVILLE, May 3 (Agency) - The foreign ministry of Norland said on Monday that no rockets had been delivered to Southmark.",
    "Officials in Southmark told the Harbour Gazette last week that several crates of rockets had arrived by sea in March.",
    "The spokesman added that the government would answer every question that the inspectors had put to it in their letter.",
    "“We sent nothing,” he said.",
    "Inspectors of the union are expected in the port on Friday, where they will look at the crates and speak with the crews.",
)
HEADLINE = "Norland Denies Delivering Rockets to Southmark"
STANDFIRST = "The ministry speaks of false reports as inspectors set out for the port"
CAPTION = "Crates on the quay at Portville. Jane Roe/Agency"


def page(head: str = "", body: tuple[str, ...] = BODY) -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in body)
    return f"""<!doctype html><html lang="en"><head><title>{HEADLINE} | Harbour Gazette</title>{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
    <main><article><h1>{HEADLINE}</h1><p class="standfirst">{STANDFIRST}</p>
    <div class="byline">By Jane Roe</div>
    <figure><img src="a.jpg"><figcaption>{CAPTION}</figcaption></figure>{paragraphs}
    <p><a href="/other">READ MORE: Five gardens to visit</a></p></article></main>
    <aside><h3>Most read</h3><ul><li><a href="/a">Why the ferry is late</a></li></ul></aside>
    <footer>© Harbour Gazette</footer></body></html>"""


def read(content: str | bytes, uri: str = "pages/one.html", *, latest: date | None = None, **known: object) -> Document:
    document = load_page(RawPage(uri, content, **known), latest_possible=latest)  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return document


def texts(document: Document, role: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role == role]


def test_article_blocks_in_page_order_and_no_furniture() -> None:
    document = read(page())
    assert [b.role for b in document.blocks] == [
        "headline",
        "standfirst",
        "byline",
        "caption",
        "dateline",
        *["body"] * 5,
    ]
    assert texts(document, "headline") == [HEADLINE]
    assert texts(document, "standfirst") == [STANDFIRST]
    assert texts(document, "caption") == [CAPTION]
    assert texts(document, "dateline") == ["PORTVILLE, May 3 (Agency) -"]
    assert texts(document, "body")[1:] == list(BODY[1:])
    assert (document.title, document.byline, document.language) == (HEADLINE, "Jane Roe", "en")
    for furniture in ("Home", "Most read", "READ MORE", "©"):
        assert furniture not in document.text


def test_blocks_lie_in_order_in_the_text() -> None:
    document = read(page())
    end = -1
    for block in document.blocks:
        assert end < block.start < block.end <= len(document.text)
        end = block.end
    assert document.text == "\n".join(document.text[b.start : b.end] for b in document.blocks)


JSON_LD = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("head", "uri", "day"),
    [
        (JSON_LD % '{"@type": "NewsArticle", "datePublished": "2031-05-03T23:30:00-05:00"}', "", date(2031, 5, 3)),
        (JSON_LD % '{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2031-05-03"}]}', "", date(2031, 5, 3)),
        ('<meta property="article:published_time" content="2031-05-03T00:10:00+03:00">', "", date(2031, 5, 3)),
        ('<meta name="pubdate" content="Sat, 03 May 2031 22:00:00 GMT">', "", date(2031, 5, 3)),
        ('<meta name="date" content="May 3, 2031">', "", date(2031, 5, 3)),
        ("", "https://gazette.example/world/2031/05/03/rockets", date(2031, 5, 3)),
        ("", "https://gazette.example/world/2031/may/03/rockets", date(2031, 5, 3)),
        (JSON_LD % '{"@type": "NewsArticle", "datePublished": "0001-01-01"}', "", None),
        (JSON_LD % '{"@type": "NewsArticle", "datePublished": "2031-13-45"}', "", None),
        (JSON_LD % '{broken "datePublished": ', "https://gazette.example/2031/05/03/x", date(2031, 5, 3)),
        ("", "", None),
    ],
)
def test_published_day_from_the_page(head: str, uri: str, day: date | None) -> None:
    expected = Published(day, day, "metadata") if day else Published()
    assert read(page(head), uri or "one.html", media="html").published == expected


def test_time_element() -> None:
    marked = page().replace("By Jane Roe", 'By Jane Roe <time datetime="2031-05-03T08:00:00Z">3 May</time>')
    assert read(marked).published.earliest == date(2031, 5, 3)


def test_a_printed_date_is_taken_where_the_metadata_has_none() -> None:
    printed = page().replace(
        "By Jane Roe</div>", "By Jane Roe</div><div>Updated: May 5, 2031</div><div>Published: May 3, 2031</div>"
    )
    published = read(printed).published
    assert (published.earliest, published.latest, published.basis) == (date(2031, 5, 3), date(2031, 5, 3), "text")
    span = published.evidence[0]
    assert read(printed).text[span.start : span.end] == "Published: May 3, 2031"
    assert read(printed.replace("May 3, 2031", "3/5/2031").replace("May 5", "June 35")).published == Published()


def test_a_page_cannot_appear_after_it_is_read() -> None:
    head = '<meta name="date" content="2031-05-03">'
    assert read(page(head), latest=date(2031, 5, 2)).published == Published()
    assert read(page(head), latest=date(2031, 5, 3)).published.earliest == date(2031, 5, 3)


def test_a_given_date_wins() -> None:
    document = read(page('<meta name="date" content="2031-05-03">'), date="2030-02-21/2030-02-23")
    assert document.published == Published(date(2030, 2, 21), date(2030, 2, 23), "given")


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-05-03", (date(2031, 5, 3), date(2031, 5, 3))),
        ("2031-05-03T23:59:00-05:00", (date(2031, 5, 3), date(2031, 5, 3))),
        ("2031-02", (date(2031, 2, 1), date(2031, 2, 28))),
        ("2031", (date(2031, 1, 1), date(2031, 12, 31))),
        ("2031-12/2032-01", (date(2031, 12, 1), date(2032, 1, 31))),
        ("2031-05-04/2031-05-03", None),
        ("2031-05-03/", (date(2031, 5, 3), date(2031, 5, 3))),
        ("soon", None),
        ("2031-02-30", None),
        ("9999-12", (date(9999, 12, 1), date(9999, 12, 31))),
    ],
)
def test_given_dates(value: str, days: tuple[date, date] | None) -> None:
    assert given_date(value) == (Published(*days, "given") if days else None)


def test_a_given_date_that_is_none_refuses_the_page() -> None:
    answer = load_page(RawPage("one.html", page(), date="the other day"))
    assert isinstance(answer, Rejected)
    assert "the other day" in answer.reason


@settings(deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,5}[-/][0-9]{1,3}([-/T][0-9:]{1,8})?", fullmatch=True))
def test_no_written_date_raises(value: str) -> None:
    parse_day(value)
    given_date(value)
    day_in_url(value)


def test_outlet_and_authors() -> None:
    authors = '[{"name": "Jane Roe"}, {"name": "John Doe"}]'
    article = f'{{"@type": "NewsArticle", "publisher": {{"name": "The Gazette"}}, "author": {authors}}}'
    document = read(page(JSON_LD % article))
    assert (document.outlet, document.byline) == ("The Gazette", "Jane Roe, John Doe")
    assert read(page('<meta property="og:site_name" content="Harbour Gazette">')).outlet == "Harbour Gazette"
    assert read(page(), "https://www.gazette.example/x").outlet == "gazette.example"
    assert read(page(), outlet="Given", authors=("A. Writer",), title="Given title").outlet == "Given"


def test_html_is_told_from_text() -> None:
    assert texts(read(page().encode(), "no-extension"), "headline") == [HEADLINE]
    assert read(page(), "one.txt").text != page()
    assert (
        read("A line with <b>one</b> tag, said the ministry.", "one.txt").text
        == "A line with <b>one</b> tag, said the ministry."
    )
    assert read(page(), media="text").text == page()


def test_wrong_charset_and_null_bytes() -> None:
    head = '<meta charset="utf-16">'
    assert texts(read(page(head).encode()), "body")[3] == BODY[3]
    cyrillic = (
        "Министерство заявило в понедельник, что никаких ракет соседней стране не поставлялось и не будет поставлено.",
    ) * 3
    assert cyrillic[0] in read(page('<meta charset="windows-1251">', cyrillic).encode("cp1251", "replace")).text
    assert "ro\ufffdckets" in read(page().replace("rockets had", "ro\0ckets had").encode()).text


def nested(depth: int) -> str:
    return "<html><body>" + "<div>" * depth + "".join(f"<p>{p}</p>" for p in BODY) + "</div>" * depth + "</body></html>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (nested(10_000), "nested"),
        ("<html></html>", "no article"),
        ("<html><body><a href='/'>Home</a> <a href='/w'>World</a></body></html>", "no article"),
        ("<html><body>" + "<br>x" * 60_000 + "</body></html>", "elements"),
        ("<html><body>" + "<br>" * 600_000, "tags are over the limit"),
        ("<html><body>" + "x" * 20_000_000, "limit"),
    ],
)
def test_pages_that_cannot_be_read(content: str, words: str) -> None:
    answer = load_page(RawPage("bad.html", content.encode()))
    assert isinstance(answer, Rejected)
    assert words in answer.reason


def test_deep_but_not_absurd_nesting_is_read() -> None:
    assert texts(read(nested(400)), "body")[1] == BODY[1]


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<div class='caption'>", "</div>", "<h1>", "<table><tr>", "<a href=x>", "<!--", "<time datetime='x'>", "&#0;",
     "<script>", "&bad",
     "<meta name=date content='2031-99-99'>", JSON_LD % "[[[[", *BODY, "\ufffd", "<figcaption>", "<svg><p>", "<math>"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(FRAGMENTS, max_size=20).map("".join) | st.text(max_size=100))
def test_no_html_raises(content: str) -> None:
    assert isinstance(load_page(RawPage("x.html", "<html>" + content, media="html")), Document | Rejected)


def test_the_extractor_says_nothing_on_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    load_page(RawPage("x.html", "<html></html>"))
    load_page(RawPage("x.html", nested(10)))
    assert capfd.readouterr() == ("", "")


_UNDATED = "<html><head>{}</head><body><article><p>{}</p></article></body></html>"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1970-01-01T00:00:00Z", "know no date"),
        ("0001-01-01", "know no date"),
        ("2050-05-05", "lies ahead of 2031-06-01"),
    ],
)
def test_an_impossible_date_is_refused_with_its_reason(written: str, why: str) -> None:
    meta = f'<meta property="article:published_time" content="{written}">'
    page = _UNDATED.format(meta, "The harbour was closed to ships, the port authority of Norland has said again.")
    loaded = load_page(RawPage("https://news.example/a", page, "html"), latest_possible=date(2031, 6, 1))
    assert isinstance(loaded, Document)
    assert loaded.published.basis == "unknown"
    assert len(loaded.refused) == 1
    assert why in loaded.refused[0]

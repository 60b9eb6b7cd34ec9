"""Plain text: verbatim, in blocks that lie in order inside it, each with its role."""

import hashlib
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Document, Published, RawPage, Rejected
from reportedly.pages import load_page

PROSE = (
    "The foreign ministry of Norland said on Monday that no rockets had been delivered to Southmark, "
    "and that the reports were false.",
    "Officials in Southmark told the Harbour Gazette last week that several crates of rockets had arrived by sea "
    "from Norland in March.",
    "The spokesman added that the government would answer every question that the inspectors had put to it about "
    "the deliveries by sea.",
    "Inspectors of the union are expected in the port on Friday, where they will look at the crates and speak with "
    "the crews of the ships.",
)


def read(text: str | bytes, **known: object) -> Document:
    document = load_page(RawPage("a/page.txt", text, media="text", **known))  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return document


def roles(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


def role_of(document: Document, line: str) -> list[str]:
    return [role for role, text in roles(document) if text == line]


def check_blocks(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        stretch = document.text[block.start : block.end]
        assert stretch == stretch.strip()
        end = block.end


def test_the_text_is_what_was_given_character_for_character() -> None:
    text = "\ufeffNorland Denies Sale\r\n\r\n  " + PROSE[0] + "\t\r\n" + PROSE[1] + " \n\n\n"
    assert read(text).text == text
    assert read(text.encode()).text == text
    assert [t for _, t in roles(read(text))] == ["Norland Denies Sale", PROSE[0], PROSE[1]]


def test_id_and_hash_come_from_the_content() -> None:
    first, again, other = read(PROSE[0]), read(PROSE[0].encode()), read(PROSE[1])
    assert first.id == again.id != other.id
    assert first.sha256 == hashlib.sha256(PROSE[0].encode()).hexdigest()
    assert first.uri == "a/page.txt"


FURNISHED = f"""The Daily Lantern, a letter that lands in your box each morning.
GIVE
JOIN
Get Our Morning Letter

Name(Needed)

Norland Ministry Denies Delivering Rockets To Southmark

World

By Jane Roe

Workers unload crates at the port of Southmark, May 3, 2031. Reuters
Workers unload crates at the port of Southmark, May 3, 2031. Reuters

{PROSE[0]}

{PROSE[1]}

“We sent nothing.”

{PROSE[2]}

{PROSE[3]}

Total
17
Shares
Stories You Could Like

Five gardens to visit this summer
Column: Why the ferry is always late
Judge moves hearing in bakery case to the autumn

Leave a Note

Your address will not be shown. Needed fields are marked *
"""


def test_furniture_before_between_and_after() -> None:
    document = read(FURNISHED)
    check_blocks(document)
    furniture = {text for role, text in roles(document) if role == "furniture"}
    for line in ("GIVE", "JOIN", "Get Our Morning Letter", "Name(Needed)", "World", "Total", "17", "Shares",
                 "Stories You Could Like", "Five gardens to visit this summer",
                 "Column: Why the ferry is always late",
                 "Judge moves hearing in bakery case to the autumn", "Leave a Note"):  # fmt: skip
        assert line in furniture, line
    assert [text for role, text in roles(document) if role == "body"] == [
        PROSE[0],
        PROSE[1],
        "“We sent nothing.”",
        PROSE[2],
        PROSE[3],
    ]


def test_headline_is_the_articles_not_the_newsletters() -> None:
    document = read(FURNISHED)
    assert [t for r, t in roles(document) if r == "headline"] == [
        "Norland Ministry Denies Delivering Rockets To Southmark"
    ]
    assert document.title == "Norland Ministry Denies Delivering Rockets To Southmark"


def test_caption_printed_twice_and_byline() -> None:
    document = read(FURNISHED)
    caption = "Workers unload crates at the port of Southmark, May 3, 2031. Reuters"
    assert role_of(document, caption) == ["caption", "caption"]
    assert role_of(document, "By Jane Roe") == ["byline"]
    assert document.byline == "Jane Roe"


def test_a_title_from_outside_finds_the_headline() -> None:
    text = f"Weather\nA Quiet Harbour\nSport News Today\n{PROSE[0]}\n{PROSE[1]}"
    document = read(text, title="A quiet harbour")
    assert role_of(document, "A Quiet Harbour") == ["headline"]
    assert document.title == "A quiet harbour"


def test_first_line_may_be_body() -> None:
    assert [r for r, _ in roles(read("\n".join(PROSE)))] == ["body"] * 4


def test_headline_that_ends_in_initials() -> None:
    assert roles(read(f"Southmark Rockets Alarm U.N.\n{PROSE[0]}\n{PROSE[1]}"))[0] == (
        "headline",
        "Southmark Rockets Alarm U.N.",
    )


@pytest.mark.parametrize(
    "dateline",
    [
        "PORTVILLE, May 3 (Reuters) - ",
        "PORTVILLE (Agency) -- ",
        "(Reuters) — ",
        "PORTVILLE, Norland (AP) — ",
        "PORTVILLE/HARBOUR, May 3 (AFP) – ",
    ],
)
def test_dateline_is_a_block_of_its_own(dateline: str) -> None:
    document = read(f"Norland denies sale\n{dateline}{PROSE[0]}\n{PROSE[1]}")
    assert roles(document)[1:3] == [("dateline", dateline.rstrip()), ("body", PROSE[0])]


def test_a_dash_alone_makes_no_dateline() -> None:
    line = (
        "Norland – the ministry said on Monday – has not delivered any rockets to Southmark, and it will not do so now."
    )
    assert roles(read(f"{line}\n{PROSE[1]}"))[0] == ("body", line)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "BY JANE ROE AND JOHN DOE",
        "Jane Roe | Harbour Gazette",
        "Reporting by Jane Roe; Editing by John Doe",
    ],
)
def test_bylines(line: str) -> None:
    assert role_of(read(f"Norland Denies Rocket Sale\n{line}\n{PROSE[0]}\n{PROSE[1]}"), line) == ["byline"]


@pytest.mark.parametrize("line", ["May 3, 2031", "Published: 3 May 2031 10:02 UTC", "2031-05-03"])
def test_printed_dates_are_kept_and_taken(line: str) -> None:
    document = read(f"Norland Denies Rocket Sale\n{line}\n{PROSE[0]}\n{PROSE[1]}")
    assert role_of(document, line) == ["dateline"]
    assert (document.published.earliest, document.published.basis) == (date(2031, 5, 3), "text")


def test_a_date_between_paragraphs_is_no_publication_date() -> None:
    assert read(f"{PROSE[0]}\nMay 3, 2031\n{PROSE[1]}").published == Published()


def test_byline_without_paper_and_date() -> None:
    document = read(f"Norland Denies Rocket Sale\nBy Jane Roe and John Doe — May 3, 2031\n{PROSE[0]}\n{PROSE[1]}")
    assert document.byline == "Jane Roe and John Doe"


def test_caption_cut_off_and_credit_on_its_own_line() -> None:
    caption = "Crates stand on the quay at the port during an exercise on May 3, 2012. Norland has denied that…"
    document = read(f"{PROSE[0]}\n{PROSE[1]}\n{caption}\n\nHarbour Guard/AP\n\n{PROSE[2]}\n{PROSE[3]}")
    assert role_of(document, caption) == ["caption"]
    assert role_of(document, "Harbour Guard/AP") == ["caption"]


def test_an_agency_named_at_the_end_of_a_sentence_makes_no_caption() -> None:
    line = "Two plants have grown over the past year and now make rockets for export, according to a May inquiry by Reuters."
    assert role_of(read(f"{PROSE[0]}\n{line}\n{PROSE[1]}"), line) == ["body"]


def test_a_subheading_in_the_articles_words_stays() -> None:
    document = read(f"{PROSE[0]}\n{PROSE[1]}\nCrates from Norland\n{PROSE[2]}\n{PROSE[3]}")
    assert role_of(document, "Crates from Norland") == ["body"]


def test_wrapped_prose_is_one_block_a_paragraph() -> None:
    wrapped = (
        "The foreign ministry of Norland said on Monday that no rockets had\n"
        "been delivered to Southmark, and that the reports of the past week\n"
        "were false. It asked the papers to correct what they had printed on\n"
        "their front pages.\n\n"
        "Officials in Southmark told the Harbour Gazette last week that some\n"
        "crates of rockets had arrived by sea from Norland in early March of\n"
        "this year.\n"
    )
    document = read(wrapped)
    assert document.text == wrapped
    assert len(document.blocks) == 2


def test_short_text_is_body() -> None:
    assert [r for r, _ in roles(read("Norland said no."))] == ["body"]


def test_language() -> None:
    assert read("\n".join(PROSE)).language == "en"
    assert (
        read("Le ministère des affaires étrangères a déclaré lundi que rien n'avait été livré au pays voisin.").language
        == "fr"
    )
    assert read("No.").language is None


def test_encodings() -> None:
    french = (
        "Le ministère a dit « non » à la vente de fusées, a déclaré lundi le porte-parole du gouvernement à la presse."
    )
    russian = "Министерство иностранных дел заявило в понедельник, что никаких ракет не поставлялось соседней стране."
    for text, encoding in ((french, "latin-1"), (french, "utf-16"), (russian, "cp1251"), (french, "utf-8-sig")):
        assert read(text.encode(encoding)).text.lstrip("\ufeff") == text


def test_a_few_bad_bytes_lose_nothing_else() -> None:
    text = "“No,” said the ministry’s spokesman – “never”. " * 3
    assert read(text.encode() + b"\xff\xfe end.").text.startswith(text)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"%PDF-1.7 rest", "this PDF is locked, broken"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"x" * 20_000_000, "limit"),
        (b"a\n" * 200_000, "lines are over the limit"),
        ("12 34\n--\n", "no word"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes | str, words: str) -> None:
    answer = load_page(RawPage("some/file", content))
    assert isinstance(answer, Rejected)
    assert words in answer.reason
    assert (answer.uri, answer.stage) == ("some/file", "pages")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_kept_or_refused(text: str) -> None:
    answer = load_page(RawPage("t.txt", text, media="text"))
    if isinstance(answer, Document):
        assert answer.text == text.replace("\x00", "\ufffd")
        check_blocks(answer)


NOISE = st.lists(
    st.sampled_from(
        ["GIVE", "World", "By Jane Roe", "17", "Norland Denies Sale", "“No.”", "Photo: Jane Roe/AP", "Read this too"]
    ),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(st.tuples(NOISE, NOISE, NOISE, NOISE, NOISE), st.sampled_from(["\n", "\r\n", "\n\n", " \n "]))
def test_every_line_is_in_one_block_and_prose_is_never_lost(noise: tuple[list[str], ...], between: str) -> None:
    lines = [line for some, prose in zip(noise, (*PROSE, ""), strict=True) for line in (*some, prose) if line]
    answer = read(between.join(lines))
    check_blocks(answer)
    assert [text for _, text in roles(answer)] == lines
    assert [text for role, text in roles(answer) if role == "body" and text in PROSE] == list(PROSE)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([None, "text", "html"]))
def test_no_bytes_raise(content: bytes, media: str | None) -> None:
    answer = load_page(RawPage("x", content, media=media))  # type: ignore[arg-type]
    assert isinstance(answer, Document | Rejected)
    assert answer == load_page(RawPage("x", content, media=media))  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["A. A, ", "A-A.", "A/", "By Aa and ", "AP, ", "<!--a-->", "(AP ", "May 1 ", "“a"])
def test_hostile_lines_take_no_time(unit: str) -> None:
    started = time.perf_counter()
    for length in (100, 150, 390, 590, 4000):
        load_page(RawPage("t", unit * (length // len(unit)) + "!"))
    assert time.perf_counter() - started < 2

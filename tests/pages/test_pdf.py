"""PDFs with a text layer become paragraphs; others are refused with the reason."""

from reportedly.model import Document, RawPage, Rejected
from reportedly.pages import load_page

LINES = [
    "Norland denies sale of rockets",
    "The foreign ministry of Norland said on Tuesday that it had sold no rock-",
    "ets to Sudovia, and that the photographs shown by a newspaper were old.",
    "The newspaper stood by its report, which named four people who had seen",
    "the crates on the quay of the northern harbour.",
]


def pdf(*pages: list[str]) -> bytes:
    """A small PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 12 Tf 50 800 Td {shown}ET".encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (5 + 2 * i)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = b"%PDF-1.4\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + trailer


def test_lines_become_paragraphs_and_divided_words_are_one() -> None:
    document = load_page(RawPage("denial.pdf", pdf(LINES)))
    assert isinstance(document, Document)
    assert document.text.split("\n") == [
        "Norland denies sale of rockets",
        "The foreign ministry of Norland said on Tuesday that it had sold no rockets to Sudovia, and that the photographs "
        "shown by a newspaper were old. The newspaper stood by its report, which named four people who had seen the crates "
        "on the quay of the northern harbour.",
    ]
    assert document.title == "Norland denies sale of rockets"


def test_what_repeats_at_the_edges_of_pages_is_left_out() -> None:
    pages = [
        ["The Norland Review, page 1", *LINES, "1"],
        *[[f"The Norland Review, page {n}", f"Part {'ab'[n - 2]} of it.", *LINES[1:], str(n)] for n in (2, 3)],
    ]
    document = load_page(RawPage("review.pdf", pdf(*pages)))
    assert isinstance(document, Document)
    assert "Review" not in document.text
    assert document.text.count("sold no rockets") == 3


def test_a_pdf_without_text_or_broken_is_refused() -> None:
    for content in (pdf([]), b"%PDF-1.4\nnothing", pdf(LINES)[:200], b"%PDF-" + bytes(range(256)) * 100):
        answer = load_page(RawPage("scan.pdf", content))
        assert isinstance(answer, Rejected)
        assert "PDF" in answer.reason

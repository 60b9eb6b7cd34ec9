"""The shared parse: offsets, headlines, and what is too long to be a sentence."""

from spacy.language import Language

from reportedly.language.parser import LONGEST_SENTENCE, parse
from reportedly.model import Block, Document, content_id


def _document(text: str, role: str = "body") -> Document:
    return Document(content_id("doc", text), "t.txt", "", text, (Block(0, len(text), role),))  # type: ignore[arg-type]


def test_a_title_is_parsed_as_a_sentence(nlp: Language) -> None:
    (block,) = parse(_document("Iran Denies Arming Russia", "headline"), nlp).blocks
    assert [t.text for t in block.doc] == ["Iran", "denies", "arming", "Russia"]


def test_a_sentence_that_nobody_reads_is_left_out_with_its_reason(nlp: Language) -> None:
    parsed = parse(_document("he said " * (2 * LONGEST_SENTENCE)), nlp)
    assert parsed.blocks == ()
    assert "longer than" in parsed.skipped[0].reason

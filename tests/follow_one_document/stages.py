"""The stages over the one article, each named by the file its outcome is kept in. Run as a program, it writes them anew."""

from pathlib import Path

from reportedly.model import Document, RawPage
from reportedly.pages import load_page
from reportedly.pipeline import Models, compile_story, load_models, read
from tests.follow_one_document import words

HERE = Path(__file__).parent


def outcome(models: Models) -> dict[str, list[str]]:
    """What every stage makes of the article, by the name of its file."""
    raw = RawPage(
        "article.txt", (HERE / "article.txt").read_bytes(), "text", date="2024-03-06", outlet="The Example Post"
    )
    document = load_page(raw)
    assert isinstance(document, Document)
    reading = read(document, models=models)
    account = compile_story([reading], name="one document")
    return {
        "1-document": words.document_lines(document),
        "2-dates": words.date_lines(reading),
        "3-entities": words.entity_lines(reading),
        "4-statements": words.statement_lines(reading),
        "5-events": words.event_lines(reading),
        "6-story": words.story_lines(account),
    }


if __name__ == "__main__":
    for name, lines in outcome(load_models()).items():
        (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")

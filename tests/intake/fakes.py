"""Stages that need no parser: a page is read when it holds the builders' text, and fails as its first word asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.intake.stages import Stages
from reportedly.model import Document, Judgement, Published, RawPage, Reading, Rejected, StoryAccount
from reportedly.pages.dates import given_date
from tests import builders


def load_page(raw: RawPage) -> Document | Rejected:
    text = raw.content.decode("utf-8", "replace") if isinstance(raw.content, bytes) else raw.content
    if not text.strip():
        return Rejected(raw.uri, "pages", "it is empty")
    published = given_date(raw.date) if raw.date else Published()
    return replace(builders.document(raw.uri, text), published=published or Published())


def read_many(documents: Iterable[Document]) -> Iterator[Reading]:
    for document in documents:
        if document.text.startswith("FAULT"):
            raise RuntimeError("a fault in a stage")
        reading = builders.reading(document.uri, document.text)
        yield replace(reading, document=document)


def compile_story(readings: Iterable[Reading], name: str, judgements: Sequence[Judgement] = ()) -> StoryAccount:
    return builders.account(readings, name)


STAGES = Stages(load_page, read_many, compile_story, builders.PRODUCER, ("fake pack",))

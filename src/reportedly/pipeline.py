"""The stages in order, and nothing else. Read this first.

Two functions carry everything; both are pure, and what they need is handed in, loaded once, as :class:`Models`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.language import Language

from reportedly import __version__
from reportedly.language.devices import Device
from reportedly.language.parser import ParsedDocument, load_parser, parse_many
from reportedly.model import Document, Judgement, Reading, StoryAccount
from reportedly.packs import Pack, load_packs
from reportedly.pages.kinds import notes as page_notes
from reportedly.pages.language import unread
from reportedly.reading.dates.names import outside_names
from reportedly.reading.dating import misdated, read_dates
from reportedly.reading.entities import find_entities
from reportedly.reading.events import find_events
from reportedly.reading.reference import resolve
from reportedly.reading.statements import Attributor, find_statements, load_attributor
from reportedly.story import compile_readings

PRODUCER = f"reportedly {__version__}"
DEFAULT_PACKS = ("arms-and-sanctions",)


@dataclass(frozen=True, slots=True)
class Models:
    """What the stages need, loaded once: the parser, the event packs, the attribution models.

    Without an ``attributor`` the rules alone find statements.
    """

    nlp: Language
    packs: tuple[Pack, ...]
    attributor: Attributor | None = None


def load_models(packs: Sequence[str] = DEFAULT_PACKS, *, parser: str | None = None, device: Device = "cpu") -> Models:
    """Load the parser and the packs that are named (of the package, or paths of YAML files); about two seconds.

    The attribution models are run on a ``device``; one that is not there is passed over for the processor.

    Raises :class:`~reportedly.errors.ModelError` and :class:`~reportedly.errors.PackError`.
    """
    return Models(load_parser(parser), load_packs(packs), load_attributor(device))


def _reading(parsed: ParsedDocument, models: Models) -> Reading:
    dated = read_dates(parsed)
    parsed = dated.parsed
    entities = find_entities(parsed, models.packs)
    dates = outside_names(dated.dates, entities)
    references = resolve(parsed, entities)
    statements = find_statements(parsed, references, dates, models.attributor)
    events = find_events(parsed, models.packs, references, statements, dates)
    rejected = (*page_notes(parsed.document), *parsed.skipped, *misdated(parsed, dates))
    return Reading(parsed.document, entities, statements, events, dates, rejected, PRODUCER)


def read_many(documents: Iterable[Document], *, models: Models) -> Iterator[Reading]:
    """Read documents in order, the parser working in batches across them; those in other languages come back unread."""
    for notes, group in groupby(documents, key=unread):
        if notes:
            yield from (
                Reading(document, rejected=(*notes, *page_notes(document)), producer=PRODUCER) for document in group
            )
        else:
            yield from (_reading(parsed, models) for parsed in parse_many(group, models.nlp))


def read(document: Document, *, models: Models) -> Reading:
    """Read one document: statements, events, dates, entities."""
    return next(read_many([document], models=models))


def compile_story(readings: Iterable[Reading], judgements: Iterable[Judgement] = (), *, name: str) -> StoryAccount:
    """Compile the account of one story, called ``name``, as analysts judged it; the order of neither changes it."""
    return compile_readings(readings, judgements, name=name, producer=PRODUCER)

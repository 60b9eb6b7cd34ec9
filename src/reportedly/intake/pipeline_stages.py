"""The stages of the pipeline for the intake. Importing this imports the parser's library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import cache, partial

from reportedly import pipeline
from reportedly.intake.stages import Stages
from reportedly.language.devices import Device
from reportedly.model import Document, Judgement, Reading, StoryAccount
from reportedly.packs import Pack, load_packs
from reportedly.pages import load_page


def pipeline_stages(
    packs: Sequence[str] = pipeline.DEFAULT_PACKS, *, today: date | None = None, device: Device = "cpu"
) -> Stages:
    """The real stages. Packs are checked now (PackError); the parser is loaded when the first document is to be read.

    ``today`` is the day of reading, where dates that lie ahead are to be refused; a day on, for zones east of here.
    """
    loaded = load_packs(packs)

    @cache
    def models() -> pipeline.Models:
        return pipeline.load_models(packs, device=device)

    def read_many(documents: Iterable[Document]) -> Iterator[Reading]:
        return pipeline.read_many(documents, models=models())

    def compile_story(readings: Iterable[Reading], name: str, judgements: Sequence[Judgement]) -> StoryAccount:
        return pipeline.compile_story(readings, judgements, name=name)

    named = tuple(sorted(fingerprint(pack) for pack in loaded))
    latest = today + timedelta(1) if today else None
    return Stages(partial(load_page, latest_possible=latest), read_many, compile_story, pipeline.PRODUCER, named)


def stages_by_day(packs: Sequence[str] = pipeline.DEFAULT_PACKS) -> Callable[[date], Stages]:
    """The real stages of each day of reading, for what runs on over days; models are loaded once."""
    usual = pipeline_stages(packs)
    return lambda day: replace(usual, load_page=partial(load_page, latest_possible=day + timedelta(1)))


def fingerprint(pack: Pack) -> str:
    """A pack's name and a hash of all it holds: another wording of it is another pack."""
    canonical = json.dumps(asdict(pack), sort_keys=True, default=sorted)
    return f"{pack.name} {hashlib.blake2b(canonical.encode(), digest_size=6).hexdigest()}"

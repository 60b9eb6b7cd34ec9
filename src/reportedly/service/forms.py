"""A form filled in, as what somebody says of a thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args

from sqlalchemy import Connection

from reportedly.errors import InputError
from reportedly.ledger.judging import WORDS, Said, judge
from reportedly.model import Verdict

_PLAIN = (
    "speaker", "speaker_name", "source_kind", "act", "stance", "date", "into", "name", "with_origin", "reliability",
    "credibility", "story",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The fields of a form by name, the parts that are ticked, and who sends it when."""

    fields: Mapping[str, str]
    parts: tuple[str, ...]
    who: str
    now: datetime

    def text(self, name: str) -> str:
        """What a field holds, without the space around it; empty where there is none."""
        return self.fields.get(name, "").strip()


def append_from_form(connection: Connection, target: str, form: FilledForm) -> bool:
    """Append what a form says; false where it was said already. Raises InputError and NotInLedger."""
    verdict = form.text("verdict")
    if verdict not in get_args(Verdict):
        raise InputError("Choose what the judgement is: accept, reject, correct, merge, split or unsure")
    words = {name: form.text(name) for name in WORDS if form.text(name)}
    said = Said(
        target, cast(Verdict, verdict), form.who, form.now, form.text("reason"), _change(form), words, form.parts
    )
    return judge(connection, said)[1]


def _change(form: FilledForm) -> dict[str, object]:
    """Only what is filled in."""
    plain: dict[str, object] = {name: form.text(name) for name in _PLAIN if form.text(name)}
    if form.text("dependent") in ("true", "false"):
        plain["dependent"] = form.text("dependent") == "true"
    if role := form.text("role"):
        plain["roles"] = [{"role": role, "name": form.text("role_name")}]
    return plain

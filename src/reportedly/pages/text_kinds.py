"""What kind of text a plain text is, where it is no single article: several of them, or a live blog."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.model import PageKind
from reportedly.pages.features import Seen
from reportedly.pages.kinds import ENTRIES
from reportedly.pages.several import Standing, holds_several
from reportedly.pages.text import title_like

_TIMED = re.compile(r"^(\d{1,2}[:.]\d\d)(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?(?:$|\s*[-–—|:]\s)", re.IGNORECASE)


def text_kinds(lines: Sequence[Seen]) -> tuple[PageKind, ...]:
    """All that a plain text is said to be; empty for one article."""
    if _is_live(lines):
        return ("live",)
    standing = [Standing(s.line.text, title=title_like(s) and not s.prose, prose=s.prose) for s in lines]
    return ("several",) if holds_several(standing) else ()


def _is_live(lines: Sequence[Seen]) -> bool:
    """Whether several paragraphs begin with the time of day, each with another, or stand under one."""
    times = {
        timed.group(1)
        for at, seen in enumerate(lines)
        if (timed := _TIMED.match(seen.line.text)) and any(s.prose for s in lines[at : at + 3])
    }
    return len(times) >= ENTRIES

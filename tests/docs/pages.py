"""The documentation as it lies on disk: its pages, its links, and the commands whose output it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))

_LINK = re.compile(r"(?<!\\)!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_HEADING = re.compile(r"^#+\s+(.*)$", re.M)
CUT = "..."
"""A last line that stands for the rest of an output."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a page shows it, with what it is said to print."""

    page: Path
    command: str
    output: tuple[str, ...]

    def agrees(self, printed: str) -> bool:
        """Whether it prints just this, or this and more where the page cuts it."""
        lines = tidy(printed)
        if self.output and self.output[-1] == CUT:
            return lines[: len(self.output) - 1] == list(self.output[:-1])
        return lines == list(self.output)

    def renewed(self, printed: str) -> tuple[str, ...]:
        """What it prints now, cut where the page cut it."""
        lines = tidy(printed)
        if self.output and self.output[-1] == CUT:
            return (*lines[: len(self.output) - 1], CUT)
        return tuple(lines)


def tidy(printed: str) -> list[str]:
    """The lines of an output, without the blanks at their ends."""
    return [line.rstrip() for line in printed.rstrip().splitlines()]


def blocks(text: str, kind: str) -> Iterator[str]:
    """The fenced blocks of one kind."""
    return (body for found, body in _FENCED.findall(text) if found == kind)


def console(page: Path) -> list[Shown]:
    """Every ``$ command`` of a page's console blocks, in order."""
    out: list[Shown] = []
    for body in blocks(page.read_text(encoding="utf-8"), "console"):
        for part in body.split("$ ")[1:] if body.startswith("$ ") else []:
            command, _, printed = part.partition("\n")
            out.append(Shown(page, command.strip(), tuple(tidy(printed))))
    return out


def renew(shown: Shown, printed: str) -> None:
    """Puts what a command prints now into its page."""
    text = shown.page.read_text(encoding="utf-8")
    old = "\n".join((f"$ {shown.command}", *shown.output))
    new = "\n".join((f"$ {shown.command}", *shown.renewed(printed)))
    shown.page.write_text(text.replace(old, new), encoding="utf-8")


def links(page: Path) -> list[str]:
    """The links of a page to other files of the project, or to places in them."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return [to for to in _LINK.findall(text) if not re.match(r"[a-z]+:", to)]


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    headings = _HEADING.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(page: Path) -> list[str]:
    """Every line of a page's indented or fenced blocks that calls ``reportedly``."""
    out: list[str] = []
    for line in page.read_text(encoding="utf-8").splitlines():
        found = re.match(r"(?:    |\$ |)(reportedly [a-z].*)$", line)
        if found:
            out.append(re.split(r"\s{2,}#|\s[|>]\s", found.group(1))[0].strip())
    return out

"""A brief as Markdown (footnotes as pandoc and GitHub have them) and as a self-contained HTML page."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportedly.report.brief.records import Brief, Note, Sentence

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown."""
    parts = [f"# {_plain(brief.title)}", _paragraph(brief, brief.lead)]
    for section in brief.sections:
        parts += [f"## {section.heading}", *([section.about] if section.about else [])]
        bare = all(not passage.heading for passage in section.passages) and len(section.passages) > 1
        for passage in section.passages:
            if passage.heading:
                parts.append(f"### {_plain(passage.heading)}")
            told = [(s,) for s in passage.sentences] if passage.heading else [passage.sentences]
            listed = bare or len(told) > 1
            parts += [f"{'- ' if listed else ''}{_paragraph(brief, sentences)}" for sentences in told]
    text = "\n\n".join(parts).replace("\n\n- ", "\n- ")
    text = re.sub(r"^((?!- ).+)\n- ", r"\1\n\n- ", text, flags=re.MULTILINE)
    return text + "\n\n" + "\n".join(_footnote(note) for note in brief.notes) + "\n"


def brief_html(brief: Brief) -> str:
    """The brief as one page that needs nothing else; the notes are links there and back."""
    page = Environment(
        loader=PackageLoader("reportedly.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return page.get_template("brief.html").render(brief=brief, marks=lambda s: [brief.numbers[c] for c in s.cites])


def _paragraph(brief: Brief, sentences: tuple[Sentence, ...]) -> str:
    return " ".join(_plain(s.text) + "".join(f"[^{brief.numbers[c]}]" for c in s.cites) for s in sentences)


def _footnote(note: Note) -> str:
    where = f"{_plain(note.article)}, {_plain(note.uri)}, characters {note.start}–{note.end}"
    return f"[^{note.number}]: {where}: “{_plain(note.words)}”"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))

"""The brief: one page in plain English, each sentence with its places in the texts."""

from reportedly.report.brief.build import build_brief
from reportedly.report.brief.records import Brief, Cite, Note, Passage, Section, Sentence
from reportedly.report.brief.render import brief_html, brief_markdown

__all__ = ["Brief", "Cite", "Note", "Passage", "Section", "Sentence", "brief_html", "brief_markdown", "build_brief"]

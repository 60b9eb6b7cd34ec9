"""Bytes to documents: plain text and HTML pages, their blocks, and what they say about themselves."""

from reportedly.pages.load import load_page

__all__ = ["load_page"]

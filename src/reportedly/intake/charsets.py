"""The encoding that the heading of an answer names, believed where it fits."""

from __future__ import annotations

import re

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def as_text(content: bytes, media: str) -> bytes | str:
    """Content as text where the heading names an encoding that it is in and the page names none; else as it is."""
    match = _CHARSET.search(media)
    if match is None or match[1].lower().replace("-", "") == "utf8" or b"charset" in content[:2048].lower():
        return content
    try:
        text = content.decode(match[1])
    except (LookupError, UnicodeDecodeError, ValueError):
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return text
    return content  # good UTF-8, whatever the heading says

"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
PDF = "a PDF"
_MAGIC = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", "a ZIP archive or office file"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"RIFF", "a sound, image or video file"),
    (b"{\\rtf", "an RTF file"),
)

FEW_SPECIAL = 0.06
"""Up to this share of bytes above 127, what is not UTF-8 is taken for Western European: detectors see too little there."""
LITTLE_TEXT = 64
"""The same for so few bytes above 127, where most of the text is ASCII."""
MOST_CONTROL = 0.02
"""More control characters than this, and it is not text."""


def known_format(content: bytes) -> str | None:
    """What a file is by its first bytes, where that is something other than text ("a PDF")."""
    return next((name for magic, name in _MAGIC if content.startswith(magic)), None)


def decode(content: bytes) -> str:
    """The text of some bytes: as a byte order mark says, else UTF-8, else as the page declares, else as it looks.

    A UTF-8 mark stays, as the first character. In a text that is mostly good UTF-8 the few bad bytes become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = content.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    good = sum(c > "\x7f" for c in lenient) - bad
    if good > bad:
        return lenient
    return _decode_legacy(content, lenient)


def _decode_legacy(content: bytes, lenient: str) -> str:
    for encoding in _guesses(content):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return lenient


def _guesses(content: bytes) -> list[str]:
    match = _DECLARED.search(content[:4096])
    declared = (match.group(1) or match.group(2)).decode("ascii", "replace").lower() if match else ""
    guesses = [declared] if declared and not declared.startswith("utf") else []
    special = sum(b > 127 for b in content)
    if special <= FEW_SPECIAL * len(content) or (special <= LITTLE_TEXT and special <= len(content) / 4):
        guesses.append("cp1252")
    best = from_bytes(content[:200_000]).best()
    return [*guesses, *([best.encoding] if best is not None else []), "cp1252", "latin-1"]


def storable(text: str) -> str:
    """The text with U+FFFD for what no database takes (NUL, halves of surrogate pairs); as many characters."""
    return _UNSTORABLE.sub("\ufffd", text)


def is_binary(text: str) -> bool:
    """Whether a text holds so many control characters or undecodable bytes that it is none."""
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd") / 4
    return odd > MOST_CONTROL * len(text)

"""Article bodies of a folder of HTML pages, for a scorer: ``python -m benchmarks.pages --input FOLDER --output FILE``.

Reads ``FOLDER/html/*.html.gz`` (the article extraction benchmark's layout) and writes ``{page id: {"articleBody": text}}``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

from reportedly.model import Document, RawPage
from reportedly.pages import load_page


def body_of(path: Path) -> str:
    """The body blocks of one page joined by newlines; empty where the page is refused."""
    document = load_page(RawPage(path.name, gzip.decompress(path.read_bytes()), media="html"))
    if not isinstance(document, Document):
        return ""
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.role == "body")


def main() -> None:
    """Read every page, write the bodies, and say on stderr how fast it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    pages = sorted((options.input / "html").glob("*.html.gz"))
    started = time.perf_counter()
    bodies = {path.name.removesuffix(".html.gz"): {"articleBody": body_of(path)} for path in pages}
    took = time.perf_counter() - started
    options.output.write_text(json.dumps(bodies, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(pages)} pages in {took:.1f} s, {len(pages) / took:.1f} pages a second", file=sys.stderr)


if __name__ == "__main__":
    main()

"""Article bodies of a folder of HTML pages, ours and those of peers, in one run.

    python -m benchmarks.pages --input FOLDER --output predictions.json

Reads ``FOLDER/html/*.html.gz`` (the layout of the article extraction benchmark) and writes ours as ``{page id:
{"articleBody": text}}``. Where ``FOLDER/ground-truth.json`` is, prints for each extractor: shingle F1 (4-grams of words as
multisets, averaged over pages), pages whose words are exactly right, furniture kept by mistake (of the page's lines that are
not in the body, those that stand in what was extracted) and pages a second of a processor. Peers (trafilatura without
comments and tables, newspaper4k, readability-lxml) are measured where they are installed; those that are not are named.
``--only ours`` measures no peer.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.model import Document, RawPage
from reportedly.pages import load_page
from reportedly.pages.decode import decode
from reportedly.pages.outline import outline, parse_html

Extract = Callable[[bytes], str]
Shingles = Counter[tuple[str, ...]]


# ---- extractors ------------------------------------------------------------------------------------------------------


def ours(content: bytes) -> str:
    """The body blocks of a page joined by newlines; empty where the page is refused."""
    document = load_page(RawPage("page.html", content, media="html"))
    if not isinstance(document, Document):
        return ""
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.role == "body")


def _trafilatura() -> Extract:
    import trafilatura  # noqa: PLC0415

    def extract(content: bytes) -> str:
        return trafilatura.extract(content, include_comments=False, include_tables=False) or ""

    return extract


def _newspaper() -> Extract:
    import newspaper  # noqa: PLC0415

    def extract(content: bytes) -> str:
        article = newspaper.Article("https://paper.example/", language="en", fetch_images=False)
        article.download(input_html=decode(content))
        article.parse()
        return str(article.text)

    return extract


def _readability() -> Extract:
    import readability  # noqa: PLC0415
    from lxml import html  # noqa: PLC0415

    def extract(content: bytes) -> str:
        summary = readability.Document(decode(content)).summary(html_partial=True)
        return "\n".join(str(t).strip() for t in html.fromstring(summary).itertext() if str(t).strip())

    return extract


PEERS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "newspaper4k": ("newspaper", _newspaper),
    "readability": ("readability", _readability),
}


def extractors(only: str | None) -> tuple[dict[str, Extract], list[str]]:
    """The extractors that are there, and the names of those that are not."""
    found: dict[str, Extract] = {"ours": ours}
    missing = []
    for name, (module, make) in PEERS.items() if only is None else ():
        if importlib.util.find_spec(module) is None:
            missing.append(name)
        else:
            found[name] = make()
    return found, missing


# ---- measures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page's body is, and the page's other lines."""

    body: Shingles
    words: tuple[str, ...]
    furniture: tuple[tuple[str, ...], ...]


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(re.findall(r"\w+", text or ""))


def shingles(given: tuple[str, ...], n: int = 4) -> Shingles:
    """Runs of words, each as often as it stands there."""
    return Counter(given[i : i + n] for i in range(max(len(given) - n + 1, 1 if given else 0)))


def truth_of(content: bytes, body: str) -> Truth:
    """The truth of a page. A line is furniture where it has four words or more and hardly any run of them is in the body."""
    held = shingles(words(body))
    tree = parse_html(decode(content))
    lines = [words(line.text) for line in outline(tree)] if tree is not None else []
    apart = [w for w in lines if len(w) >= 4 and _share(shingles(w), held) < 0.2]
    return Truth(held, words(body), tuple(apart))


def _share(some: Shingles, others: Shingles) -> float:
    return sum(key in others for key in some) / max(len(some), 1)


def f1(found: Shingles, held: Shingles) -> float:
    """The F1 of one page; a page with no words on either side counts 1."""
    hit = sum((found & held).values())
    precision = hit / found.total() if found else float(not held)
    recall = hit / held.total() if held else float(not found)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _measure(texts: dict[str, str], truths: dict[str, Truth], took: float) -> dict[str, float | int]:
    scores, exact, kept, apart = [], 0, 0, 0
    for page, truth in truths.items():
        own = words(texts[page])
        found = shingles(own)
        scores.append(f1(found, truth.body))
        exact += own == truth.words
        kept += sum(_share(shingles(line), found) > 0.8 for line in truth.furniture)
        apart += len(truth.furniture)
    return {
        "F1": round(sum(scores) / len(scores), 3),
        "exact pages": exact,
        "furniture lines": apart,
        "kept by mistake": kept,
        "share kept": round(kept / max(apart, 1), 4),
        "pages a second": round(len(texts) / took, 1),
    }


def extract_all(pages: dict[str, bytes], extract: Extract) -> tuple[dict[str, str], float]:
    """What an extractor makes of every page, empty where it fails, and the seconds of processor that it took."""
    began = time.process_time()
    texts = {}
    for page, content in pages.items():
        try:
            texts[page] = extract(content)
        except Exception as fault:  # noqa: BLE001 - a peer's fault is its own, and counts as nothing extracted
            print(f"{page}: {type(fault).__name__}", file=sys.stderr)
            texts[page] = ""
    return texts, time.process_time() - began


def _pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "html").glob("*.html.gz")):
        yield path.name.removesuffix(".html.gz"), gzip.decompress(path.read_bytes())


def main(argv: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """Extract, write ours, print the measures where the truth is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--only", choices=["ours"])
    options = parser.parse_args(argv)
    pages = dict(_pages(options.input))
    found, missing = extractors(options.only)
    for name in missing:
        print(f"{name} is not installed: it is not measured", file=sys.stderr)
    gold = options.input / "ground-truth.json"
    bodies = json.loads(gold.read_text(encoding="utf-8")) if gold.exists() else {}
    truths = {page: truth_of(pages[page], held["articleBody"]) for page, held in bodies.items() if page in pages}
    results: dict[str, dict[str, Any]] = {}
    for name, extract in found.items():
        texts, took = extract_all(pages, extract)
        if name == "ours":
            written = {page: {"articleBody": text} for page, text in texts.items()}
            options.output.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
        rate = {"pages a second": round(len(texts) / max(took, 1e-9), 1)}
        results[name] = _measure(texts, truths, max(took, 1e-9)) if truths else rate
        print(f"{name:12} " + "  ".join(f"{key} {value}" for key, value in results[name].items()))
    return results


if __name__ == "__main__":
    main()

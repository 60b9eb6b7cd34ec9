"""The whole way, measured: articles in, a ledger out, scored against hand annotation, and held to its floors.

    python -m benchmarks.ledger --articles articles.jsonl --gold gold/A --gold gold/B --texts articles --scorer gold/score.py

``articles.jsonl`` has a line an article (``url``, ``date``, ``text``); the gold folders, the texts and the scorer are those of
the annotation. Prints each measure beside its floor in ``benchmarks/floors.json``; ends with 1 where one is missed. A floor
holds for the data whose hash stands with it; with other data the measures are printed without floors.

What is counted over a whole story (``claim.…``) is measured a second time, ``annotated.claim.…``, on a story of the annotated
articles alone: an annotation of two articles knows nothing of the origins that three others add, and holds each for an error.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from reportedly.exchange import export_json
from reportedly.intake import read_sources
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.ledger import open_ledger

FLOORS = Path(__file__).with_name("floors.json")


def load_scorer(path: Path) -> ModuleType:
    """The scorer, from its file."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("ledger_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def data_hash(articles: Path, gold: list[Path]) -> str:
    """A hash of the articles and the annotation: floors hold for these and no others."""
    digest = hashlib.sha256(articles.read_bytes())
    for folder in gold:
        for file in sorted(folder.glob("*.json")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def measures(scorer: ModuleType, gold: Path, texts: Path, ledger: Path) -> dict[str, float]:
    """Each measure of the scorer: F1 where it gives three figures, the figure itself else."""
    result = scorer.compare(scorer.load_gold(gold, texts), scorer.load_ledger(ledger, texts))
    return {k: v[2] if isinstance(v, tuple) else v for k, v in result.items() if not isinstance(v, dict)}


def annotated(articles: Path, gold: list[Path], folder: Path) -> Path:
    """The lines of the articles that are annotated, in a file of their own."""
    names = {json.loads(f.read_text("utf-8")).get("article") for g in gold for f in g.glob("*.json")}
    lines = [line for line in articles.read_text("utf-8").splitlines() if Path(json.loads(line)["url"]).name in names]
    chosen = folder / "annotated.jsonl"
    chosen.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return chosen


def _ledger(articles: Path, folder: Path) -> Path:
    out = folder / f"{articles.stem}.json"
    with open_ledger(f"sqlite:///{folder / articles.stem}.db", create=True) as ledger:
        read_sources([str(articles)], ledger, stages=pipeline_stages(["arms-and-sanctions"]), story="story")
        with out.open("w", encoding="utf-8") as stream:
            export_json(ledger, stream)
    return out


def _both(scorer: ModuleType, gold: Path, texts: Path, ledger: Path, alone: Path) -> dict[str, float]:
    over = {f"annotated.{k}": v for k, v in measures(scorer, gold, texts, alone).items() if k.startswith("claim.")}
    return measures(scorer, gold, texts, ledger) | over


def main(argv: list[str] | None = None) -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    args = parser.parse_args(argv)
    scorer = load_scorer(args.scorer)
    pinned = json.loads(FLOORS.read_text("utf-8"))["ledger"]
    floors = pinned["floors"] if data_hash(args.articles, args.gold) == pinned["data"] else {}
    with tempfile.TemporaryDirectory() as folder:
        ledger = _ledger(args.articles, Path(folder))
        alone = _ledger(annotated(args.articles, args.gold, Path(folder)), Path(folder))
        found = [_both(scorer, gold, args.texts, ledger, alone) for gold in args.gold]
    missed = 0
    for name in found[0]:
        values = [f[name] for f in found]
        floor = floors.get(name)
        short = floor is not None and min(values) < floor
        missed += short
        against = "" if floor is None else f"floor {floor}{' MISSED' if short else ''}"
        print(f"{name:28} {'  '.join(f'{v:.3f}' for v in values)}  {against}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

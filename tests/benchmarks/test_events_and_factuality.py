"""The benchmarks of events and of factuality, on a few sentences of our own in the forms of their corpora."""

import json
from pathlib import Path

import pytest

from benchmarks import events, factuality

RECORDS = [
    {"event": "DOCUMENT", "eventText": "what the file is"},
    {
        "event": "SANCTION",
        "text": "Norway has imposed sanctions on Chile, officials in Oslo said.",
        "source": [{"actorText": "Norway"}],
        "target": [{"actorText": "Chilean officials"}],
    },
    {
        "event": "CONSULT",
        "text": "The foreign ministers of Norway and Peru met in Lima on Monday.",
        "source": [{"actorText": "Norwegian foreign minister"}, {"actorText": "Peru"}],
        "target": "",
    },
    {"event": "PROTEST", "text": "Crowds marched through Lima.", "source": [{"actorText": "Crowds"}], "target": ""},
]


def test_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    assert events.main(["--input", str(path), "--limit", "3"]) == 0
    told = [line.split()[-4:] for line in capsys.readouterr().out.splitlines()]
    assert told[0] == ["2", "of", "3", "0.667"]
    assert all(line == ["2", "of", "2", "1.000"] for line in told[1:])


def test_factuality(tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    rows = [
        {"text": "Norway sold the tanks .", "targets": [{"span1": [1, 2], "label": 3.0}]},
        {"text": ["Norway", "did", "n't", "sell", "the", "tanks", "."], "targets": [{"span1": [3, 4], "label": -3.0}]},
        {"text": "Norway may sell the tanks .", "targets": [{"span1": [2, 3], "label": 0.5}]},
    ]
    gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert factuality.main(["--input", str(gold), "--output", str(out), "--scale", "UW"]) == 0
    sold, not_sold, may = (json.loads(line)["scores"][0] for line in out.read_text("utf-8").splitlines())
    assert 3 >= sold > 2 > may > -1.5 > not_sold >= -3

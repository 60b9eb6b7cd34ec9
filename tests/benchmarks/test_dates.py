"""The benchmarks of dates, over a small TimeML file and a specification of their own."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import date_errors, dates, recognizers

TIMEML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-14">14 May</TIMEX3></DCT>
<TEXT>
The port was closed <TIMEX3 tid="t1" type="DATE" value="2031-05-12">on Monday</TIMEX3>, and now it opens.

It took <TIMEX3 tid="t2" type="DATE" value="P2W">two weeks</TIMEX3>; in <TIMEX3 tid="t3" type="DATE" value="X">March</TIMEX3>
it was open, <TIMEX3 tid="t4" type="DATE" value="PAST_REF">then</TIMEX3> as before.
</TEXT></TimeML>
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_the_text_of_a_timeml_file_and_its_day(corpus: Path) -> None:
    document = dates.timeml(corpus / "a.tml")
    assert [document.text[b.start : b.start + 6] for b in document.blocks] == ["The po", "It too"]
    assert str(document.published.latest) == "2031-05-14"


def test_the_faults_of_a_document(corpus: Path) -> None:
    document, gold = dates.timeml(corpus / "a.tml"), date_errors.annotated(corpus / "a.tml")
    assert [document.text[t.start : t.end] for t in gold] == ["on Monday", "two weeks", "March", "then"]
    ((_, found),) = dates.tagged([document], plain=True)
    faults = [(kind, document.text[start:end]) for kind, start, end in date_errors.faults(gold, found)]
    assert faults == [
        ("span", "on Monday"),
        ("type", "two weeks"),
        ("value", "March"),
        ("missed", "then"),
        ("not annotated", "now"),
    ]


def test_the_table_of_faults(corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["date_errors", "--input", str(corpus), "--half", "even"])
    date_errors.main()
    assert capsys.readouterr().out.splitlines()[-1].split() == ["all", "1", "1", "1", "1", "1"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("last week", "last, next or this week"),
        ("Friday night", "night, morning, evening"),
        ("Friday", "weekdays"),
        ("the third quarter", "quarters and fiscal years"),
        ("five-year", "counted or plural units"),
        ("the day", "day, month, year"),
        ("Nov. 3", "dates with figures or months"),
    ],
)
def test_classes_of_expressions(printed: str, name: str) -> None:
    assert date_errors.class_of(printed) == name


def test_a_specification_compared() -> None:
    results = [
        {"Text": "tomorrow", "Start": 8, "End": 15, "TypeName": "datetimeV2.date",
         "Resolution": {"values": [{"timex": "2031-05-15", "value": "2031-05-15"}]}}
    ]  # fmt: skip
    spec = json.loads(
        json.dumps(
            {"Input": "Call me tomorrow", "Context": {"ReferenceDateTime": "2031-05-14T00:00:00"}, "Results": results}
        )
    )
    (outcome,) = recognizers.outcomes(spec)
    assert (outcome.kind, outcome.found, outcome.same) == ("date", True, True)

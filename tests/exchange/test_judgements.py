"""Judgements in the JSON form, and back as they were."""

import json
from dataclasses import replace
from io import StringIO

from jsonschema import Draft202012Validator

from reportedly.exchange import export_json, export_jsonl
from reportedly.judging import judgement_of
from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, judgements
from reportedly.model import Change, Judgement
from reportedly.schema import schema_file


def _judge(ledger: Ledger) -> tuple[Judgement, Judgement]:
    (claim,) = ledger.claims()
    at = ledger.look(lambda c: judgements.anchor_for(c, claim.id))
    one = judged(
        Judgement("", claim.id, "correct", Change(credibility="3"), "Ana", "2031-03-05T10:00:00+00:00", "thin", at)
    )
    two = judged(replace(one, about=one.id, verdict="reject", change=Change(), when="2031-03-06T10:00:00+00:00"))
    for made in (one, two):
        ledger.change(lambda c, made=made: judgements.append(c, made))  # type: ignore[misc]
    return one, two


def test_they_are_exported_with_what_they_change_and_whether_they_stand(ledger: Ledger) -> None:
    one, two = _judge(ledger)
    out = StringIO()
    export_json(ledger, out)
    plain = json.loads(out.getvalue())
    Draft202012Validator(json.loads(schema_file().read_text(encoding="utf-8"))).validate(plain)
    assert [j["id"] for j in plain["judgements"]] == [one.id, two.id]
    assert [j["retracted"] for j in plain["judgements"]] == [True, False]
    assert plain["judgements"][0]["change"]["credibility"] == "3"
    assert [judgement_of(j) for j in plain["judgements"]] == [one, two]


def test_a_record_a_line_says_what_it_is(ledger: Ledger) -> None:
    _judge(ledger)
    out = StringIO()
    export_jsonl(ledger, out)
    assert sum(json.loads(line)["record"] == "judgement" for line in out.getvalue().splitlines()) == 2

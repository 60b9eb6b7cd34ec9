"""``judge`` from the command line, over a ledger without a parser."""

import json
from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.judging.standing import standing
from reportedly.ledger import Ledger, judgements, open_ledger
from tests.service.conftest import fill


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger with one story that is never stale: what compiling does is tried elsewhere."""
    monkeypatch.setattr(Ledger, "stale", lambda self: ())
    where = str(tmp_path / "ledger.db")
    with open_ledger(where, create=True) as opened:
        fill(opened)
    return where


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_every_kind_of_judgement_is_kept_and_can_be_undone(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(path) as ledger:
        (claim,) = ledger.claims()
        (origin,) = {o.id for o in ledger.origins()}
        reading = ledger.reading(ledger.members("Rockets")[0])
    event, statement, document = reading.events[0].id, reading.statements[0].id, reading.document.id
    said = [
        ("accept", claim.id[4:14]), ("reject", event, "--reason", "a plan"), ("unsure", statement), ("grade", origin, "b"),
        ("grade", claim.id, "3"), ("correct", event, "--stance", "denies", "--role", "recipient=Westmark"),
        ("correct", statement, "--act", "warn", "--date", "2031-03"), ("correct", claim.id, "--name", "Rockets came"),
        ("correct", event, "--trigger", "shipped"), ("split", claim.id, event), ("move", document, "Elsewhere"),
    ]  # fmt: skip
    for one in said:
        assert run("judge", *one, "--ledger", path, "--who", "Ana") == 0
    made = capsys.readouterr().out.split()
    assert len(set(made)) == len(said)
    assert run("judge", "undo", made[1], "--ledger", path) == 0
    with open_ledger(path) as ledger:
        held = ledger.look(judgements.held)
    assert [h.judgement.id for h in held if h.retracted] == [made[1]]
    assert {h.judgement.who for h in held if h.judgement.id in made} == {"Ana"}
    assert len(list(standing(h.judgement for h in held))) == len(said) - 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "clm-none"), "Nothing in the ledger is called"),
        (("correct", "evt-"), "More than one id starts with"),
        (("grade", "CLAIM", "G"), "is no reliability"),
        (("correct", "CLAIM"), "Say what is so instead"),
        (("merge", "CLAIM", "clm-none"), "Nothing in the ledger is called"),
        (("merge", "CLAIM", "CLAIM"), "cannot be set against itself"),
        (("correct", "CLAIM", "--content", "x"), "Words are corrected in an article"),
    ],
)
def test_nonsense_is_refused(
    path: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    with open_ledger(path) as ledger:
        (claim,) = ledger.claims()
    assert run("judge", *(a.replace("CLAIM", claim.id) for a in arguments), "--ledger", path) == 1
    assert said in capsys.readouterr().err
    with open_ledger(path) as ledger:
        assert ledger.look(judgements.held) == ()


def test_an_entity_is_split_by_its_mentions(path: str) -> None:
    with open_ledger(path) as ledger:
        reading = ledger.reading(ledger.members("Rockets")[0])
    entity = next(e for e in reading.entities if e.mentions)
    part = f"{reading.document.id}:{entity.mentions[0].start}:{entity.mentions[0].end}"
    assert run("judge", "split", entity.id, part, "--name", "Another", "--ledger", path) == 0
    with open_ledger(path) as ledger:
        (held,) = ledger.look(judgements.held)
    (place,) = held.judgement.change.places
    assert place.span == entity.mentions[0]
    assert (place.uri, place.text) == (reading.document.uri, reading.document.text[place.span.start : place.span.end])


def test_a_merge_keeps_by_what_the_other_is_known(path: str) -> None:
    with open_ledger(path) as ledger:
        old, other, *_ = ledger.reading(ledger.members("Rockets")[0]).entities
    assert run("judge", "merge", old.id, other.id, "--ledger", path) == 0
    with open_ledger(path) as ledger:
        (held,) = ledger.look(judgements.held)
    assert (held.judgement.change.into, held.judgement.change.name) == (other.id, other.name)


def test_judgements_go_out_and_into_another_ledger(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(path) as ledger:
        (claim,) = ledger.claims()
    run("judge", "accept", claim.id, "--ledger", path)
    run("judge", "undo", capsys.readouterr().out.strip(), "--ledger", path)
    lines = tmp_path / "judgements.jsonl"
    assert run("judge", "export", "-o", str(lines), "--ledger", path) == 0
    assert [json.loads(line)["retracted"] for line in lines.read_text("utf-8").splitlines()] == [True, False]
    other = str(tmp_path / "other.db")
    with open_ledger(other, create=True):
        pass
    lines.write_text(
        lines.read_text("utf-8") + "{nonsense\n\n" + json.dumps({"about": "clm-x", "verdict": "love"}) + "\n"
    )
    assert run("judge", "import", str(lines), "--ledger", other) == 1
    told = capsys.readouterr()
    assert "2 new, 0 known, 2 refused" in told.out
    assert "refused line 3" in told.err
    assert run("judge", "import", str(lines), "--ledger", other) == 1
    assert "0 new, 2 known, 2 refused" in capsys.readouterr().out
    run("judge", "export", "--ledger", other)
    assert capsys.readouterr().out.splitlines() == lines.read_text("utf-8").splitlines()[:2]


def test_what_was_judged_and_what_had_better_be_is_listed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("judge", "queue", "--ledger", path) == 0
    event = capsys.readouterr().out.split()[-1]
    run("judge", "accept", event, "--ledger", path, "--who", "Ana", "--reason", "clear")
    run("judge", "reject", event, "--ledger", path, "--who", "Ben")
    capsys.readouterr()
    assert run("judge", "list", "--about", event, "--ledger", path) == 0
    told = capsys.readouterr()
    assert "clear" in told.out
    assert "1 thing judged by more than one analyst" in told.err
    assert run("judge", "queue", "--json", "--ledger", path) == 0
    assert event not in capsys.readouterr().out

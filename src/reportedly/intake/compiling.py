"""Compiling the stories of a ledger that are stale: new documents in them, or judged since they were compiled."""

from __future__ import annotations

from reportedly.errors import NotInLedger
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger
from reportedly.ledger.browse import revision
from reportedly.ledger.judgements import judgements_for


def compile_stale(ledger: Ledger, stages: Stages) -> tuple[str, ...]:
    """Settle which documents belong together, then compile every story that is stale; their names."""
    ledger.group(stages.grouping)
    names = ledger.stale()
    for name in names:
        compile_story(ledger, stages, name)
    return names


def compile_story(ledger: Ledger, stages: Stages, name: str) -> None:
    """Compile one story from the ledger's readings and judgements, and keep its account.

    A story that another process has removed meanwhile is left.
    """
    try:
        _, began = ledger.look(lambda c: revision(c, name))
    except NotInLedger:
        return
    judgements = ledger.look(lambda c: judgements_for(c, name))
    account = stages.compile_story(ledger.readings(ledger.members(name)), name, judgements)
    ledger.put_story(account, name=name, as_of=began)

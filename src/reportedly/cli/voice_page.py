"""One speaker: what they said, and where they stand."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from reportedly.cli.show import console, days, several
from reportedly.exchange import plain_statement
from reportedly.ledger import Utterance, Voice


def show_voice(voice: Voice) -> None:
    """Print a speaker's positions and statements."""
    out = console()
    kind = f" ({voice.kind})" if voice.kind else ""
    out.print(Text(f"{voice.name}{kind}: {several(len(voice.utterances), 'statement')}", style="bold"))
    for stand in voice.stands:
        out.print(Text(f"  {stand.position.stance:<10} {stand.label}  {stand.claim}"))
    for utterance in voice.utterances:
        _show_utterance(utterance)
    out.print()


def plain_voice(voice: Voice) -> dict[str, object]:
    """A speaker as JSON has it."""
    stands = [{"story": s.story, "claim": s.claim, "label": s.label, "stance": s.position.stance} for s in voice.stands]
    said = [
        plain_statement(u.statement, u.document.id)
        | {"uri": u.document.uri, "through": list(u.through), "words": u.words}
        for u in voice.utterances
    ]
    return {"name": voice.name, "entity": voice.entity, "kind": voice.kind, "positions": stands, "statements": said}


def _show_utterance(utterance: Utterance) -> None:
    document, statement = utterance.document, utterance.statement
    outlet = document.outlet or document.uri
    through = "".join(f", through {name}" for name in utterance.through if name != outlet)
    published = days(document.published.earliest, document.published.latest)
    out = console()
    out.print(Text(f"  {statement.act:<10} {outlet}, {published}{through}"))
    out.print(Padding(Text(" ".join(utterance.words.split())), (0, 0, 0, 13), expand=False))

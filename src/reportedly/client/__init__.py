"""A client of the API: what a server's ledger holds, as the records of the model.

with Client("http://127.0.0.1:8000") as client:
    for claim in client.claims(story="Missiles for Russia"):
        print(claim.label, claim.independence.known_independent)
"""

from reportedly.client.client import Client
from reportedly.client.records import (
    Brought,
    Hit,
    JudgementHeld,
    Position,
    Speaker,
    StoryFound,
    StoryLine,
    Told,
    Uttered,
    Voice,
)

__all__ = [
    "Brought",
    "Client",
    "Hit",
    "JudgementHeld",
    "Position",
    "Speaker",
    "StoryFound",
    "StoryLine",
    "Told",
    "Uttered",
    "Voice",
]

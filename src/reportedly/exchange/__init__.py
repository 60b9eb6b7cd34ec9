"""The ledger in the forms that others read."""

from reportedly.exchange.ledger_json import export_json, export_jsonl
from reportedly.exchange.reading_plain import plain_rejected, plain_statement
from reportedly.exchange.story_plain import plain_claim

__all__ = ["export_json", "export_jsonl", "plain_claim", "plain_rejected", "plain_statement"]

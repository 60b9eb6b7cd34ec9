"""The ledger in the forms that others read."""

from reportedly.exchange.ledger_json import export_json, export_jsonl

__all__ = ["export_json", "export_jsonl"]

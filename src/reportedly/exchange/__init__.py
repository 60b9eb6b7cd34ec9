"""The ledger in the forms that others read."""

from reportedly.exchange.citations import export_csl, export_ris
from reportedly.exchange.datasette import export_sqlite, metadata_json
from reportedly.exchange.ftm import export_ftm, export_ftm_statements
from reportedly.exchange.ledger_json import export_json, export_jsonl
from reportedly.exchange.prov import export_prov
from reportedly.exchange.reading_plain import plain_rejected, plain_statement
from reportedly.exchange.stix import export_stix
from reportedly.exchange.story_plain import plain_claim, plain_edit, plain_relation
from reportedly.exchange.tables import data_dictionary, export_csv, export_parquet

__all__ = [
    "data_dictionary",
    "export_csl",
    "export_csv",
    "export_ftm",
    "export_ftm_statements",
    "export_json",
    "export_jsonl",
    "export_parquet",
    "export_prov",
    "export_ris",
    "export_sqlite",
    "export_stix",
    "metadata_json",
    "plain_claim",
    "plain_edit",
    "plain_rejected",
    "plain_relation",
    "plain_statement",
]

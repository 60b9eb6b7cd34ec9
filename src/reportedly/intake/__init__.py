"""Sources into the ledger: files, folders, lists and JSON lines; resumable, and one bad page never stops the rest."""

from reportedly.intake.run import Outcome, ReadingFailed, Step, read_pages, read_sources
from reportedly.intake.sources import Sourced, measure, open_sources

__all__ = ["Outcome", "ReadingFailed", "Sourced", "Step", "measure", "open_sources", "read_pages", "read_sources"]

"""The ledger as a page to look at: one self-contained HTML report."""

from reportedly.report.page import render_report

__all__ = ["render_report"]

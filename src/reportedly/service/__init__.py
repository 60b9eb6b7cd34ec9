"""The web app over one ledger: to look at, to search, to judge."""

from reportedly.service.access import Access, Holder, Visitor
from reportedly.service.app import create_app

__all__ = ["Access", "Holder", "Visitor", "create_app"]

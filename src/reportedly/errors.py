"""What can go wrong, as a tree.

    ReportedlyError                everything this package raises on purpose
    ├── InputError                 a source cannot be read as asked: missing, no rights, not a document
    ├── PackError                  an event pack is wrong: file, line and key are in the message
    ├── LedgerError                the ledger cannot be opened or written
    │   └── LedgerNotFound         there is no ledger at the address given
    ├── NotInLedger                an id or name that the ledger does not hold
    ├── ModelError                 a parser or weight file is missing or does not fit
    └── ServiceError               a server of reportedly did not give what was asked; status is its HTTP status

An expected failure on one document among many is not an exception but a value,
:class:`reportedly.model.Rejected`, stored and counted.
"""


class ReportedlyError(Exception):
    """Anything this package raises on purpose; its message says what, where, and what to do."""


class InputError(ReportedlyError):
    """A source cannot be read as asked."""


class PackError(ReportedlyError):
    """An event pack is wrong; the message names file, line and key."""


class LedgerError(ReportedlyError):
    """The ledger cannot be opened or written."""


class LedgerNotFound(LedgerError):  # noqa: N818 - the plain name reads better where it is caught
    """There is no ledger at the address given."""


class NotInLedger(ReportedlyError):  # noqa: N818
    """An id or name that the ledger does not hold."""


class ModelError(ReportedlyError):
    """A parser or a weight file is missing or does not fit."""


class ServiceError(ReportedlyError):
    """A server of reportedly did not give what was asked; ``status`` is its HTTP status, 0 where there was no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status

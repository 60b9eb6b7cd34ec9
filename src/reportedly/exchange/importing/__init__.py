"""An export of a ledger, read back into one: the same export comes out of it again.

What the ledger holds already stays as it is. What does not hold together is refused with its place and the reason, and the rest
is taken.
"""

from reportedly.exchange.importing.gathering import Gathered, gather
from reportedly.exchange.importing.taking import Imported, import_file, take

__all__ = ["Gathered", "Imported", "gather", "import_file", "take"]

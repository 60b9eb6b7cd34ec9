"""A date as an analyst gives it."""

from __future__ import annotations

from datetime import date

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from reportedly.errors import InputError


def days_of(edtf: str) -> tuple[date, date]:
    """The first and last day of a date or range in EDTF. Raises InputError where it is none."""
    try:
        found = parse_edtf(edtf)
        first, last = found.lower_strict(), found.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except (EDTFParseException, AttributeError, TypeError, ValueError) as error:
        raise InputError(f"{edtf!r} is no date: write it as 2024-02-22, 2024-02 or 2024-02-21/2024-02-23") from error

"""Words of time inside names tell no time."""

from datetime import date

import pytest

from reportedly.model import DateExpression, Entity, Published, Span
from reportedly.reading.dates import tag
from reportedly.reading.dates.names import outside_names

WRITTEN = Published(date(2031, 5, 8), date(2031, 5, 8), "given")


def _kept(text: str, name: str, kind: str) -> list[str]:
    at = text.index(name)
    entity = Entity("ent-1", kind, name, mentions=(Span(at, at + len(name)),))  # type: ignore[arg-type]
    kept: tuple[DateExpression, ...] = outside_names(tag(text, anchor=WRITTEN), (entity,))
    return [text[d.start : d.end] for d in kept]


@pytest.mark.parametrize(
    ("text", "name", "kind", "kept"),
    [
        ("The Daily Herald said on Monday it was so.", "Daily Herald", "Outlet", ["Monday"]),
        ("The Sunday Times said on Sunday it was so.", "Sunday Times", "Outlet", ["Sunday"]),
        ("They left the 2015 nuclear deal.", "2015 nuclear deal", "Agreement", ["2015"]),
    ],
)
def test_names(text: str, name: str, kind: str, kept: list[str]) -> None:
    assert _kept(text, name, kind) == kept

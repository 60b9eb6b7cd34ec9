"""Cutting text at every mark loses nothing and marks exactly what is marked."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.report.segments import Mark, Part, cut

parts: st.SearchStrategy[Part] = st.sampled_from(("source", "cue", "content", "trigger", "date"))
marks = st.lists(
    st.builds(
        Mark,
        st.integers(0, 60),
        st.integers(0, 60),
        parts,
        st.sampled_from(("", "s-1", "s-2", "e-1")),
        st.integers(1, 5),
    ),
    max_size=12,
)


@given(st.text(max_size=60), marks, st.integers(0, 60), st.integers(0, 60))
def test_the_segments_joined_are_the_stretch(text: str, found: list[Mark], a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert "".join(s.text for s in cut(text, start, end, found)) == text[start:end]


@given(st.text(min_size=60, max_size=60), marks)
def test_a_character_has_the_marks_that_cover_it(text: str, found: list[Mark]) -> None:
    for segment in cut(text, 0, 60, found):
        for at in range(segment.start, segment.end):
            assert set(segment.marks) == {m for m in found if m.start <= at < m.end}


@given(st.text(min_size=60, max_size=60), marks)
def test_a_first_mark_begins_once(text: str, found: list[Mark]) -> None:
    first = frozenset({m.owner: m for m in found if m.owner and m.start < m.end}.values())
    begins = [b for s in cut(text, 0, 60, found, first) for b in s.begins]
    assert sorted(begins) == sorted({m.owner for m in first})


def test_crossing_marks_are_cut_where_they_cross() -> None:
    crossing = (Mark(0, 6, "content", "s-1"), Mark(3, 9, "source", "s-2", 2))
    assert [(s.text, s.classes) for s in cut("abcdefghi.", 0, 10, crossing)] == [
        ("abc", "content deep1 of-s-1"),
        ("def", "content source deep1 of-s-1 of-s-2"),
        ("ghi", "source of-s-2"),
        (".", ""),
    ]


def test_nested_content_is_deeper() -> None:
    nested = (Mark(0, 9, "content", "s-1", 1), Mark(3, 6, "content", "s-2", 2))
    assert [s.classes.split()[1] for s in cut("abcdefghi", 0, 9, nested)] == ["deep1", "deep2", "deep1"]

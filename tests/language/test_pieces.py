"""Words and windows of any text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from reportedly.language.encoder import load_tokenizer, window_rows
from reportedly.language.pieces import split_words, windows

PARTS = ["Roe said ", "“", "”", "\n", "x" * 400, "漢字" * 50]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer()


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


@settings(deadline=None, max_examples=60)
@given(
    text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PARTS), max_size=200).map("".join)),
    limit=st.integers(40, 254),
    context=st.integers(0, 20),
)
def test_each_word_is_in_the_core_of_one_window(tokenizer: Tokenizer, text: str, limit: int, context: int) -> None:
    words = split_words(text, paragraphs(text), tokenizer)
    found = windows(words, limit, context, overlap=16)
    cores = [at for w in found for at in range(w.core, w.last_core)]
    assert cores == list(range(len(words)))
    for w in found:
        assert w.first <= w.core <= w.last_core <= w.last
        assert len(window_rows(words, w)[0]) <= limit + 2
    assert all(0 <= a <= b <= len(text) for a, b in zip(words.start, words.end, strict=True))


def test_a_word_knows_whether_it_stands_in_quotation_marks(tokenizer: Tokenizer) -> None:
    text = "She said “no deal” twice."
    words = split_words(text, [(0, len(text))], tokenizer)
    quoted = [text[a:b] for a, b, q in zip(words.start, words.end, words.quoted, strict=True) if q == 1]
    assert quoted == ["no", "deal"]

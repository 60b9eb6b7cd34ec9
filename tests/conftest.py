"""Fixtures that several folders share."""

import pytest
from spacy.language import Language

from reportedly.language.parser import load_parser


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once for all tests."""
    return load_parser()

"""Fixtures that several folders share."""

import pytest
from hypothesis import settings
from spacy.language import Language

from reportedly.language.parser import load_parser

# How long an example takes says how busy the machine is, and nothing about the law.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once for all tests."""
    return load_parser()

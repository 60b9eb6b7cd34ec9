"""The public surface, name by name: a change here is a change for those who use the package."""

import re
from pathlib import Path

import pytest

import reportedly

SURFACE = {
    *("Document", "Models", "RawPage", "Reading", "Rejected", "StoryAccount", "__version__"),
    *("compile_story", "load_models", "load_page", "open_ledger", "read", "read_many"),
}


def test_the_surface_is_what_it_was() -> None:
    assert set(reportedly.__all__) == SURFACE
    assert all(getattr(reportedly, name) for name in SURFACE)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = reportedly.nothing


def test_the_readme_example_runs() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.S)
    scope: dict[str, object] = {}
    exec(example, scope)
    assert isinstance(scope["account"], reportedly.StoryAccount)

"""The API against its own description: schemathesis makes up requests, and no answer may break what is promised."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from reportedly.intake.fetching import Policy
from reportedly.ledger import Ledger, open_ledger
from reportedly.service import Access, create_app
from reportedly.service.desk import Desk
from reportedly.service.limits import Rate, Rates
from tests.service.conftest import STAGES
from tests.service.test_access import HOLDERS, TOKENS

# In an address null and nothing look the same: a wrong value is not always seen to be one. What is wrong is asked in test_api.py.
# A cursor is one that a list gave, and a change that of a judgement: the description cannot say more of them than that.
CONFIG = {
    "checks": {
        "negative_data_rejection": {"enabled": False},
        "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "400", "401", "403", "404", "422"]},
    },
    "headers": {"Authorization": f"Bearer {TOKENS['admin']}"},
}
OPERATIONS = sorted(
    f"{method.upper()} {path}"
    for path, methods in create_app(cast(Ledger, None), access=Access(HOLDERS)).openapi()["paths"].items()
    for method in methods
)
NEVER_WRONG = {"DELETE /api/v1/documents/{document}"}  # any text may be an id
CASES = [
    (operation, mode)
    for operation in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or operation not in NEVER_WRONG
]
FREE = Rate(1e9, 1e9)


@pytest.fixture(scope="module")
def app(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path = tmp_path_factory.mktemp("contract") / "ledger.db"
    shutil.copy(filled, path)
    with open_ledger(str(path)) as ledger:
        desk = Desk(ledger, lambda: STAGES)
        app = create_app(ledger, access=Access(HOLDERS), desk=desk, rates=Rates(FREE, FREE, FREE))
        app.state.policy = Policy(ports=frozenset())  # nothing is fetched
        yield app
        desk.close()


@pytest.fixture(scope="module")
def described(app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=SchemathesisConfig.from_dict(CONFIG))


@pytest.mark.slow
@pytest.mark.parametrize(("operation", "mode"), CASES, ids=lambda part: getattr(part, "value", part))
def test_no_answer_breaks_its_promise(described: schemathesis.BaseSchema, operation: str, mode: GenerationMode) -> None:
    method, path = operation.split()

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def each(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate()

    each()

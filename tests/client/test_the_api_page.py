"""The code of docs/api.md, run against a server on loopback: the client and curl come to the same."""

import contextlib
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reportedly.client import Client
from tests import builders

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


def curl(script: str) -> list[Any]:
    """What each command of a block answers."""
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    joined = script.replace("\\\n", " ").strip().splitlines()
    done = [subprocess.run(["sh", "-c", line], check=True, capture_output=True, text=True) for line in joined]
    return [json.loads(each.stdout) for each in done]


def test_the_five_tasks_come_to_the_same_with_the_client_and_with_curl(server: str) -> None:
    python, shell = blocks("python"), blocks("sh")
    assert len(python) == len(shell) == 5
    with Client(server) as asked:
        claim = next(asked.claims()).id
    scope: dict[str, Any] = {"article": builders.TEXT}
    for code, commands in zip(python, shell, strict=True):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code.replace(ADDRESS, server), scope)
        *_, last = curl(commands.replace(ADDRESS, server).replace("CLAIM", claim).replace("…", "Norland"))
        assert last["items"]
        told = printed.getvalue()
        assert told.count("\n") >= len(last["items"]) or "judgements" in commands
        if "judgements" not in commands:
            assert all(item["id"] in told for item in last["items"])
    scope["client"].close()
    assert [j["retracted"] for j in last["items"]] == [True, False]


def test_every_path_of_the_page_is_one_of_the_description(server: str) -> None:
    described = json.loads(subprocess.check_output(["curl", "-s", f"{server}/api/v1/openapi.json"]))["paths"]
    told = set(re.findall(r"`(?:(?:GET|POST|DELETE) )?(/[a-z]+)", PAGE.partition("**Pages.**")[0]))
    assert {
        path.removeprefix("/api/v1").rpartition("/{")[0] or path.removeprefix("/api/v1") for path in described
    } == told - {"/api"}

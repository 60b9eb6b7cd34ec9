"""What the documentation says can be done: links lead somewhere, commands exist and print what is shown, code runs."""

import doctest
import os
import shlex
from pathlib import Path

import pytest
import typer

from reportedly.cli import _app, main
from tests.docs.pages import PAGES, ROOT, Shown, anchors, blocks, commands, console, links, renew

SHOWN = [shown for page in PAGES for shown in console(page)]
"""With REPORTEDLY_RENEW_DOCS=1 the pages get what their commands print now; read the difference before you keep it."""


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_exist_with_their_options(page: Path) -> None:
    top = typer.main.get_command(_app())
    wrong = []
    for line in commands(page):
        words = shlex.split(line)[1:]
        command = top
        while words and hasattr(command, "commands"):
            if words[0] not in command.commands:
                break
            command = command.commands[words.pop(0)]
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        known |= {"--help", "-h", "--version"}
        if hasattr(command, "commands") and words and not words[0].startswith("-"):
            wrong.append(line)
        wrong += [f"{line}: {word}" for word in words if word.startswith("-") and word.split("=")[0] not in known]
    assert wrong == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory in which the demo has been run."""
    where = tmp_path_factory.mktemp("docs")
    back = Path.cwd()
    os.chdir(where)
    try:
        with pytest.raises(SystemExit) as ended:
            main(["demo", "--no-open"])
    finally:
        os.chdir(back)
    assert ended.value.code == 0
    return where


@pytest.mark.slow
@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{named(shown.page)}:{shown.command[:40]}")
def test_commands_print_what_is_shown(
    shown: Shown, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "110")
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(shown.command)[1:])
    out, err = capsys.readouterr()
    assert ended.value.code == 0, err
    if os.environ.get("REPORTEDLY_RENEW_DOCS"):
        renew(shown, out)
    else:
        assert shown.agrees(out), out


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in page.read_text(encoding="utf-8")], ids=named)
def test_examples_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert (result.failed, result.attempted > 0) == (0, True)


NEEDS_A_SERVER = ROOT / "docs" / "api.md"  # its code is run in tests/client/test_the_api_page.py
WITH_CODE = [page for page in PAGES if any(blocks(page.read_text(encoding="utf-8"), "python"))]


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in WITH_CODE if page != NEEDS_A_SERVER], ids=named)
def test_code_runs(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for code in blocks(page.read_text(encoding="utf-8"), "python"):
        if not code.startswith(">>> "):
            exec(compile(code, str(page), "exec"), {})

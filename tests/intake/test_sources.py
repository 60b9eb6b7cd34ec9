"""Sources as raw pages: what is read, in what order, and what is refused with what words."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.intake.sources import LIMIT, Sourced, measure, open_sources
from reportedly.model import RawPage, Rejected


def pages(*sources: Path | str) -> list[RawPage | Rejected]:
    items = [sourced.item for sourced in open_sources([str(source) for source in sources])]
    return [item for item in items if isinstance(item, RawPage | Rejected)]


def reasons(*sources: Path | str) -> list[tuple[str, str]]:
    return [(item.uri, item.reason) for item in pages(*sources) if isinstance(item, Rejected)]


def lines(path: Path, *entries: object) -> Path:
    path.write_text("".join(f"{e if isinstance(e, str) else json.dumps(e)}\n" for e in entries), encoding="utf-8")
    return path


def test_a_folder_is_read_to_its_depth_by_name_without_other_files(tmp_path: Path) -> None:
    for name in ("b.html", "a.TXT", "c/d.htm", "c/.hidden.txt", ".git/e.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"text")
    found = [(Path(item.uri).name, item.media) for item in pages(tmp_path) if isinstance(item, RawPage)]
    assert found == [("a.TXT", "text"), ("b.html", "html"), ("d.htm", "html")]
    assert measure([str(tmp_path)]) == 12


def test_the_uri_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_bytes(b"\xef\xbb\xbfA\r\n")
    monkeypatch.chdir(tmp_path)
    assert pages("pages/a.txt") == [RawPage("pages/a.txt", b"\xef\xbb\xbfA\r\n", "text")]
    assert pages("pages") == pages("./pages") == pages(".") == [RawPage("pages/a.txt", b"\xef\xbb\xbfA\r\n", "text")]


def test_a_file_of_another_kind_is_left_to_its_content(tmp_path: Path) -> None:
    (tmp_path / "page.asp").write_bytes(b"<p>x</p>")
    assert pages(tmp_path / "page.asp") == [RawPage(str(tmp_path / "page.asp"), b"<p>x</p>", None)]


def test_json_lines(tmp_path: Path) -> None:
    whole = {"url": "u", "outlet": "O", "date": "2031-01-02", "title": "T", "authors": ["A", " B "], "text": "x\r\n"}
    file = lines(tmp_path / "p.jsonl", whole, "", {"url": "v", "html": "<p>", "authors": "C", "title": None})
    assert pages(file) == [
        RawPage("u", "x\r\n", "text", "2031-01-02", "O", "T", ("A", "B")),
        RawPage("v", "<p>", "html", authors=("C",)),
    ]


def test_a_json_file_may_be_one_page_or_a_list(tmp_path: Path) -> None:
    one, several = tmp_path / "one.json", tmp_path / "several.json"
    one.write_text(json.dumps({"url": "u", "text": "x"}, indent=1), encoding="utf-8")
    several.write_text(json.dumps([{"url": "u", "text": "x"}, {"url": "v"}], indent=1), encoding="utf-8")
    assert pages(one) == [RawPage("u", "x", "text")]
    assert pages(several)[0] == RawPage("u", "x", "text")
    assert reasons(several) == [(f"{several}:1[2]", "this line has neither text nor html")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "this line is not JSON: "),
        ("[" * 100_000, "this line is not JSON: "),
        ('"text"', "this line is no JSON object"),
        ('{"text": "x"}', "this line has no url"),
        ('{"url": "u", "text": null}', "this line has neither text nor html"),
        ('{"url": "u", "text": "x", "date": 20310102}', "date of this line is not text but 20310102"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_are_read(tmp_path: Path, line: str, reason: str) -> None:
    file = lines(tmp_path / "p.jsonl", {"url": "u", "text": "x"}, line, {"url": "v", "text": "y"})
    found = pages(file)
    assert [item.uri for item in found] == ["u", f"{file}:2", "v"]
    assert isinstance(found[1], Rejected)
    assert found[1].reason.startswith(reason)


def test_half_a_character_is_replaced_and_no_offset_moves(tmp_path: Path) -> None:
    (page,) = pages(lines(tmp_path / "p.jsonl", r'{"url": "u", "text": "a\ud83db \ud83d\ude00"}'))
    assert isinstance(page, RawPage)
    assert page.content == "a\ufffdb 😀"


def test_a_page_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.html"
    with file.open("wb") as out:
        out.truncate(20_000_000)
    (refused,) = reasons(file)
    assert refused == (str(file), "20 MB, and a page may have 12 MB. If these are several pages, give them one by one")
    long = tmp_path / "long.jsonl"
    long.write_bytes(b'{"url": "u", "text": "x"}\n' + b"x" * (2 * LIMIT) + b'\n{"url": "v", "text": "y"}\n')
    assert [item.uri for item in pages(long)] == ["u", f"{long}:2", "v"]


def test_what_is_not_there_or_not_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty").mkdir()
    assert reasons(tmp_path / "none.txt", tmp_path / "pipe.txt", tmp_path / "empty") == [
        (str(tmp_path / "none.txt"), "this file cannot be read: No such file or directory"),
        (str(tmp_path / "pipe.txt"), "this is neither a file nor a folder"),
        (
            str(tmp_path / "empty"),
            "no page in this folder: looked for .htm, .html, .json, .jsonl, .mht, .mhtml, .ndjson, .pdf, .txt, .warc, .xhtml",
        ),
    ]


@pytest.fixture
def without_rights() -> Iterator[Path]:
    """A folder that everyone may look into, and, while the test runs, no rights of root."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        (Path(made) / "closed").mkdir(mode=0)
        (Path(made) / "a.txt").touch(mode=0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield Path(made)
        finally:
            if root:
                os.seteuid(0)
            (Path(made) / "closed").chmod(0o700)


def test_what_may_not_be_read_is_refused(without_rights: Path) -> None:
    closed, file = without_rights / "closed", without_rights / "a.txt"
    assert reasons(closed, file) == [
        (str(closed), "this folder cannot be read: Permission denied"),
        (str(file), "this file cannot be read: Permission denied"),
    ]


def test_a_file_that_vanishes_between_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found: list[Sourced] = []
    for sourced in open_sources([str(tmp_path)]):
        found.append(sourced)
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert [type(sourced.item) for sourced in found] == [RawPage, Rejected]


def test_a_list_names_sources(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "list").write_text(f"# pages\n{tmp_path / 'a.txt'}\n\n", encoding="utf-8")
    assert pages(f"@{tmp_path / 'list'}") == [RawPage(str(tmp_path / "a.txt"), b"x", "text")]
    assert reasons(f"@{tmp_path / 'no'}")[0][1].startswith("this list cannot be read")


def test_a_name_that_is_not_unicode_is_written_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(b"x")
    (page,) = pages(tmp_path)
    assert page.uri.endswith("caf\\xe9.txt")

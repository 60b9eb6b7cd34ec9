"""The annotated articles: whole ones read no worse than they were, and the scorer says what is wrong."""

from pathlib import Path

import pytest
from benchmarks.articles.__main__ import main, read_article
from benchmarks.articles.annotated import load
from benchmarks.articles.score import figures, score

from reportedly.pipeline import load_models

ARTICLE = """\
title: Two sentences
date: 2024-05-03
text: |
  Norway has sold 40 tanks to Peru, officials in Oslo said. Peru denied that it had bought any tanks from Norway.
statements: |
  S1 | officials in Oslo | said | Norway has sold 40 tanks to Peru | officials | government | say
  S2 | Peru#2 | denied | it had bought any tanks from Norway | Peru | government | deny
events: |
  transfer | sold | supplier=Norway; recipient=Peru; item=tanks; quantity=40 | affirmed certain happened | S1
  transfer | bought | supplier=Norway; recipient=Peru; item=tanks | {polarity} certain happened | S2
"""


@pytest.mark.slow
def test_no_figure_falls_below_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_what_is_marked_otherwise_counts_as_wrong(tmp_path: Path) -> None:
    models = load_models()
    right, wrong = tmp_path / "right.yaml", tmp_path / "wrong.yaml"
    right.write_text(ARTICLE.format(polarity="denied"), "utf-8")
    wrong.write_text(ARTICLE.format(polarity="affirmed"), "utf-8")
    reading = read_article(load(right), models)
    fine = figures(score(load(right), reading, models.packs).counts)
    assert fine["event"] == fine["full"] == fine["denied"] == fine["holder"] == 1.0
    scored = score(load(wrong), reading, models.packs)
    assert figures(scored.counts)["full"] == 0.5
    assert [f.what for f in scored.faults] == ["polarity"]


def test_words_that_do_not_stand_in_the_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(ARTICLE.format(polarity="denied").replace("| sold |", "| leased |"), "utf-8")
    with pytest.raises(ValueError, match=r'bad\.yaml: "leased" stands 0 times'):
        load(path)

"""The examples are what their page says: reports that all can be read, and codings that follow the guide."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from dateline.model import MODES, Certainty, EventType, Report, ResponsibilityStance, Stance, Status
from dateline.read import ReadOptions, read_paths

WORDS_IN = range(150, 351)
FIELDS_OF_WORDS = ("triggers", "actor", "recipient", "object", "means", "place", "time")


@pytest.fixture(scope="module")
def reports(examples: Path) -> list[Report]:
    outcomes = list(read_paths([examples / "reports"], ReadOptions()))
    assert all(isinstance(outcome, Report) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Report)]


def test_every_report_can_be_read_with_its_day_and_language(reports: list[Report]) -> None:
    assert len(reports) >= 10
    assert len({report.id for report in reports}) == len(reports)
    for report in reports:
        assert report.published is not None, report.origin
        assert report.language == "en", report.origin
        assert len(report.text.split()) in WORDS_IN, report.origin


def test_no_clutter_of_a_page_gets_into_its_text(reports: list[Report]) -> None:
    pages = [report for report in reports if report.origin.endswith(".html")]

    assert len(pages) >= 2
    for report in pages:
        assert report.publisher
        assert not re.search(r"tracker|cookies|Copyright|prize draw|Privacy|Most read|Sport", report.text)


def _articles(examples: Path) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = json.loads((examples / "expected" / "articles.json").read_text(encoding="utf-8"))
    return articles


def test_the_coded_articles_are_the_reports(examples: Path, reports: list[Report]) -> None:
    texts = {" ".join(report.text.split()) for report in reports}

    for article in _articles(examples):
        assert " ".join(f"{article['title']} {article['text']}".split()) in texts, article["id"]
        date.fromisoformat(article["date"])


def test_the_codings_use_the_words_of_the_guide_and_of_the_report(examples: Path) -> None:
    texts = {article["id"]: f"{article['title']}\n{article['text']}" for article in _articles(examples)}
    lines = (examples / "expected" / "codings.jsonl").read_text(encoding="utf-8").splitlines()
    codings = list(map(json.loads, lines))

    assert [coding["id"] for coding in codings] == list(texts)
    for coding in codings:
        assert any(event["main"] for event in coding["events"])
        for event in coding["events"]:
            where = f"{coding['id']} {event['id']}"
            assert event["mode"] in (None, *MODES[EventType(event["type"])]), where
            assert event["status"] in {status.guide for status in Status}, where
            assert event["certainty"] in {certainty.guide for certainty in Certainty}, where
            assert {told["stance"] for told in event["attribution"]} <= {stance.guide for stance in Stance}, where
            if event["responsibility"]:
                assert event["responsibility"]["stance"] in {each.guide for each in ResponsibilityStance}, where
            for words in _words(event):
                assert words in texts[coding["id"]], f"{where}: {words!r} does not stand in the report"


def _words(event: dict[str, Any]) -> list[str]:
    listed = list(chain.from_iterable(event[field] for field in FIELDS_OF_WORDS))
    figures = [event[kind]["text"] for kind in ("killed", "injured") if event[kind]]
    voices = [told[part] for told in event["attribution"] for part in ("source", "cue") if told[part]]
    who = (event["responsibility"] or {}).get("who")
    return [*listed, *figures, *voices, *([who] if who else [])]


def test_the_table_of_articles_has_the_columns_that_the_reader_names(examples: Path) -> None:
    with (examples / "reports" / "bulletins.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["id", "date", "publisher", "title", "text"]

"""The story set that ships: compiled from its sources, in the form that the scorer reads, every word where it says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.learn.stories.gold import compile_stories
from dateline.model import EventType
from dateline.model.codebook import MODES

FOLDER = Path(__file__).parents[2] / "corpus" / "stories"


@pytest.fixture(scope="module")
def gold() -> dict:
    return json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    reports = json.loads((FOLDER / "reports.json").read_text(encoding="utf-8"))
    assert all(set(report) == {"id", "date", "publisher", "title", "text"} for report in reports)
    return {report["id"]: report["text"] for report in reports}


def test_the_files_are_compiled_from_the_stories() -> None:
    made = compile_stories(FOLDER)
    assert made.faults == []
    for name, content in made.files().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == content


def test_every_word_stands_where_it_says(gold: dict, texts: dict[str, str]) -> None:
    for incident in gold["incidents"]:
        assert set(incident["mentions"]) == set(incident["mention_starts"]) == set(incident["reports"])
        for report, words in incident["mentions"].items():
            assert texts[report].startswith(words, incident["mention_starts"][report])
        quoted = [(report, words) for report, all_words in incident["other_mentions"].items() for words in all_words]
        quoted += list(incident["place_words"].items())
        quoted += [(v["report"], v["words"]) for d in incident["disagreements"] for v in d["values"]]
        for row in incident["toll_series"]:
            figures = [row[kind]["text"] for kind in ("killed", "injured") if row[kind] is not None]
            quoted += [(row["report"], words) for words in [row["source"], *figures] if words is not None]
        for row in incident["responsibility"]:
            quoted += [(row["report"], words) for words in (row["source"], row["who"]) if words is not None]
        assert all(words in texts[report] for report, words in quoted)
    assert all(texts[once["report"]].startswith(once["trigger"], once["trigger_start"]) for once in gold["told_once"])


def test_incidents_hold_to_the_coding_guide(gold: dict) -> None:
    for incident in gold["incidents"]:
        kind = EventType(incident["type"])
        assert incident["mode"] is None or incident["mode"] in MODES[kind]
        assert len(incident["reports"]) >= (1 if incident["role"] == "near-miss" else 2)
        if incident["date_from"] is not None:
            assert date.fromisoformat(incident["date_from"]) <= date.fromisoformat(incident["date_to"])


def test_origins_part_the_reports(gold: dict) -> None:
    for incident in gold["incidents"]:
        assert incident["independent_origins"] == len(incident["origins"])
        assert sorted(r for group in incident["origins"] for r in group) == sorted(incident["reports"])
        for pair in incident["copies"] + incident["rewrites"]:
            assert any(set(pair) <= set(group) for group in incident["origins"])


def test_links_and_days_name_what_is_there(gold: dict, texts: dict[str, str]) -> None:
    ids = [incident["id"] for incident in gold["incidents"]]
    assert len(ids) == len(set(ids))
    assert all(link["from"] in ids and link["to"] in ids for link in gold["links"])
    assert set(gold["day_words"]) == set(texts)
    for report, days in gold["day_words"].items():
        at = 0
        for day in days:
            at = texts[report].index(day["words"], at) + 1
            assert day["date"] is None or f"{date.fromisoformat(day['date']):%A}" == day["words"]


def test_happenings_of_one_report_differ_in_their_main_words(gold: dict) -> None:
    """A record is paired with a happening by words, so that equal words would make the pairing a guess."""
    seen: set[tuple[str, str]] = set()
    rows = [(report, words) for incident in gold["incidents"] for report, words in incident["mentions"].items()]
    for row in rows + [(once["report"], once["trigger"]) for once in gold["told_once"]]:
        assert row not in seen
        seen.add(row)

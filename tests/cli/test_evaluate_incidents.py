"""``dateline evaluate incidents``: from reports to incidents and their figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

REPORTS = [
    {
        "id": "71-a",
        "date": "2024-05-07",
        "publisher": "Delta Courier",
        "title": "Market bombed in Bamako",
        "text": "BAMAKO - A bomb exploded at a market in Bamako on Monday and killed nine people, police said.",
    },
    {
        "id": "71-b",
        "date": "2024-05-08",
        "publisher": "Sahel Wire",
        "title": "Ten dead after bombing",
        "text": "Ten people died when the device exploded among the stalls of Bamako on Monday, a hospital said.",
    },
]
GOLD = {
    "incidents": [
        {
            "id": "71-focus",
            "story": "71",
            "role": "focus",
            "type": "ASSAULT",
            "mode": "explosives",
            "country": "MLI",
            "status": "occurred",
            "date_from": "2024-05-06",
            "date_to": "2024-05-06",
            "reports": ["71-a", "71-b"],
            "mentions": {"71-a": "exploded", "71-b": "exploded"},
            "mention_starts": {"71-a": 16, "71-b": 32},
            "other_mentions": {"71-a": ["killed"], "71-b": ["died"]},
            "place_words": {"71-a": "a market in Bamako"},
            "independent_origins": 2,
        }
    ],
    "links": [],
    "told_once": [],
    "day_words": {"71-a": [], "71-b": []},
}


@pytest.fixture
def files(working_folder: Path) -> None:
    (working_folder / "reports.json").write_text(json.dumps(REPORTS), encoding="utf-8")
    (working_folder / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("flags", [(), ("--given",)])
def test_two_reports_of_one_blast_are_one_incident(dateline, working_folder: Path, flags: tuple[str, ...]) -> None:
    result = dateline("evaluate", "incidents", "reports.json", "gold.json", "--predictions", "told.json", *flags)
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert figures["bcubed"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert figures["independent_origins"]["all"]["accuracy"] == 1.0
    again = dateline("evaluate", "incidents", "reports.json", "gold.json", "--from", "told.json")
    assert json.loads(again.stdout) == figures
    (incident,) = (one for one in json.loads((working_folder / "told.json").read_text())["incidents"])
    assert {member["report"] for member in incident["members"]} == {"71-a", "71-b"}


@pytest.mark.usefixtures("files")
def test_what_cannot_go_together_is_said(dateline) -> None:
    result = dateline("evaluate", "incidents", "reports.json", "gold.json", "--from", "told.json", "--given")
    assert result.exit_code == 2
    assert "Give one." in result.stderr


@pytest.mark.usefixtures("files")
def test_a_confidence_that_is_none_is_refused(dateline) -> None:
    result = dateline("evaluate", "incidents", "reports.json", "gold.json", "--least-confidence", "2")
    assert result.exit_code != 0
    assert "accepted is a number from 0 to 1" in result.stderr

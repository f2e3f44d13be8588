"""Incidents against a story set: the figures are the reference scorer's, and bad files are named."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from dateline.errors import RunError
from dateline.evaluate.incidents import parse_predicted_incidents, parse_stories, score_incidents

GOLD = {
    "incidents": [
        {
            "id": "01-focus",
            "story": "01",
            "role": "focus",
            "type": "ASSAULT",
            "status": "occurred",
            "reports": ["01-a", "01-b", "01-c"],
            "mentions": {"01-a": "bombing", "01-b": "blast", "01-c": "explosion"},
            "other_mentions": {"01-a": ["blast"]},
            "independent_origins": 2,
        },
        {
            "id": "01-next",
            "story": "01",
            "role": "near-miss",
            "type": "ASSAULT",
            "status": "occurred",
            "reports": ["01-b", "01-c"],
            "mentions": {"01-b": "second blast", "01-c": "shelling"},
            "other_mentions": {},
            "independent_origins": 1,
        },
    ],
    "links": [{"from": "01-next", "to": "01-focus", "kind": "similar"}],
    "told_once": [{"report": "01-a", "trigger": "arrested", "type": "COERCE"}],
    "day_words": {"01-a": [], "01-b": [], "01-c": []},
}


def _predicted(*incidents: list[tuple[str, str]], origins: int = 2) -> dict:
    return {
        "incidents": [
            {
                "id": f"i{number}",
                "members": [{"report": report, "triggers": [words], "type": "ASSAULT"} for report, words in members],
                "independent_origins": origins,
            }
            for number, members in enumerate(incidents)
        ]
    }


def _figures(predicted: dict) -> dict:
    gold = parse_stories(json.dumps(GOLD), "gold")
    told = parse_predicted_incidents(json.dumps(predicted), "predicted", gold.reports)
    return score_incidents(gold, told).to_json()


def test_all_as_in_gold_is_right() -> None:
    figures = _figures(
        _predicted(
            [("01-a", "bombing"), ("01-b", "blast"), ("01-c", "explosion")],
            [("01-b", "second blast"), ("01-c", "shelling")],
            [("01-a", "arrested")],
        )
    )
    assert figures["bcubed"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert figures["near_miss"]["kept_apart"] == 1.0
    assert figures["focus"]["whole_and_pure"] == 1.0
    assert figures["independent_origins"]["focus"] == {"right": 1, "of": 1, "accuracy": 1.0}
    assert figures["independent_origins"]["all"]["right"] == 1
    assert figures["mapped"]["members_told_once"] == 1


def test_a_near_miss_that_is_taken_in_costs_precision_and_purity() -> None:
    figures = _figures(
        _predicted([("01-a", "bombing"), ("01-b", "blast"), ("01-c", "explosion"), ("01-c", "shelling")])
    )
    assert figures["bcubed"]["p"] == round((3 * 3 / 4 + 1 / 4) / 4, 4)
    assert figures["bcubed"]["r"] == round((3 + 0.5) / 5, 4)
    assert figures["near_miss"]["incident_pairs_merged"] == 1
    assert (figures["focus"]["whole"], figures["focus"]["pure"]) == (1.0, 0.0)


def test_what_is_not_found_counts_in_recall_alone() -> None:
    figures = _figures(_predicted([("01-a", "bombing")]))
    assert figures["bcubed"] == {"p": 1.0, "r": round(1 / 3 / 5, 4), "f1": 0.125}


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the reference leaves its files to the collector
@pytest.mark.parametrize("seed", range(8))
def test_the_figures_are_those_of_the_reference(reference_scorer, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    words = ["bombing", "blast", "second blast", "explosion", "shelling", "arrested", "unheard"]
    told = _predicted(
        *(
            [(chance.choice(("01-a", "01-b", "01-c")), chance.choice(words)) for _ in range(chance.randint(1, 4))]
            for _ in range(chance.randint(0, 5))
        ),
        origins=chance.randint(1, 3),
    )
    paths = [tmp_path / "gold.json", tmp_path / "told.json"]
    for path, data in zip(paths, (GOLD, told), strict=True):
        path.write_text(json.dumps(data), encoding="utf-8")
    assert _figures(told) == reference_scorer("stories")(*paths)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("[]", "accepted is a JSON object"),
        ("{", "line 1: Expecting property name"),
        ('{"incidents": [{"id": "a", "members": [{"report": "x", "triggers": []}]}]}', "'x' is none of the 3 reports"),
        ('{"incidents": [{"id": "a", "members": []}, {"id": "a", "members": []}]}', "'a' comes twice"),
        ('{"incidents": [{"id": "a", "members": [{"report": "01-a", "triggers": "b"}]}]}', "a list of texts"),
    ],
)
def test_a_prediction_that_cannot_be_read_is_named(data: str, words: str) -> None:
    with pytest.raises(RunError, match=r"told\.json") as caught:
        parse_predicted_incidents(data, "told.json", frozenset({"01-a", "01-b", "01-c"}))
    assert words in str(caught.value)

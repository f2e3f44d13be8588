"""The figures of toponyms: by hand on a small case, and against the benchmark's own scorer."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RunError
from dateline.evaluate.geo import distance_km, parse_texts, parse_toponyms, score_toponyms

Documents = dict[str, list[dict[str, Any]]]


def lines(documents: Documents) -> list[str]:
    return [json.dumps({"id": document, "toponyms": toponyms}) for document, toponyms in documents.items()]


def scores(gold: Documents, predicted: Documents) -> dict[str, Any]:
    return score_toponyms(parse_toponyms(lines(gold), "gold"), parse_toponyms(lines(predicted), "p")).to_json()


def test_figures_of_a_small_case_worked_out_by_hand() -> None:
    gold = {
        "d1": [
            {"start": 0, "end": 5, "lat": 0.0, "lon": 0.0, "geonames_id": 1},
            {"start": 10, "end": 14, "lat": 10.0, "lon": 10.0},
            {"start": 20, "end": 25, "lat": None, "lon": None},
        ],
        "d2": [{"start": 0, "end": 4, "lat": 5.0, "lon": 5.0}],
    }
    found = {
        "d1": [
            {"start": 0, "end": 5, "lat": 1.0, "lon": 0.0, "geonames_id": "1"},
            {"start": 9, "end": 14, "lat": 20.0, "lon": 10.0},
            {"start": 20, "end": 25},
            {"start": 30, "end": 35},
        ]
    }
    figures = scores(gold, found)
    assert (figures["docs"], figures["missing_docs"]) == (2, 1)
    assert figures["recognition"]["strict"] == {"p": 0.5, "r": 0.5, "f1": 0.5}
    assert figures["recognition"]["lenient"] == {"p": 0.75, "r": 0.75, "f1": 0.75}
    assert figures["recognition_geocoded"]["strict"] == {"p": 0.3333, "r": 0.3333, "f1": 0.3333}
    assert figures["resolution"]["acc161"] == 0.5
    assert figures["resolution"]["geonames_acc"] == 1.0
    assert (figures["resolution_all"]["n"], figures["resolution_all"]["acc161"]) == (3, 0.3333)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_km((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111.195, abs=0.001)


def test_nothing_to_locate_is_no_accuracy_of_one() -> None:
    assert scores({"d": []}, {"d": []})["resolution_all"]["acc161"] == 0.0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "g, line 1: .* accepted is one JSON object"),
        ('{"toponyms": []}', "g, line 1: 'id' is missing"),
        ('{"id": "d", "toponyms": {}}', "g, line 1: 'toponyms' is an object"),
        ('{"id": "d", "toponyms": [{"start": -1, "end": 2}]}', "g, line 1, toponym 1: 'start' is -1"),
        ('{"id": "d", "toponyms": [{"start": 0, "end": 2, "lat": "far"}]}', "toponym 1: 'lat' is 'far'"),
    ],
)
def test_another_form_is_refused_with_its_place(line: str, told: str) -> None:
    with pytest.raises(RunError, match=told):
        parse_toponyms([line], "g")


def test_gold_without_text_cannot_be_read_for_places() -> None:
    with pytest.raises(RunError, match="g, line 1: 'text' is missing"):
        parse_texts(['{"id": "d", "toponyms": []}'], "g")


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestAgainstTheReferenceScorer:
    def assert_agreement(self, folder: Path, reference: Any, gold: Documents, predicted: Documents) -> None:
        (folder / "g.jsonl").write_text("\n".join(lines(gold)))
        (folder / "p.jsonl").write_text("\n".join(lines(predicted)))
        assert scores(gold, predicted) == reference(folder / "g.jsonl", folder / "p.jsonl")

    def test_on_random_toponyms(self, tmp_path: Path, reference_scorer: Callable[[str], Any]) -> None:
        reference = reference_scorer("geo")
        for seed in range(60):
            chance = random.Random(seed)
            gold = {f"d{number}": random_toponyms(chance) for number in range(chance.randint(1, 4))}
            predicted = {d: changed(chance, toponyms) for d, toponyms in gold.items() if chance.random() < 0.9}
            self.assert_agreement(tmp_path, reference, gold, predicted)

    def test_on_gold_toponyms_with_errors(
        self, tmp_path: Path, research_data: Path, reference_scorer: Callable[[str], Any]
    ) -> None:
        path = research_data / "data" / "geoparsing" / "lgl_dev.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        gold = {row["id"]: row["toponyms"] for row in rows}
        chance = random.Random(7)
        predicted = {d: changed(chance, toponyms) for d, toponyms in gold.items()}
        self.assert_agreement(tmp_path, reference_scorer("geo"), gold, predicted)


def random_toponyms(chance: random.Random) -> list[dict[str, Any]]:
    starts = sorted(chance.sample(range(0, 200, 3), chance.randint(0, 12)))
    return [random_toponym(chance, start) for start in starts]


def random_toponym(chance: random.Random, start: int) -> dict[str, Any]:
    located = chance.random() < 0.8
    point = (
        {"lat": chance.uniform(-90, 90), "lon": chance.uniform(-180, 180)} if located else {"lat": None, "lon": None}
    )
    identity = {"geonames_id": chance.choice((None, 12, 13))} if chance.random() < 0.7 else {}
    return {"start": start, "end": start + chance.randint(1, 9)} | point | identity


def changed(chance: random.Random, toponyms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some left out, some moved, some elsewhere, some added."""
    kept = [dict(toponym) for toponym in toponyms if chance.random() < 0.8]
    for toponym in kept:
        if chance.random() < 0.3:
            toponym["end"] += chance.randint(1, 4)
        if chance.random() < 0.4 and toponym["lat"] is not None:
            toponym["lat"] = max(-90.0, min(90.0, toponym["lat"] + chance.choice((0.5, 1.4, 30.0))))
        if chance.random() < 0.2:
            toponym["lat"] = toponym["lon"] = None
        if chance.random() < 0.3:
            toponym["geonames_id"] = chance.choice((None, 12, "13"))
    return kept + random_toponyms(chance)[:2]

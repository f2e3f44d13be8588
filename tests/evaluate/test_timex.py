"""The figures of time expressions: by hand on a small case, and against the benchmark's own scorer."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RunError
from dateline.evaluate.timex import parse_timex_documents, parse_timexes, score_timexes

Documents = dict[str, list[dict[str, Any]]]


def lines(documents: Documents) -> list[str]:
    return [json.dumps({"id": document, "timexes": timexes}) for document, timexes in documents.items()]


def scores(gold: Documents, predicted: Documents) -> dict[str, Any]:
    return score_timexes(parse_timexes(lines(gold), "gold"), parse_timexes(lines(predicted), "p")).to_json()


def timex(start: int, end: int, kind: str, value: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind, "value": value}


def test_figures_of_a_small_case_worked_out_by_hand() -> None:
    gold = {"d": [timex(0, 6, "DATE", "2031-05-02"), timex(10, 20, "DURATION", "P2D"), timex(30, 35, "SET", "P1D")]}
    found = {"d": [timex(0, 6, "DATE", "2031-05-02 "), timex(12, 20, "DATE", "P2D"), timex(40, 44, "TIME", "T12")]}
    figures = scores(gold, found)
    assert (figures["gold"], figures["pred"]) == (3, 3)
    assert figures["strict"]["f1"] == figures["type"]["f1"] == figures["strict_value"]["f1"] == 0.3333
    assert figures["relaxed"]["f1"] == figures["value"]["f1"] == 0.6667
    assert (figures["type_accuracy"], figures["value_accuracy"]) == (0.5, 1.0)


def test_a_gold_file_gives_the_texts_and_their_days() -> None:
    (document,) = parse_timex_documents(['{"id": "d", "text": "Today.", "dct": "2031-05-02T08:00"}'], "g").values()
    assert (document.text, document.published) == ("Today.", date(2031, 5, 2))


def test_a_day_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(RunError, match="g, line 1: 'dct' is '2031-02-30'; accepted is a day"):
        parse_timex_documents(['{"id": "d", "text": "Today.", "dct": "2031-02-30"}'], "g")


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestAgainstTheReferenceScorer:
    def assert_agreement(self, folder: Path, reference: Any, gold: Documents, predicted: Documents) -> None:
        (folder / "g.jsonl").write_text("\n".join(lines(gold)))
        (folder / "p.jsonl").write_text("\n".join(lines(predicted)))
        assert scores(gold, predicted) == reference(folder / "g.jsonl", folder / "p.jsonl")

    def test_on_random_expressions(self, tmp_path: Path, reference_scorer: Callable[[str], Any]) -> None:
        reference = reference_scorer("timex")
        for seed in range(60):
            chance = random.Random(seed)
            gold = {f"d{number}": random_timexes(chance) for number in range(chance.randint(1, 4))}
            predicted = {d: changed(chance, timexes) for d, timexes in gold.items() if chance.random() < 0.9}
            self.assert_agreement(tmp_path, reference, gold, predicted)

    def test_on_gold_expressions_with_errors(
        self, tmp_path: Path, research_data: Path, reference_scorer: Callable[[str], Any]
    ) -> None:
        path = research_data / "data" / "timex" / "dev.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        gold = {row["id"]: row["timexes"] for row in rows}
        chance = random.Random(7)
        predicted = {d: changed(chance, timexes) for d, timexes in gold.items()}
        self.assert_agreement(tmp_path, reference_scorer("timex"), gold, predicted)


def random_timexes(chance: random.Random) -> list[dict[str, Any]]:
    starts = sorted(chance.sample(range(0, 200, 3), chance.randint(0, 12)))
    kinds, values = ("DATE", "TIME", "DURATION", "SET"), ("2031-05", "P1D", "PRESENT_REF", "", " P1D")
    return [timex(start, start + chance.randint(1, 9), chance.choice(kinds), chance.choice(values)) for start in starts]


def changed(chance: random.Random, timexes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some left out, some moved, some of another value, some added."""
    kept = [dict(each) for each in timexes if chance.random() < 0.8]
    for each in kept:
        if chance.random() < 0.3:
            each["end"] += chance.randint(1, 4)
        if chance.random() < 0.3:
            each["value"] = chance.choice((each["value"], "P9Y", f" {each['value']}"))
        if chance.random() < 0.2:
            each["type"] = "SET"
    return kept + random_timexes(chance)[:2]

"""The figures of attribution: by hand on a small case, and against the benchmark's own scorer."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RunError
from dateline.evaluate.attribution import PARTS, parse_attributions, score_attributions

Relations = list[dict[str, Any]]
TEXT = 'Police said "the bridge is closed," and left. The mayor denied it.'


def spans(*pairs: tuple[int, int]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in pairs]


def lines(documents: dict[str, Relations], text: str | None = None) -> list[str]:
    extra = {} if text is None else {"text": text}
    return [json.dumps({"id": name, "attributions": relations} | extra) for name, relations in documents.items()]


def scores(gold: list[str], predicted: list[str]) -> dict[str, Any]:
    return score_attributions(parse_attributions(gold, "gold"), parse_attributions(predicted, "p")).to_json()


def test_figures_of_a_small_case_worked_out_by_hand() -> None:
    gold = [
        {"source": spans((0, 6)), "cue": spans((7, 11)), "content": spans((12, 35))},
        {"source": spans((46, 55)), "cue": spans((56, 62)), "content": spans((63, 65))},
    ]
    found = [{"source": spans((0, 6)), "cue": spans((7, 11)), "content": spans((13, 33))}]
    figures = scores(lines({"d": gold}, TEXT), lines({"d": found}))
    assert (figures["gold_attributions"], figures["pred_attributions"]) == (2, 1)
    for part in PARTS:
        assert figures[part]["exact"] == {"p": 1.0, "r": 0.5, "f1": 0.6667}
    assert figures["linked"]["content_source_exact"] == {"p": 1.0, "r": 0.5, "f1": 0.6667}


def test_marks_at_the_edges_do_not_count_and_those_inside_do() -> None:
    gold = lines({"d": [{"source": [], "cue": [], "content": spans((11, 36))}]}, TEXT)
    assert scores(gold, lines({"d": [{"content": spans((13, 33))}]}))["content"]["exact"]["f1"] == 1.0
    assert scores(gold, lines({"d": [{"content": spans((13, 32))}]}))["content"]["exact"]["f1"] == 0.0


def test_a_span_that_ends_before_it_starts_is_refused_with_its_place() -> None:
    with pytest.raises(RunError, match="p, line 1, attribution 1, cue 1: it ends at 2, before its start 5"):
        parse_attributions(lines({"d": [{"cue": spans((5, 2))}]}), "p")


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestAgainstTheReferenceScorer:
    def assert_agreement(self, folder: Path, reference: Any, gold: list[str], predicted: list[str]) -> None:
        (folder / "g.jsonl").write_text("\n".join(gold), encoding="utf-8")
        (folder / "p.jsonl").write_text("\n".join(predicted), encoding="utf-8")
        assert scores(gold, predicted) == reference(folder / "g.jsonl", folder / "p.jsonl")

    def test_on_random_relations(self, tmp_path: Path, reference_scorer: Callable[[str], Any]) -> None:
        reference = reference_scorer("polnear")
        for seed in range(60):
            chance = random.Random(seed)
            gold = {f"d{number}": random_relations(chance) for number in range(chance.randint(1, 4))}
            found = {name: changed(chance, relations) for name, relations in gold.items() if chance.random() < 0.9}
            text = "".join(chance.choice('ab ".,') for _ in range(130)) if chance.random() < 0.8 else None
            self.assert_agreement(tmp_path, reference, lines(gold, text), lines(found))

    def test_on_gold_relations_with_errors(
        self, tmp_path: Path, research_data: Path, reference_scorer: Callable[[str], Any]
    ) -> None:
        path = research_data / "data" / "polnear" / "dev.jsonl"
        gold = [line for line in path.read_text(encoding="utf-8").split("\n") if line][:25]
        chance = random.Random(7)
        rows = [json.loads(line) for line in gold]
        found = {row["id"]: changed(chance, row["attributions"]) for row in rows}
        self.assert_agreement(tmp_path, reference_scorer("polnear"), gold, lines(found))


def random_relations(chance: random.Random) -> Relations:
    return [{part: random_spans(chance) for part in PARTS} for _ in range(chance.randint(0, 6))]


def random_spans(chance: random.Random) -> list[dict[str, int]]:
    starts = [chance.randint(0, 120) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    return spans(*((start, start + chance.randint(0, 14)) for start in starts))


def changed(chance: random.Random, relations: Relations) -> Relations:
    """Some left out, some with a part moved or emptied, some added."""
    kept = [
        {part: [dict(span) for span in each[part]] for part in PARTS} for each in relations if chance.random() < 0.8
    ]
    for each in kept:
        part = chance.choice(PARTS)
        if chance.random() < 0.2:
            each[part] = []
        for span in each[part]:
            span["end"] += chance.randint(0, 4)
    return kept + random_relations(chance)[:2]

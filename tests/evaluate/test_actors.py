"""The figures of actors, worked out by hand, and the forms of gold that occur."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.errors import RunError
from dateline.evaluate.actors import parse_given_actors, parse_gold_actors, predict_actors, score_actors


def gold_line(identity: str, *source: dict[str, Any], **more: Any) -> str:
    return json.dumps({"id": identity, "text": "A sentence.", "source": list(source), "target": ""} | more)


def actor(words: str, code: str, sector: str | None = None) -> dict[str, Any]:
    return {"actorText": words, "code": code} | ({"sector": sector} if sector else {})


def given_line(identity: str, *source: tuple[str, str | None, list[str]]) -> str:
    rows = [{"actorText": words, "country": country, "sectors": sectors} for words, country, sectors in source]
    return json.dumps({"id": identity, "source": rows, "target": []})


def test_figures_of_a_small_case_worked_out_by_hand() -> None:
    gold = parse_gold_actors(
        [
            gold_line("a", actor("Lorn", "NOR", "GOV"), actor("Norvik", "JAP"), actor("a body", "IGO")),
            gold_line("b", actor("rebels", "***", "REB"), actor("an agency", "IGO")),
        ],
        "gold",
    )
    given = parse_given_actors(
        [
            given_line("a", ("Lorn", "NOR", ["MIL", "GOV"]), ("Norvik", "JPN", []), ("a body", None, ["UNO"])),
            given_line("b", ("rebels", "TCD", ["REB"]), ("an agency", "TCD", ["NGO"])),
        ],
        "given",
    )
    assert score_actors(gold, given).to_json() == {
        "actors": 5,
        "country": 1.0,
        "country_told": 2,
        "sector": 0.5,
        "sector_told": 4,
        "no_country": 2,
        "no_country_right": 1,
    }


def test_a_missing_prediction_is_wrong_and_no_prediction_counts_twice() -> None:
    gold = parse_gold_actors([gold_line("a", actor("Lorn", "NOR"), actor("Lorn", "NOR"))], "gold")
    given = parse_given_actors([given_line("a", ("Lorn", "NOR", []))], "given")
    assert score_actors(gold, given).country == 0.5


def test_a_second_record_of_one_id_has_a_name_of_its_own() -> None:
    gold = parse_gold_actors([gold_line("a"), gold_line("a"), gold_line("a")], "gold")
    assert [record.id for record in gold] == ["a", "a#2", "a#3"]


def test_predictions_are_asked_for_with_words_and_sentence() -> None:
    gold = parse_gold_actors([gold_line("a", actor("Lorn", "NOR"))], "gold")
    (row,) = predict_actors(gold, lambda words, sentence: ("NOR", ["GOV"]) if sentence == "A sentence." else (None, ()))
    assert row["source"] == [{"actorText": "Lorn", "country": "NOR", "sectors": ["GOV"]}]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "g, line 1: .* accepted is one JSON object"),
        (json.dumps({"id": "a"}), "g, line 1: 'text' is missing"),
        (gold_line("a", target=[{"words": "x"}]), "g, line 1: 'target' is .* accepted is a list of objects"),
    ],
)
def test_another_form_is_refused_with_its_place(line: str, told: str) -> None:
    with pytest.raises(RunError, match=told):
        parse_gold_actors([line], "g")

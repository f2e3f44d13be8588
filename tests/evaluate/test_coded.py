"""Files of articles and codings: what is read, and what is said of a file that cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ConfigError, RunError
from dateline.evaluate import CodedFigure, load_articles, load_codings, parse_codings
from dateline.model import EventType

EVENT: dict[str, Any] = {
    "id": "e1",
    "type": "ASSAULT",
    "mode": "firearms",
    "triggers": ["shot dead"],
    "actor": ["gunmen"],
    "recipient": ["two ferry pilots"],
    "object": [],
    "means": [],
    "place": ["Port Ellery"],
    "country": None,
    "time": ["on Monday"],
    "date_from": "2031-03-03",
    "date_to": "2031-03-03",
    "killed": {"low": 2, "high": None, "text": "two ferry pilots"},
    "injured": None,
    "attribution": [
        {"source": "the harbour police", "cue": "said", "stance": "states"},
        {"source": None, "cue": "reportedly", "stance": "states"},
    ],
    "status": "occurred",
    "certainty": "attributed",
    "responsibility": {"who": None, "stance": "unclaimed"},
    "main": True,
}


def line(report_id: str = "r1", **changes: Any) -> str:
    return json.dumps({"id": report_id, "events": [EVENT | changes]})


def articles_file(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "articles.json"
    path.write_text(content, encoding="utf-8")
    return path


def test_an_event_is_read_with_all_that_is_scored() -> None:
    (event,) = parse_codings([line()], "gold.jsonl")["r1"]
    assert event.type is EventType.ASSAULT
    assert event.triggers == ("shot dead",)
    assert event.arguments["recipient"] == ("two ferry pilots",)
    assert event.sources == ("the harbour police",)
    assert event.killed == CodedFigure(2, None)
    assert event.injured is None
    assert event.responsibility == "unclaimed"
    assert event.main is True


def test_what_is_left_out_is_not_told() -> None:
    (event,) = parse_codings(['{"id": "r1", "events": [{"type": "AID", "triggers": ["sent food"]}]}'], "p")["r1"]
    assert event.arguments == dict.fromkeys(("actor", "recipient", "object", "means", "place"), ())
    assert (event.killed, event.mode, event.responsibility, event.main) == (None, None, None, False)


def test_blank_lines_are_skipped_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{line()}\n\n  \n{line('r2')}\n{{broken\n", encoding="utf-8")
    with pytest.raises(RunError, match=r"gold\.jsonl, line 5: .*column 2"):
        load_codings(path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "BATTLE"}, r"line 1, event 1: type 'BATTLE' is not one of AGREE, CONSULT"),
        ({"type": None}, r"type None is not one of"),
        ({"type": []}, r"type \[\] is not one of"),
        ({"actor": "gunmen"}, r"line 1, event 1: 'actor' is 'gunmen'; accepted is a list of texts"),
        ({"triggers": [3]}, r"'triggers' is \[3\]"),
        ({"killed": 3}, r"line 1, event 1, killed: it is a number; accepted is a JSON object"),
        ({"killed": {"low": "3"}}, r"event 1, killed: 'low' is '3'; accepted is a whole number"),
        ({"killed": {"low": True}}, r"'low' is True; accepted is a whole number"),
        ({"attribution": "police"}, r"'attribution' is a text; accepted is a list of objects"),
        ({"attribution": [{"source": 1}]}, r"'source' is 1; accepted is a text"),
        ({"country": 7}, r"'country' is 7; accepted is a text, or null"),
        ({"main": "yes"}, r"'main' is 'yes'; accepted is true or false"),
    ],
)
def test_a_bad_value_is_named_with_its_place(change: dict[str, Any], told: str) -> None:
    with pytest.raises(RunError, match=told):
        parse_codings([line(**change)], "gold.jsonl")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", r"p, line 1: it is a list that is empty; accepted is a JSON object"),
        ('{"events": []}', r"p, line 1: 'id' is missing or null"),
        ('{"id": "", "events": []}', r"'id' is a text that is empty"),
        ('{"id": "r1"}', r"'events' is missing or null; accepted is a list, \[\] for no events"),
        ("[" * 200_000, r"p, line 1: the JSON is nested too deeply"),
    ],
)
def test_a_line_that_is_no_coding_is_named(text: str, told: str) -> None:
    with pytest.raises(RunError, match=told):
        parse_codings([text], "p")


def test_a_report_coded_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(RunError, match=r"p, line 3: 'r1' stands on line 1 already"):
        parse_codings([line(), line("r2"), line()], "p")


def test_articles_are_read_by_id_and_a_title_of_null_is_empty(tmp_path: Path) -> None:
    path = articles_file(
        tmp_path, '[{"id": "a", "title": null, "text": "One."}, {"id": "b", "title": "T", "text": "2"}]'
    )
    articles = load_articles(path)
    assert articles["a"].whole == "\nOne."
    assert articles["b"].whole == "T\n2"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"id": "a"}', r"holds an object and not a list"),
        ('[\n{"id": "a"', r"articles\.json, line 2: "),
        ('[{"id": "a"}]', r"article 1: 'text' is missing or null"),
        ('[{"id": "a", "text": "x", "title": 3}]', r"article 1: 'title' is a number"),
        ('[{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]', r"article 2: the id 'a' comes twice"),
        ('["a"]', r"article 1: it is a text; accepted is a JSON object"),
        ("[" * 200_000, r"nested too deeply"),
    ],
)
def test_bad_articles_are_named_with_their_place(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(RunError, match=told):
        load_articles(articles_file(tmp_path, content))


def test_a_file_that_is_not_there_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.jsonl: it cannot be read \(No such file"):
        load_codings(tmp_path / "nowhere.jsonl")


def test_bytes_that_are_no_utf8_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(RunError, match=r"byte 11 is no UTF-8"):
        load_codings(path)


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line(), encoding="utf-8-sig")
    assert list(load_codings(path)) == ["r1"]

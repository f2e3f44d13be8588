"""``dateline evaluate events``: articles coded and scored, or codings scored that are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FAST = ("--parser", "bare", "--coder", "words", "--resolvers", "")
ARTICLES = [
    {"id": "a1", "date": "2024-05-03", "title": "Depot attacked", "text": "Gunmen killed two guards at a depot."},
    {"id": "a2", "date": "2024-05-04", "title": "Calm", "text": "The town was calm, and shops opened again."},
]
_EMPTY = {role: [] for role in ("actor", "recipient", "object", "means", "place", "time", "attribution")}
_UNTOLD = dict.fromkeys(("mode", "country", "date_from", "date_to", "killed", "injured", "responsibility"))
EVENT = {"id": "e1", "type": "ASSAULT", "triggers": ["killed"], "main": True, **_EMPTY, **_UNTOLD}
EVENT |= {"status": "occurred", "certainty": "fact"}
MISSED = EVENT | {"id": "e2", "type": "CONSULT", "triggers": ["opened"]}


@pytest.fixture(autouse=True)
def gold(working_folder: Path, small_parts: Path) -> None:
    Path("articles.json").write_text(json.dumps(ARTICLES))
    lines = [{"id": "a1", "events": [EVENT]}, {"id": "a2", "events": [MISSED]}]
    Path("gold.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_articles_are_coded_written_and_scored(dateline) -> None:
    result = dateline("evaluate", "events", "articles.json", "gold.jsonl", "--predictions", "out.jsonl", *FAST)
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert figures["events"] == {"p": 1.0, "r": 0.5, "f1": 0.667}
    written = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [(coding["id"], len(coding["events"])) for coding in written] == [("a1", 1), ("a2", 0)]


def test_codings_that_are_there_are_scored_without_a_coder(dateline) -> None:
    result = dateline("evaluate", "events", "articles.json", "gold.jsonl", "--from", "gold.jsonl", "--by-type")
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert figures["events"]["f1"] == 1.0
    assert set(figures["by_type"]) == {"ASSAULT", "CONSULT"}


def test_written_predictions_score_as_they_did(dateline) -> None:
    first = dateline("evaluate", "events", "articles.json", "gold.jsonl", "--predictions", "out.jsonl", *FAST)
    again = dateline("evaluate", "events", "articles.json", "gold.jsonl", "--from", "out.jsonl")
    assert again.stdout == first.stdout


def test_tables(dateline) -> None:
    result = dateline("evaluate", "events", "articles.json", "gold.jsonl", "--from", "gold.jsonl", "--table")
    assert "| events | 1.000 | 1.000 | 1.000 | 2 | 2 |" in result.stdout


def test_an_article_that_fails_counts_as_empty_and_is_told(dateline) -> None:
    Path("articles.json").write_text(json.dumps([*ARTICLES[:1], ARTICLES[1] | {"date": "2024-02-30"}]))
    result = dateline("evaluate", "events", "articles.json", "gold.jsonl", *FAST)
    assert result.exit_code == 3
    assert "2024-02-30" in result.stderr
    assert json.loads(result.stdout)["gold_records"] == 2


def test_writing_and_taking_predictions_at_once_is_wrong_usage(dateline) -> None:
    arguments = ("articles.json", "gold.jsonl", "--from", "gold.jsonl", "--predictions", "out.jsonl")
    assert dateline("evaluate", "events", *arguments).exit_code == 2


@pytest.mark.parametrize(("articles", "gold"), [("missing.json", "gold.jsonl"), ("articles.json", "articles.json")])
def test_files_that_are_no_such_files_are_one_line(dateline, articles: str, gold: str) -> None:
    result = dateline("evaluate", "events", articles, gold, "--from", "gold.jsonl")
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


def test_given_toponyms_are_located_and_scored(dateline) -> None:
    text = "Shells fell on Homs and on Aleppo, Syria."
    toponyms = [
        {"start": 15, "end": 19, "lat": 34.73, "lon": 36.72},
        {"start": 27, "end": 33, "lat": 36.2, "lon": 37.16},
    ]
    Path("geo.jsonl").write_text(json.dumps({"id": "d", "text": text, "toponyms": toponyms}) + "\n")
    result = dateline("evaluate", "geo", "geo.jsonl", "--given", "--predictions", "out.jsonl")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["resolution_all"]["acc161"] == 1.0
    again = dateline("evaluate", "geo", "geo.jsonl", "--from", "out.jsonl")
    assert again.stdout == result.stdout


def test_toponyms_are_found_by_the_parser(dateline) -> None:
    Path("geo.jsonl").write_text(
        json.dumps({"id": "d", "text": "Shells fell on Homs in Syria.", "toponyms": []}) + "\n"
    )
    result = dateline("evaluate", "geo", "geo.jsonl", "--predictions", "out.jsonl")
    assert result.exit_code == 0, result.stderr
    (row,) = map(json.loads, Path("out.jsonl").read_text().splitlines())
    assert {"start": 23, "end": 28} in [{"start": one["start"], "end": one["end"]} for one in row["toponyms"]]


def test_actors_are_scored_by_country_and_sector(dateline) -> None:
    gold = {"id": "g", "text": "Israeli soldiers shelled a town.", "target": ""}
    gold["source"] = [{"actorText": "Israeli soldiers", "code": "ISR", "sector": "MIL"}]
    Path("actors.jsonl").write_text(json.dumps(gold) + "\n")
    result = dateline("evaluate", "actors", "actors.jsonl", "--predictions", "out.jsonl")
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert (figures["country"], figures["sector"]) == (1.0, 1.0)
    assert dateline("evaluate", "actors", "actors.jsonl", "--from", "out.jsonl").stdout == result.stdout
    both = dateline("evaluate", "actors", "actors.jsonl", "--from", "out.jsonl", "--predictions", "x.jsonl")
    assert both.exit_code == 2


def test_time_expressions_are_read_and_scored(dateline) -> None:
    gold = {"id": "d", "text": "Miners walked out on Friday.", "dct": "2025-04-23"}
    gold["timexes"] = [{"start": 21, "end": 27, "type": "DATE", "value": "2025-04-18"}]
    Path("timex.jsonl").write_text(json.dumps(gold) + "\n")
    result = dateline("evaluate", "timex", "timex.jsonl", "--predictions", "out.jsonl")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["strict_value"]["f1"] == 1.0
    assert dateline("evaluate", "timex", "timex.jsonl", "--from", "out.jsonl").stdout == result.stdout


PROBE = {"id": "p", "class": "doers", "date": "2031-05-14", "text": "Gunmen killed two guards at a depot."}


def test_probes_are_coded_and_scored_by_class(dateline) -> None:
    rows = [
        PROBE | {"expect": [{"type": "ASSAULT"}], "forbid": []},
        PROBE | {"id": "q", "expect": [], "forbid": [{"type": "ASSAULT"}]},
    ]
    for name, row in zip(("one.jsonl", "two.jsonl"), rows, strict=True):
        Path(name).write_text(json.dumps(row) + "\n")
    result = dateline("evaluate", "probes", "one.jsonl", "two.jsonl", "--predictions", "out.jsonl", *FAST)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["by_class"] == {"doers": {"passed": 1, "of": 2, "pass_rate": 0.5}}
    again = dateline("evaluate", "probes", "one.jsonl", "two.jsonl", "--from", "out.jsonl", "--failures")
    assert [failing["id"] for failing in json.loads(again.stdout)["failures"]] == ["q"]


def test_a_probe_that_cannot_be_coded_is_told_and_ends_with_3(dateline) -> None:
    Path("probes.jsonl").write_text(json.dumps(PROBE | {"text": " ", "expect": [], "forbid": [{}]}) + "\n")
    result = dateline("evaluate", "probes", "probes.jsonl", *FAST)
    assert result.exit_code == 3
    assert "probe p could not be coded" in result.stderr
    assert json.loads(result.stdout)["probes_without_coding"] == 1


def test_attribution_is_found_and_scored(dateline) -> None:
    text = "Police said that the bridge was closed."
    gold = {"source": [{"start": 0, "end": 6}], "cue": [{"start": 7, "end": 11}], "content": [{"start": 12, "end": 38}]}
    Path("who.jsonl").write_text(json.dumps({"id": "d", "text": text, "attributions": [gold]}) + "\n")
    result = dateline("evaluate", "attribution", "who.jsonl", "--predictions", "out.jsonl")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["linked"]["content_source_exact"]["f1"] == 1.0
    assert dateline("evaluate", "attribution", "who.jsonl", "--from", "out.jsonl").stdout == result.stdout
    wrong = dateline("evaluate", "attribution", "articles.json")
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith("error: articles.json")

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.export import CodingsExporter
from dateline.export.codings import guide_event
from dateline.model import (
    Certainty,
    EventType,
    Exporter,
    Field,
    Maker,
    Mode,
    Responsibility,
    ResponsibilityStance,
    Status,
    modes_of,
)
from factories import claim, coding, record, report
from rich_report import Rich

KEYS = (
    "id type mode triggers actor recipient object means place country time date_from date_to killed injured "
    "attribution status certainty responsibility main"
).split()


def test_it_is_an_exporter() -> None:
    assert isinstance(CodingsExporter(), Exporter)


def test_a_rich_record_in_the_words_of_the_guide(rich: Rich) -> None:
    (line,) = CodingsExporter().export([(rich.report, rich.coding)])
    assert line.endswith("}\n")
    assert json.loads(line) == {
        "id": "report-1",
        "events": [
            {
                "id": "e1",
                "type": "ASSAULT",
                "mode": "aerial",
                "triggers": ["struck", "attack", "strike"],
                "actor": [],
                "recipient": ["three sailors"],
                "object": ["fuel barge"],
                "means": ["drone"],
                "place": ["Cape Lorn", "the cape"],
                "country": "NOR",
                "time": ["on Monday"],
                "date_from": "2031-03-03",
                "date_to": "2031-03-03",
                "killed": {"low": 3, "high": None, "text": "three sailors"},
                "injured": None,
                "attribution": [
                    {"source": "the coast guard", "cue": "said", "stance": "states"},
                    {"source": "Harbour Radio", "cue": None, "stance": "states"},
                    {"source": "Tessaly", "cue": "denied", "stance": "denies"},
                ],
                "status": "hypothetical",
                "certainty": "suspected",
                "responsibility": {"who": None, "stance": "unclaimed"},
                "main": True,
            }
        ],
    }


def test_keys_stand_in_the_guides_order(rich: Rich) -> None:
    (line,) = CodingsExporter().export([(rich.report, rich.coding)])
    data = json.loads(line)
    assert list(data) == ["id", "events"]
    assert list(data["events"][0]) == KEYS


def test_what_is_not_known_is_null_or_empty() -> None:
    _, (clash,) = report("A [[clash]] at Norvik.")
    event = guide_event(record(EventType.ASSAULT, clash), 7)
    assert event["id"] == "e7"
    assert {key for key in KEYS if event[key] is None} == set(
        "mode country date_from date_to killed injured status certainty responsibility".split()
    )
    assert [key for key in KEYS if event[key] == []] == "actor recipient object means place time attribution".split()
    assert event["main"] is False


def test_a_report_without_records_has_an_empty_list() -> None:
    made, _ = report("Calm at sea.", id="ferry-7")
    assert list(CodingsExporter().export([(made, coding(made))])) == ['{"id": "ferry-7", "events": []}\n']


def test_events_are_numbered_within_their_report() -> None:
    made, (clash, blast) = report("A [[clash]], then a [[blast]].")
    found = coding(made, record(EventType.ASSAULT, clash), record(EventType.INCIDENT, blast))
    (line,) = CodingsExporter().export([(made, found)])
    assert [event["id"] for event in json.loads(line)["events"]] == ["e1", "e2"]


def test_responsibility_is_told_for_violence_only_and_not_where_it_is_plain_fact() -> None:
    _, (talks, claimed, raid) = report("[[Talks]] [[claimed by Tessaly]] before a [[raid]].")
    told = claim(Field.RESPONSIBILITY, claimed, value=Responsibility(ResponsibilityStance.CLAIMED))
    fact = claim(Field.RESPONSIBILITY, claimed, value=Responsibility(ResponsibilityStance.STATED_AS_FACT))
    assert guide_event(record(EventType.CONSULT, talks, told), 1)["responsibility"] is None
    assert guide_event(record(EventType.ASSAULT, raid, fact), 1)["responsibility"] is None
    assert guide_event(record(EventType.ASSAULT, raid, told), 1)["responsibility"] == {"who": None, "stance": "claimed"}


def test_two_codings_of_one_report_are_refused() -> None:
    made, _ = report("Calm at sea.")
    second = coding(made, maker=Maker("person:ana", "1", "0"))
    lines = CodingsExporter().export([(made, coding(made)), (made, second)])
    next(lines)
    with pytest.raises(ConfigError, match="'report-1' is coded by 'test-maker' and by 'person:ana'"):
        next(lines)


def test_every_value_of_the_codebook_passes_the_guides_own_check(tmp_path: Path, research_data: Path) -> None:
    made, (attack, source) = report("An [[attack]] that [[the mayor]] described.", title="Norvik")
    records = []
    for event_type in EventType:
        for mode in modes_of(event_type):
            stances = list(ResponsibilityStance)
            number = len(records)
            records.append(
                record(
                    event_type,
                    attack,
                    claim(Field.MODE, attack, value=Mode(mode)),
                    claim(Field.STATUS, attack, value=list(Status)[number % len(Status)]),
                    claim(Field.CERTAINTY, attack, value=list(Certainty)[number % len(Certainty)]),
                    claim(
                        Field.RESPONSIBILITY,
                        source,
                        value=Responsibility(stances[number % len(stances)], source.text),
                    ),
                )
            )
    articles, codings = tmp_path / "articles.json", tmp_path / "codings.jsonl"
    body = made.text[made.body_start :]
    articles.write_text(json.dumps([{"id": made.id, "title": made.title, "text": body}]), encoding="utf-8")
    codings.write_text("".join(CodingsExporter().export([(made, coding(made, *records))])), encoding="utf-8")
    checker = research_data / "score" / "check_codings.py"
    checked = subprocess.run([sys.executable, checker, articles, codings], capture_output=True, text=True, check=True)
    assert f"events {len(records)} errors 0" in checked.stdout, checked.stdout

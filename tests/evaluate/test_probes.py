"""When a probe passes, key by key, and the same figures as the benchmark data's scorer on random input."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RunError
from dateline.evaluate.probes import (
    Probe,
    find_faults,
    fits,
    load_probes,
    parse_probe_codings,
    parse_probes,
    score_probes,
)

EVENT: dict[str, Any] = {
    "type": "ASSAULT",
    "triggers": ["killed"],
    "actor": [],
    "recipient": ["two farmers"],
    "killed": {"low": 2, "high": None, "text": "two"},
    "status": "occurred",
    "attribution": [
        {"source": "police", "cue": "said", "stance": "states"},
        {"source": None, "cue": "verified", "stance": "unable-to-verify"},
    ],
    "responsibility": {"who": None, "stance": "unclaimed"},
}


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"type": ["INCIDENT", "ASSAULT"]},
        {"certainty": "fact"},
        {"recipient_contains": "Farmers"},
        {"recipient_contains_all": ["two", ["guards", "farmers"]]},
        {"actor_contains": None},
        {"killed": {"high": None}, "injured": None},
        {"killed": [{"low": 9}, {"low": [1, 2]}]},
        {"source_contains": "police", "stance": "states"},
        {"source_contains_all": ["police"]},
        {"first_source_contains": "police"},
        {"responsibility_stance": "unclaimed", "responsibility_who_contains": None},
    ],
)
def test_an_event_fits_when_every_key_is_met(entry: dict[str, Any]) -> None:
    assert fits(entry, EVENT)


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "INCIDENT"},
        {"status": "denied"},
        {"recipient_contains": None},
        {"recipient_contains_all": ["two", "guards"]},
        {"actor_contains": "gunmen"},
        {"killed": None},
        {"killed": {"low": 2, "high": 2}},
        {"source_contains": "police", "stance": "unable-to-verify"},
        {"source_contains_all": ["police", "army"]},
        {"responsibility_stance": None},
    ],
)
def test_an_event_fits_not_when_one_key_is_missed(entry: dict[str, Any]) -> None:
    assert not fits(entry, EVENT)


def probe(expect: list[dict[str, Any]], forbid: list[dict[str, Any]], name: str = "p", kind: str = "k") -> Probe:
    return Probe(name, kind, date(2031, 5, 14), "Gunmen killed two farmers.", tuple(expect), tuple(forbid))


def test_one_event_serves_one_expectation_only() -> None:
    asked = probe([{"type": "ASSAULT"}, {"status": "occurred"}], [])
    assert find_faults(asked, [EVENT])
    assert not find_faults(asked, [EVENT, EVENT])


def test_the_assignment_gives_way_where_that_serves_more() -> None:
    other = EVENT | {"type": "COERCE"}
    assert not find_faults(probe([{"status": "occurred"}, {"type": "ASSAULT"}], []), [EVENT, other])


def test_more_than_allows_so_many() -> None:
    asked = probe([], [{"type": "ASSAULT", "more_than": 1}])
    assert not find_faults(asked, [EVENT])
    assert find_faults(asked, [EVENT, EVENT])


def test_a_missed_entry_tells_what_came_nearest() -> None:
    (fault,) = find_faults(
        probe([{"type": "ASSAULT", "actor_contains": "gunmen"}], []), [EVENT | {"type": "AID"}, EVENT]
    )
    assert fault.to_json() == {
        "missing": {"type": "ASSAULT", "actor_contains": "gunmen"},
        "nearest": {"type": "ASSAULT", "trigger": "killed"},
        "differs_in": ["actor_contains"],
    }


def test_figures_of_a_small_case_worked_out_by_hand() -> None:
    probes = [probe([{"type": "ASSAULT"}], [], "a"), probe([], [{}], "b", "silent"), probe([{}], [], "c")]
    scores = score_probes(probes, {"a": [EVENT], "z": []}).to_json(failures=True)
    assert scores == {
        "probes": 3,
        "passed": 2,
        "pass_rate": 0.667,
        "pass_rate_positive": 0.5,
        "pass_rate_of_empty_coding": 0.333,
        "by_class": {
            "k": {"passed": 1, "of": 2, "pass_rate": 0.5},
            "silent": {"passed": 1, "of": 1, "pass_rate": 1.0},
        },
        "probes_without_coding": 2,
        "codings_without_probe": ["z"],
        "failures": [{"id": "c", "class": "k", "why": [{"missing": {}}]}],
    }


LINE = {"id": "a", "class": "k", "date": "2031-05-14", "text": "A text.", "expect": [], "forbid": []}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"expect": [{"tipe": "AID"}]}, r"g, line 1, expect: \['tipe'\] is no key"),
        ({"date": "Friday"}, "g, line 1: 'date' is 'Friday'; accepted is a day"),
        ({"forbid": ["AID"]}, "g, line 1, forbid: it is a text"),
        ({"text": ""}, "g, line 1: 'text' is a text that is empty"),
    ],
)
def test_a_line_that_is_no_probe_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RunError, match=message):
        parse_probes([json.dumps(LINE | change)], "g")


def test_an_id_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.jsonl", "two.jsonl")]
    for path in paths:
        path.write_text(json.dumps(LINE) + "\n")
    assert [each.id for each in load_probes(paths[:1])] == ["a"]
    with pytest.raises(RunError, match="'a' stands in two"):
        load_probes(paths)


def test_a_coding_without_events_is_refused() -> None:
    with pytest.raises(RunError, match="c, line 1: 'events' is missing"):
        parse_probe_codings(['{"id": "a"}'], "c")


class TestAgainstTheReferenceScorer:
    def test_on_random_probes_and_codings(self, tmp_path: Path, reference_scorer: Callable[[str], Any]) -> None:
        reference = reference_scorer("probes")
        for seed in range(60):
            chance = random.Random(seed)
            names = [f"p{number}" for number in range(chance.randint(1, 12))]
            rows = [_row(chance, name) for name in names]
            codings = {name: _events(chance) for name in [*names, "other"] if chance.random() < 0.9}
            (tmp_path / "g.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
            lines = [json.dumps({"id": name, "events": events}) for name, events in codings.items()]
            (tmp_path / "p.jsonl").write_text("\n".join(lines))

            ours = score_probes(parse_probes(map(json.dumps, rows), "g"), parse_probe_codings(lines, "c"))

            assert ours.to_json(failures=True) == reference(tmp_path / "g.jsonl", tmp_path / "p.jsonl", "--failures")


WORDS = ("army", "Rebels", "the rebels", "Police", "")


def _row(chance: random.Random, name: str) -> dict[str, Any]:
    expect = [_entry(chance) for _ in range(chance.randint(0, 3))]
    forbid = [_entry(chance) | chance.choice(({}, {"more_than": 1})) for _ in range(chance.randint(0, 2))]
    return LINE | {"id": name, "class": chance.choice("abc"), "expect": expect, "forbid": forbid}


def _entry(chance: random.Random) -> dict[str, Any]:
    word = chance.choice((*WORDS[:4], None, ["army", None], ["police", "rebels"]))
    figure = chance.choice((None, {"low": 1}, {"low": [1, 2], "high": None}, [{"low": 2}, None]))
    entry: dict[str, Any] = {
        "type": chance.choice(("AID", ["AID", "ASSAULT"])),
        "status": chance.choice(("occurred", "denied", None)),
        "certainty": chance.choice(("fact", ["attributed", "fact"])),
        "actor_contains": word,
        "actor_contains_all": chance.choice((["army"], [["army", "police"], "rebels"], [None])),
        "killed": figure,
        "source_contains": word,
        "stance": chance.choice(("states", ["denies", None], "denies")),
        "source_contains_all": chance.choice((["army"], [], ["army", "rebels"])),
        "first_source_contains": word,
        "responsibility_stance": chance.choice((None, "claimed")),
        "responsibility_who_contains": word,
    }
    return {key: entry[key] for key in chance.sample(sorted(entry), chance.randint(0, 3))}


def _events(chance: random.Random) -> list[dict[str, Any]]:
    return [_event(chance) for _ in range(chance.randint(0, 4))]


def _event(chance: random.Random) -> dict[str, Any]:
    event = {
        "type": chance.choice(("AID", "ASSAULT")),
        "triggers": chance.choice(([], ["gave"])),
        "status": chance.choice(("occurred", "denied", None)),
        "certainty": chance.choice(("fact", "attributed", None)),
        "actor": chance.sample(WORDS, chance.randint(0, 2)),
        "killed": chance.choice((None, {"low": 1, "high": None}, {"low": 2, "high": 2})),
        "attribution": chance.choice((None, [{"source": None}, {"source": "the army", "stance": "denies"}]))
        or [{"source": chance.choice(WORDS), "stance": "states"}],
        "responsibility": chance.choice((None, {"stance": "claimed", "who": chance.choice(WORDS)})),
    }
    return {key: value for key, value in event.items() if chance.random() < 0.9}

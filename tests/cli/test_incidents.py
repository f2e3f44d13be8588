"""``dateline merge``, ``incidents``, ``incident``, ``changes`` and ``decide``: from records to incidents and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.model import Coding, EventType, Verdict
from dateline.store import Store
from factories import MAKER, record, report
from incident_factories import ANA, BEN, attack, decision, one

STORY = [attack(1, "Bor", 10), attack(2, "Bor", 10, "three"), attack(3, "Bor", 10, "three"), attack(1, "Dorn", 24)]


@pytest.fixture(autouse=True)
def store(working_folder: Path) -> Path:
    """A store of four reports: three tell one attack, with two tolls; one tells another."""
    path = working_folder / "events.db"
    with Store.open(path) as opened, opened.writer() as writer:
        for each in STORY:
            writer.add_coding(*each)
    return path


@pytest.fixture
def merged(dateline) -> list[dict]:
    """The incidents after merging, as JSON."""
    assert dateline("merge", "events.db").exit_code == 0
    return json.loads(dateline("incidents", "events.db", "--json").stdout)


def _decide(dateline, *arguments: str):
    return dateline("decide", "events.db", *arguments, "--by", "Ana", "--because", "read both")


def _id(number: int) -> str:
    return one(STORY[number]).id


def test_merging_tells_its_counts_and_what_joins_nothing(dateline, store: Path) -> None:
    made, (mention,) = report("the convoy was [[attacked]] and burnt.", id="bare")
    with Store.open(store) as opened, opened.writer() as writer:
        writer.add_coding(made, Coding(made.id, MAKER, (record(EventType.ASSAULT, mention),)))
    result = dateline("merge", "events.db")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.startswith(record(EventType.ASSAULT, mention).id + " joins nothing on its own: ")
    assert "5 reports with 5 records merged, 0 looked at again: 3 new; " in result.stderr
    assert "3 incidents in events.db; 1 record joining nothing on its own." in result.stderr
    again = json.loads(dateline("merge", "events.db", "--json").stdout)
    assert (again["reports"], again["incidents"], again["changes"], len(again["unmerged"])) == (0, 3, {}, 1)


def test_the_list_says_what_is_not_merged_yet(dateline) -> None:
    result = dateline("incidents", "events.db")
    assert result.stdout == ""
    assert "note: 4 reports are not merged as they are now; 'dateline merge events.db' does it." in result.stderr


def test_incidents_are_listed_the_latest_first(dateline, merged) -> None:
    result = dateline("incidents", "events.db")
    later, earlier = result.stdout.splitlines()
    assert "ASSAULT, 2024-03-24, Dorn, TCD, killed 2; single source: 1 report, 1 independent" in later
    assert "ASSAULT, 2024-03-10, Bor, TCD, killed 3; " in earlier
    assert "3 reports, 1 independent" in earlier, "copies count once"
    assert [row["first_day"] for row in merged] == ["2024-03-24", "2024-03-10"]
    assert "2 incidents; 'dateline incident ID --store events.db'" in result.stderr
    assert "note" not in result.stderr


@pytest.mark.usefixtures("merged")
@pytest.mark.parametrize(
    ("flags", "count"),
    [
        (("--since", "2024-03-11"), 1),
        (("--since", "2024-03-10"), 2),
        (("--country", "tcd"), 2),
        (("--country", "KEN"), 0),
        (("--type", "assault"), 2),
        (("--type", "PROTEST"), 0),
        (("--grade", "single_source"), 2),
        (("--grade", "contested"), 0),
        (("--grade", "single_source", "--since", "2024-03-25"), 0),
    ],
)
def test_filters(dateline, flags: tuple[str, ...], count: int) -> None:
    assert len(json.loads(dateline("incidents", "events.db", *flags, "--json").stdout)) == count


@pytest.mark.parametrize(
    "flags", [("--since", "yesterday"), ("--type", "WAR"), ("--grade", "sure"), ("--country", "Chad")]
)
def test_a_wrong_filter_is_wrong_usage_and_names_what_is_accepted(dateline, flags: tuple[str, str]) -> None:
    result = dateline("incidents", "events.db", *flags)
    assert result.exit_code == 2
    assert flags[1] in result.stderr


def test_an_incident_shows_who_tells_what(dateline, merged) -> None:
    shown = dateline("incident", merged[1]["id"], "--store", "events.db").stdout
    assert shown.startswith(f"Incident {merged[1]['id']}: ASSAULT, 2024-03-10, Bor, TCD, killed 3\n")
    assert f"[1] Bor-10-1, Outlet 1, 2024-03-10; record {_id(0)}" in shown
    assert "killed: CONTRADICT\n  3: [2] “three herders”; [3] “three herders”\n  2: [1] “two herders”\n" in shown
    assert "days: agree\n  2024-03-10: [1] “on the day”; [2] “on the day”; [3] “on the day”\n" in shown
    assert "toll over time, by speaker:\n  2024-03-10 killed: 2, [1] “two herders” (the reporter)\n" in shown
    assert "independent origins:\n  1. [1], [2], [3]\n  [1] and [2] are one: copy, " in shown
    assert f"{_id(0)} and {_id(1)} are same" in shown.replace(f"{_id(1)} and {_id(0)}", f"{_id(0)} and {_id(1)}")
    assert "what happened:\n" in shown


def test_an_incident_as_json_has_every_value_with_its_words(dateline, merged) -> None:
    told = json.loads(dateline("incident", merged[1]["id"], "--store", "events.db", "--json").stdout)
    (killed,) = (row for row in told["matrix"] if row["field"] == "killed")
    assert killed["agreement"] == "contradict"
    assert [(value["value"], len(value["claims"])) for value in killed["values"]] == [("3", 2), ("2", 1)]
    assert killed["values"][1]["claims"][0]["evidence"][0]["text"] == "two herders"
    assert {each["report"] for each in told["tellings"]} == {"Bor-10-1", "Bor-10-2", "Bor-10-3"}
    assert len(told["tolls"]) == 3
    assert {each["kind"] for each in told["changes"]} == {"new"}
    assert all(each["reasons"] for each in told["decisions"])


@pytest.mark.usefixtures("merged")
def test_an_id_that_was_never_given_is_named(dateline) -> None:
    result = dateline("incident", "i-0", "--store", "events.db")
    assert result.exit_code == 2
    assert "events.db holds no incident 'i-0' and never did; 'dateline incidents events.db' lists" in result.stderr


def test_a_person_s_decision_splits_an_incident_and_its_id_leads_on(dateline, merged) -> None:
    for other in (1, 2):
        result = _decide(dateline, _id(0), _id(other), "different")
        assert result.exit_code == 0, result.stderr
        assert "are different, by Ana, " in result.stdout
        assert "'dateline merge events.db' brings the incidents up to date" in result.stderr
    result = dateline("merge", "events.db")
    assert "2 reports" not in result.stderr
    happened = dateline("changes", "events.db", "--since", "2024-01-01").stdout
    assert " is split into " in happened
    assert len(json.loads(dateline("incidents", "events.db", "--json").stdout)) == 3


def test_undoing_a_decision_brings_back_what_was(dateline, merged) -> None:
    kept = json.loads(_decide(dateline, _id(0), _id(3), "same", "--json").stdout)
    dateline("merge", "events.db")
    assert len(json.loads(dateline("incidents", "events.db", "--json").stdout)) == 1
    gone = next(row["id"] for row in merged if row["reports"] == ["Dorn-24-1"])
    result = dateline("incident", gone, "--store", "events.db")
    assert f"note: {gone} is " in result.stderr
    assert "by Ana" in result.stdout
    assert "    read both\n" in result.stdout
    undone = _decide(dateline, "--undo", kept["id"])
    assert undone.exit_code == 0
    assert ", undone " in undone.stdout
    dateline("merge", "events.db")
    assert json.loads(dateline("incidents", "events.db", "--json").stdout) == merged
    assert _decide(dateline, "--undo", kept["id"]).exit_code == 1


def test_changes_are_told_since_a_day(dateline, merged) -> None:
    today = datetime.now(UTC).date()
    lines = dateline("changes", "events.db", "--since", str(today)).stdout.splitlines()
    assert len(lines) == 2
    assert any(f"{merged[1]['id']} is new, with 3 records: ASSAULT, 2024-03-10, Bor, TCD, killed 3" in x for x in lines)
    assert dateline("changes", "events.db", "--since", str(today + timedelta(days=1))).stdout == ""
    rows = json.loads(dateline("changes", "events.db", "--since", str(today), "--json").stdout)
    assert {row["kind"] for row in rows} == {"new"}
    assert dateline("changes", "events.db").exit_code == 2


def test_contradicting_decisions_are_named_in_one_line(dateline, merged) -> None:
    first = json.loads(_decide(dateline, _id(0), _id(1), "same", "--json").stdout)
    second = json.loads(_decide(dateline, _id(1), _id(3), "same", "--json").stdout)
    result = _decide(dateline, _id(0), _id(3), "different")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert first["id"] in line
    assert second["id"] in line
    assert "--undo DECISION" in line


def test_merging_names_decisions_that_cannot_all_be_true(dateline, store: Path) -> None:
    a, b, c, _ = map(one, STORY)
    now = datetime.now(UTC) - timedelta(days=1)
    with Store.open(store) as opened, opened.writer() as writer:
        ends = [writer.add_decision(decision(a, b, Verdict.DIFFERENT, ANA, now))]
        over = writer.add_decision(decision(a, b, Verdict.UNSURE, BEN, now + timedelta(seconds=1)))
        ends += [writer.add_decision(decision(x, y, Verdict.SAME, BEN, now)) for x, y in ((a, c), (b, c))]
        writer.end_decision(over.id, BEN, now + timedelta(seconds=2), "a slip")
    result = dateline("merge", "events.db")
    (note,) = (line for line in result.stderr.splitlines() if line.startswith("note: "))
    assert "cannot all be true" in note
    assert all(each.id in note for each in ends)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("e-1", "e-2"), "'e-1 e-2' is no decision; accepted are two records and one of same, different"),
        (("e-1", "e-2", "maybe"), "'maybe' is no verdict; accepted is one of same, different, related, unsure"),
        (("e-1", "e-1", "same"), "'e-1' stands there twice"),
        (("e-1", "e-2", "same", "--undo", "d-1"), "--undo takes the decision 'd-1' alone"),
        ((), "'nothing' is no decision"),
    ],
)
def test_a_decision_in_another_form_is_wrong_usage(dateline, arguments: tuple[str, ...], message: str) -> None:
    result = _decide(dateline, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize("flags", [("--by", " ", "--because", "x"), ("--by", "Ana", "--because", "\x1b[31m\n")])
def test_a_name_and_a_reason_hold_something(dateline, flags: tuple[str, ...]) -> None:
    result = dateline("decide", "events.db", _id(0), _id(1), "same", *flags)
    assert result.exit_code == 2
    assert "accepted are 1 to" in result.stderr


def test_what_reports_say_cannot_act_on_the_terminal(dateline, store: Path) -> None:
    made, (mention,) = report("Evil \x1b[31m\u202e [[killed]] text.", id="evil", publisher="\x1b]0;title\x07Wire\n2")
    with Store.open(store) as opened, opened.writer() as writer:
        writer.add_coding(made, Coding(made.id, MAKER, (record(EventType.ASSAULT, mention),)))
    dateline("merge", "events.db")
    rows = json.loads(dateline("incidents", "events.db", "--json").stdout)
    (evil,) = (row["id"] for row in rows if row["reports"] == ["evil"])
    shown = dateline("incident", evil, "--store", "events.db").stdout
    assert "[1] evil, Wire 2, no day; record " in shown
    assert not set("\x1b\x07\u202e") & set(shown)


@pytest.mark.parametrize("command", ["merge", "incidents"])
def test_a_store_that_is_not_there_is_named(dateline, command: str) -> None:
    result = dateline(command, "none.db")
    assert result.exit_code == 1
    assert "none.db does not exist" in result.stderr

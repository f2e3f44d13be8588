"""Decisions: added, ended, never lost; two people at once; contradictions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DecisionError, StoreError
from dateline.model import Coding, Decision, EventRecord, Maker, Report, Verdict
from dateline.store import Store
from dateline.store.contradictions import opposing
from incident_factories import ANA, BEN, MERGER, NOON, decision, merged, one, recoded, told

NAMES = ("Aba", "Bor", "Cufa", "Dorn")


@pytest.fixture
def reports(store: Store) -> list[tuple[Report, Coding]]:
    """Four reports, kept."""
    made = [told(name) for name in NAMES]
    with store.writer() as writer:
        for each in made:
            writer.add_coding(*each)
    return made


@pytest.fixture
def records(reports: list[tuple[Report, Coding]]) -> list[EventRecord]:
    return [one(each) for each in reports]


def test_a_decision_comes_back_as_it_was_made(store: Store, records: list[EventRecord]) -> None:
    made = decision(records[0], records[1], Verdict.SAME, ANA)
    with store.writer() as writer:
        assert writer.add_decision(made) == made
    assert list(store.decisions()) == [made]
    assert store.decision(made.id) == made
    assert list(store.decisions([records[0].id, records[1].id])) == [made]
    assert list(store.decisions([records[2].id])) == []


def test_a_decision_of_another_time_zone_is_kept_in_utc(store: Store, records: list[EventRecord]) -> None:
    noon_there = datetime(2024, 3, 20, 15, tzinfo=timezone(timedelta(hours=3)))
    with store.writer() as writer:
        kept = writer.add_decision(decision(records[0], records[1], Verdict.SAME, ANA, noon_there))
    assert kept.made_at == noon_there
    assert kept.made_at.tzinfo is UTC
    assert store.decision(kept.id) == kept


def test_undoing_writes_an_end_and_keeps_the_decision(store: Store, records: list[EventRecord]) -> None:
    made = decision(records[0], records[1], Verdict.DIFFERENT, ANA)
    with store.writer() as writer:
        writer.add_decision(made)
        ended = writer.end_decision(made.id, BEN, NOON + timedelta(hours=1), "the toll was another's")
    assert ended.id == made.id
    assert ended.ended_at == NOON + timedelta(hours=1)
    assert list(store.decisions()) == [ended]
    assert list(store.decisions(ended=False)) == []
    assert store.persons_decisions() == []


def test_undoing_twice_or_what_is_not_there_is_refused(store: Store, records: list[EventRecord]) -> None:
    made = decision(records[0], records[1], Verdict.DIFFERENT, ANA)
    with store.writer() as writer:
        writer.add_decision(made)
        writer.end_decision(made.id, ANA, NOON, "a slip")
        with pytest.raises(DecisionError, match=f"{made.id}.* was undone at 2024-03-20T12:00.* already"):
            writer.end_decision(made.id, ANA, NOON, "a slip")
        with pytest.raises(DecisionError, match=r"holds no decision 'd-none'; accepted is .* 'dateline incident"):
            writer.end_decision("d-none", ANA, NOON, "a slip")


def test_a_clock_that_runs_late_can_undo(store: Store, records: list[EventRecord]) -> None:
    made = decision(records[0], records[1], Verdict.DIFFERENT, ANA)
    with store.writer() as writer:
        writer.add_decision(made)
        assert writer.end_decision(made.id, BEN, NOON - timedelta(hours=1), "a slip").ended_at == NOON


def test_the_newest_of_a_pair_counts_and_the_older_stays(store: Store, records: list[EventRecord]) -> None:
    first = decision(records[0], records[1], Verdict.DIFFERENT, ANA)
    second = decision(records[0], records[1], Verdict.SAME, BEN, NOON + timedelta(minutes=1))
    with store.writer() as writer:
        writer.add_decision(first)
        writer.add_decision(second)
    assert store.persons_decisions() == [second]
    assert list(store.decisions(ended=False)) == [first, second]


def test_a_record_that_is_not_there_is_named(store: Store, records: list[EventRecord]) -> None:
    with store.writer() as writer, pytest.raises(DecisionError, match=r"holds no record 'e-zzz'; accepted is .* csv"):
        writer.add_decision(decision(records[0], "e-zzz", Verdict.SAME, ANA))


def test_decisions_that_cannot_be_true_together_are_refused_and_named(store: Store, records: list[EventRecord]) -> None:
    a, b, c, _ = records
    with store.writer() as writer:
        ab = writer.add_decision(decision(a, b, Verdict.SAME, ANA))
        bc = writer.add_decision(decision(b, c, Verdict.SAME, BEN))
        with pytest.raises(DecisionError) as raised:
            writer.add_decision(decision(a, c, Verdict.DIFFERENT, ANA, NOON + timedelta(hours=1)))
    message = str(raised.value)
    assert "cannot be 'different'" in message
    assert "\n" not in message
    assert all(word in message for word in (ab.id, bc.id, "by ana", "by ben", "--undo DECISION"))
    assert list(store.decisions()) == [ab, bc]
    with store.writer() as writer:
        writer.end_decision(bc.id, BEN, NOON, "a slip")
        writer.add_decision(decision(a, c, Verdict.DIFFERENT, ANA, NOON + timedelta(hours=2)))
        with pytest.raises(DecisionError, match="cannot be 'same'"):
            writer.add_decision(decision(b, c, Verdict.SAME, BEN, NOON + timedelta(hours=3)))


def test_a_decision_follows_its_record_into_a_new_coding(
    store: Store, reports: list[tuple[Report, Coding]], records: list[EventRecord]
) -> None:
    with store.writer() as writer:
        writer.add_merging(merged(*([each] for each in reports)), MERGER, NOON)
        made = writer.add_decision(decision(records[0], records[1], Verdict.SAME, ANA))
        again = reports[0][0], recoded(reports[0][0])
        writer.add_coding(*again)
        writer.add_merging(merged([again], *([each] for each in reports[1:])), MERGER, NOON)
        assert one(again).id != records[0].id
        (today,) = store.persons_decisions()
        assert set(today.records) == {one(again).id, records[1].id}
        late = NOON + timedelta(hours=1)
        writer.add_decision(decision(one(again), records[2], Verdict.SAME, ANA, late))
        with pytest.raises(DecisionError, match=made.id):
            writer.add_decision(decision(records[1], records[2], Verdict.DIFFERENT, BEN, late))
    assert store.decision(made.id) == made


def test_two_people_decide_at_once(path: Path, store: Store, records: list[EventRecord]) -> None:
    start = Barrier(2)
    errors: list[Exception] = []

    def decide(maker: Maker, pairs: Sequence[tuple[EventRecord, EventRecord]]) -> None:
        try:
            with Store.open(path) as own, own.writer() as writer:
                start.wait()
                for number, (a, b) in enumerate(pairs * 5):
                    writer.add_decision(decision(a, b, Verdict.UNSURE, maker, NOON + timedelta(seconds=number)))
        except Exception as error:
            errors.append(error)

    pairs = list(combinations(records, 2))
    threads = [Thread(target=decide, args=(ANA, pairs)), Thread(target=decide, args=(BEN, pairs[::-1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    kept = list(store.decisions())
    assert len({each.id for each in kept}) == len(kept) == 2 * 5 * len(pairs)
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET verdict = 'same'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
        "UPDATE decision_reason SET words = ''",
        "DELETE FROM decision_reason",
        "INSERT OR REPLACE INTO decision_reason SELECT * FROM decision_reason",
        "UPDATE decision_end SET ended_at = ended_at",
        "DELETE FROM decision_end",
        "INSERT OR REPLACE INTO decision_end SELECT * FROM decision_end",
        "INSERT INTO decision SELECT number + 9, 'd-x', first_record, second_record, verdict, 0.5, maker, made_at"
        " FROM decision",
        "INSERT INTO decision SELECT number + 9, 'd-x', second_record, first_record, verdict, score, maker, made_at"
        " FROM decision",
        "INSERT INTO decision SELECT number + 9, 'd-x', first_record, second_record, 'maybe', score, maker, made_at"
        " FROM decision",
        "INSERT INTO decision SELECT number + 9, 'd-x', first_record, second_record, verdict, score, maker, 'noon'"
        " FROM decision",
    ],
)
def test_the_file_itself_keeps_the_ledger(
    store: Store, records: list[EventRecord], raw: sqlite3.Connection, statement: str
) -> None:
    with store.writer() as writer:
        made = writer.add_decision(decision(records[0], records[1], Verdict.DIFFERENT, ANA))
        writer.end_decision(made.id, BEN, NOON, "a slip")
    before = list(store.decisions())
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    assert list(store.decisions()) == before


def test_an_end_before_the_beginning_is_refused(
    store: Store, records: list[EventRecord], raw: sqlite3.Connection
) -> None:
    with store.writer() as writer:
        writer.add_decision(decision(records[0], records[1], Verdict.DIFFERENT, ANA))
    with pytest.raises(sqlite3.IntegrityError, match="ends after it was made"):
        raw.execute("INSERT INTO decision_end SELECT number, maker, '2024-01-01T00:00:00+00:00', '' FROM decision")


def test_a_locked_ledger_is_one_clear_line(path: Path, store: Store, records: list[EventRecord]) -> None:
    made = decision(records[0], records[1], Verdict.SAME, ANA)
    with (
        Store.open(path, wait_s=0.05) as second,
        store.writer() as writer,
        second.writer() as other,
        writer._transaction(),
        pytest.raises(StoreError, match="is locked: another program is writing"),
    ):
        other.add_decision(made)


# ---- contradictions, against a slow definition ----


def _cannot_all_be_true(decisions: Sequence[Decision]) -> bool:
    parts = {name: {name} for each in decisions for name in each.records}
    for each in decisions:
        if each.verdict is Verdict.SAME:
            joined = parts[each.records[0]] | parts[each.records[1]]
            for name in joined:
                parts[name] = joined
    apart = (Verdict.DIFFERENT, Verdict.RELATED)
    return any(each.verdict in apart and each.records[1] in parts[each.records[0]] for each in decisions)


_PAIRS = list(combinations("abcdef", 2))


@given(st.lists(st.tuples(st.sampled_from(_PAIRS), st.sampled_from(list(Verdict))), max_size=14))
def test_a_decision_is_opposed_exactly_where_it_cannot_be_true(steps: list[tuple[tuple[str, str], Verdict]]) -> None:
    kept: dict[tuple[str, str], Decision] = {}
    for number, (pair, verdict) in enumerate(steps):
        new = decision(*pair, verdict, ANA, NOON + timedelta(seconds=number))
        others = [each for each in kept.values() if each.records != pair]
        against = opposing(new, kept.values())
        assert bool(against) is _cannot_all_be_true([*others, new])
        if against:
            assert set(against) <= set(others)
            assert _cannot_all_be_true([*against, new])
            assert not any(_cannot_all_be_true([*against[:at], *against[at + 1 :], new]) for at in range(len(against)))
        else:
            kept[pair] = new

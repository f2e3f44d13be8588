"""A store merged step by step: what comes in later, what is decided, who is faster, and a process that is killed."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.errors import DecisionError, OvertakenError
from dateline.merge.comparing import Told as Told_
from dateline.model import (
    ChangeKind,
    Coding,
    EventRecord,
    EventType,
    Maker,
    Reason,
    Report,
    Verdict,
)
from dateline.run import merge_store
from dateline.store import Store
from factories import MAKER, record, report
from incident_factories import ANA, NOON, attack, decision

Told = tuple[Report, Coding]
TOWNS = ("Aba", "Bor", "Cufa", "Dorn")


STORY = [attack(number, town, day) for town, day in zip(TOWNS, (3, 10, 17, 24), strict=True) for number in range(3)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "events.db") as opened:
        yield opened


def _add(store: Store, told: Sequence[Told]) -> None:
    with store.writer() as writer:
        for each in told:
            writer.add_coding(*each)


def _one(told: Told) -> EventRecord:
    return told[1].records[0]


def _groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(member.report for member in each.incident.members) for each in store.incidents()}


def _state(store: Store) -> tuple[object, ...]:
    """Everything that merging makes, without times."""
    standing = {(each.records, each.verdict, each.score) for each in store.decisions(ended=False)}
    return (sorted(store.incidents(), key=lambda each: each.id), standing, store.links(), store.unmerged())


def test_reports_of_one_happening_come_together_and_others_stay_apart(store: Store) -> None:
    _add(store, STORY)
    summary = merge_store(store)
    assert _groups(store) == {frozenset(made.id for made, _ in STORY[at : at + 3]) for at in range(0, 12, 3)}
    assert (summary.reports, summary.records, summary.incidents, summary.changes) == (12, 12, 4, {"new": 4})
    assert summary.decided == len(list(store.decisions())) > 0


def test_a_store_that_is_up_to_date_is_left_alone(store: Store) -> None:
    _add(store, STORY)
    merge_store(store)
    before = store.merging_state()
    summary = merge_store(store)
    assert (summary.reports, summary.records, summary.decided, summary.changes) == (0, 0, 0, {})
    assert store.merging_state() == before


@pytest.mark.parametrize("seed", range(6))
def test_neither_order_nor_steps_change_the_outcome(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Store.open(tmp_path / "whole.db") as whole:
        _add(whole, STORY)
        merge_store(whole)
        expected = _state(whole)
    shuffled = chance.sample(STORY, len(STORY))
    with Store.open(tmp_path / "steps.db") as steps:
        while shuffled:
            count = chance.randint(1, 5)
            _add(steps, shuffled[:count])
            shuffled = shuffled[count:]
            merge_store(steps, step=chance.randint(1, 3))
        assert _state(steps) == expected
        assert list(steps.verify()) == []


class Whim:
    """Scores a pair by chance, and always the same: a harder test of what a step has to look at than real reports."""

    maker = Maker("whim", "1", "")

    def log_odds(self, one: Told_, other: Told_) -> float:
        pair = "|".join(sorted((one.profile.record, other.profile.record)))
        chance = int(hashlib.sha256(pair.encode()).hexdigest(), 16) % 10_000 / 10_000
        return 5 * chance - 3.4 if one.profile.place_words == other.profile.place_words else -4.0

    def reasons(self, one: Told_, other: Told_) -> tuple[Reason, ...]:
        return (Reason(None, 1.0, "by chance"),)


@pytest.mark.parametrize("seed", range(3))
def test_steps_and_decisions_in_any_order_give_the_same_as_all_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = (attack(n, chance.choice(TOWNS), chance.randint(1, 24), chance.choice(("two", "five"))) for n in range(50))
    story = list({each[0].id: each for each in made}.values())
    pairs = [chance.sample(story, 2) for _ in range(12)]
    verdicts = [chance.choice(list(Verdict)) for _ in pairs]
    decisions = [
        decision(_one(a), _one(b), verdict, ANA, NOON + timedelta(seconds=number))
        for number, ((a, b), verdict) in enumerate(zip(pairs, verdicts, strict=True))
    ]
    with Store.open(tmp_path / "steps.db") as steps:
        waiting = chance.sample(story, len(story))
        while waiting:
            count = chance.randint(1, 20)
            _add(steps, waiting[:count])
            waiting = waiting[count:]
            merge_store(steps, scorer=Whim(), step=chance.randint(1, 6))
        for each in decisions:
            with steps.writer() as writer, suppress(DecisionError):
                writer.add_decision(each)
            merge_store(steps, scorer=Whim())
        with Store.open(tmp_path / "whole.db") as whole:
            _add(whole, story)
            with whole.writer() as writer:
                for each in steps.decisions(ended=False):
                    if each.by_person:
                        writer.add_decision(each)
            merge_store(whole, scorer=Whim())
            assert _state(steps) == _state(whole)


def test_new_reports_join_without_the_past_being_looked_at(store: Store) -> None:
    _add(store, STORY)
    merge_store(store)
    _add(store, [attack(9, "Dorn", 24)])
    summary = merge_store(store)
    assert (summary.reports, summary.changes.get("joined")) == (1, 1)
    assert summary.compared_again == 9, "those of the weeks around it, with their incidents; not the earliest ones"


def test_a_person_s_word_is_followed_and_undone(store: Store) -> None:
    _add(store, STORY)
    merge_store(store)
    before = _groups(store)
    apart = decision(_one(STORY[0]), _one(STORY[1]), Verdict.DIFFERENT, ANA)
    joined = decision(_one(STORY[3]), _one(STORY[9]), Verdict.SAME, ANA)
    with store.writer() as writer:
        writer.add_decision(apart)
        writer.add_decision(joined)
    merge_store(store)
    groups = _groups(store)
    assert not any({STORY[0][0].id, STORY[1][0].id} <= group for group in groups), "'different' cuts the chain"
    assert any({STORY[3][0].id, STORY[9][0].id} <= group for group in groups)
    with store.writer() as writer:
        writer.end_decision(apart.id, ANA, datetime.now(UTC), "a slip")
        writer.end_decision(joined.id, ANA, datetime.now(UTC), "a slip")
    merge_store(store)
    assert _groups(store) == before


def test_a_report_coded_anew_goes_on_in_its_incident(store: Store) -> None:
    _add(store, STORY)
    merge_store(store)
    (old,) = (each.id for each in store.incidents() if STORY[0][0].id in each.incident.reports)
    persons = decision(_one(STORY[0]), _one(STORY[3]), Verdict.SAME, ANA)
    with store.writer() as writer:
        writer.add_decision(persons)
    made, coded = STORY[0]
    newer = type(MAKER)(MAKER.component, "2", MAKER.settings)
    claims = tuple(type(c)(c.field, c.value, c.evidence, newer) for c in coded.records[0].claims)
    with store.writer() as writer:
        writer.add_coding(made, Coding(made.id, newer, (EventRecord(made.id, claims),)))
    merge_store(store)
    where = store.whereabouts(old)
    assert where is not None
    (now,) = where.now
    held = store.incident(now)
    assert held is not None
    assert {STORY[0][0].id, STORY[3][0].id} <= set(held.incident.reports), "the decision followed the record"


def test_a_report_without_records_any_more_withdraws_its_incident(store: Store) -> None:
    _add(store, STORY[:1])
    merge_store(store)
    (old,) = (each.id for each in store.incidents())
    newer = type(MAKER)(MAKER.component, "2", MAKER.settings)
    with store.writer() as writer:
        writer.add_coding(STORY[0][0], Coding(STORY[0][0].id, newer, ()))
    summary = merge_store(store)
    assert summary.changes == {ChangeKind.WITHDRAWN.value: 1}
    where = store.whereabouts(old)
    assert where is not None
    assert where.is_withdrawn
    assert merge_store(store).reports == 0


def test_a_record_without_day_or_place_is_told_with_the_reason(store: Store) -> None:
    made, (mention,) = report("the convoy was [[attacked]] and burnt.", id="bare")
    _add(store, [*STORY, (made, Coding(made.id, MAKER, (record(EventType.ASSAULT, mention),)))])
    (alone,) = merge_store(store).unmerged
    assert alone.record == record(EventType.ASSAULT, mention).id
    assert "day" in alone.reason


def test_decisions_of_persons_that_cannot_be_true_are_named(store: Store) -> None:
    _add(store, STORY)
    merge_store(store)
    a, b, c = (_one(each) for each in STORY[:3])
    with store.writer() as writer:
        late = writer.add_decision(decision(a, b, Verdict.DIFFERENT, ANA, NOON))
        writer.add_decision(decision(a, b, Verdict.UNSURE, ANA, NOON + timedelta(seconds=1)))
        joins = [writer.add_decision(decision(pair[0], pair[1], Verdict.SAME, ANA, NOON)) for pair in ((a, c), (b, c))]
        (over,) = (each for each in store.persons_decisions() if each.verdict is Verdict.UNSURE)
        writer.end_decision(over.id, ANA, NOON + timedelta(hours=1), "a slip")
    (group,) = merge_store(store).contradictions
    assert {each.id for each in group} == {late.id, *(each.id for each in joins)}
    assert not any({a.report_id, b.report_id} <= group for group in _groups(store)), "'different' goes first"


# ---- two at once, and a process that is killed ----


def test_a_step_that_was_overtaken_is_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(store, STORY)
    gathered = 0

    def overtaken(*arguments: object) -> object:
        nonlocal gathered
        gathered += 1
        if gathered == 1:
            with Store.open(store.path) as other, other.writer() as writer:
                writer.add_decision(decision(_one(STORY[0]), _one(STORY[1]), Verdict.DIFFERENT, ANA))
        return original(*arguments)

    original = __import__("dateline.run.merging", fromlist=["gather"]).gather
    monkeypatch.setattr("dateline.run.merging.gather", overtaken)
    merge_store(store)
    assert gathered == 2
    assert not any({STORY[0][0].id, STORY[1][0].id} <= group for group in _groups(store))


def test_one_who_is_always_overtaken_gives_up_with_a_clear_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(store, STORY)
    original = __import__("dateline.run.merging", fromlist=["gather"]).gather
    second = iter(range(1000))

    def overtaken(*arguments: object) -> object:
        with Store.open(store.path) as other, other.writer() as writer:
            at = NOON + timedelta(seconds=next(second))
            writer.add_decision(decision(_one(STORY[0]), _one(STORY[1]), Verdict.UNSURE, ANA, at))
        return original(*arguments)

    monkeypatch.setattr("dateline.run.merging.gather", overtaken)
    with pytest.raises(OvertakenError, match="another program merged or decided meanwhile; give the same command"):
        merge_store(store)
    assert list(store.incidents()) == []


_KILLED = """
import sys, time
from pathlib import Path
from dateline.run import merge_store
from dateline.store import Store, merging

kept, after = merging.keep, int(sys.argv[2])

def slow(connection, *rest):
    global after
    counts = kept(connection, *rest)
    after -= 1
    if after < 0:
        print("in the middle", flush=True)
        time.sleep(60)
    return counts

merging.keep = slow
with Store.open(Path(sys.argv[1])) as store:
    merge_store(store, step=3)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
@pytest.mark.parametrize("steps", [0, 2])
def test_a_merging_that_is_killed_leaves_the_ledger_whole_and_goes_on(tmp_path: Path, steps: int) -> None:
    with Store.open(tmp_path / "whole.db") as whole:
        _add(whole, STORY)
        merge_store(whole)
        expected = _state(whole)
    path = tmp_path / "killed.db"
    with Store.open(path) as store:
        _add(store, STORY)
        persons = decision(_one(STORY[0]), _one(STORY[1]), Verdict.SAME, ANA)
        with store.writer() as writer:
            writer.add_decision(persons)
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(path), str(steps)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"in the middle\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with Store.open(path) as store:
        assert list(store.verify()) == []
        assert store.merging_state().merging == steps, "the step that was killed left nothing"
        assert persons in store.decisions(ended=False)
        summary = merge_store(store)
        assert summary.reports == len(STORY) - 3 * steps, "what was kept is not done again"
        with store.writer() as writer:
            writer.end_decision(persons.id, ANA, datetime.now(UTC), "for the comparison")
        merge_store(store)
        assert _state(store) == expected

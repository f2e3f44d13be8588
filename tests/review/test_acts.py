"""The log of acts and the reviewed coding that follows from it, in a real file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from dateline.errors import ActError, EvidenceError
from dateline.model import (
    REVIEW,
    Act,
    ActKind,
    Claim,
    EventRecord,
    Field,
    Report,
    Status,
    follow,
)
from dateline.store import Order, QueueFilter, QueueState, Store
from incident_factories import ANA, BEN, attack

NOON = datetime(2024, 3, 20, 12, tzinfo=UTC)


def first(store: Store, report_id: str = "Ouadé-12-1") -> tuple[Report, EventRecord]:
    report, coding = store.report(report_id), store.coding(report_id)
    assert report is not None
    assert coding is not None
    return report, coding.records[0]


def judged(record: EventRecord, kind: ActKind, minutes: int = 0) -> Act:
    at = NOON + timedelta(minutes=minutes)
    return Act(record.report_id, record.id, kind, (), (), "seen", ANA, at)


def changed(report: Report, record: EventRecord, status: Status, minutes: int = 0) -> Act:
    claim = Claim(Field.STATUS, status, (record.of(Field.MENTION)[0].evidence[0],), ANA)
    before = ((Field.STATUS, record.of(Field.STATUS)),)
    at = NOON + timedelta(minutes=minutes)
    return Act(report.id, record.id, ActKind.CHANGE, ((Field.STATUS, (claim,)),), before, "", ANA, at)


def keep(store: Store, act: Act, seen: EventRecord) -> None:
    with store.writer() as writer:
        writer.add_act(act, seen)


def test_an_accepted_record_stays_and_its_coding_is_a_reviewed_one(store: Store) -> None:
    _, record = first(store)
    act = judged(record, ActKind.ACCEPT)
    keep(store, act, record)
    coding = store.coding("Ouadé-12-1")
    assert coding is not None
    assert coding.records == (record,)
    assert coding.maker.component == REVIEW
    assert store.acts(report="Ouadé-12-1") == [act]


def test_a_rejected_record_is_gone_until_it_is_undone(store: Store) -> None:
    _, record = first(store)
    act = judged(record, ActKind.REJECT)
    keep(store, act, record)
    coding = store.coding("Ouadé-12-1")
    assert coding is not None
    assert coding.records == ()
    with store.writer() as writer:
        writer.end_act(act.id, BEN)
    again = store.coding("Ouadé-12-1")
    assert again is not None
    assert again.records == (record,)
    assert again.maker.component != REVIEW
    (kept,) = store.acts()
    assert kept.ended_by == BEN


def test_a_change_takes_the_place_of_the_machines_value_everywhere(store: Store, path: Path) -> None:
    report, record = first(store)
    keep(store, changed(report, record, Status.FAILED), record)
    (own,) = [coding for made, coding in store.codings() if made.id == report.id]
    assert own.records[0].value(Field.STATUS) is Status.FAILED
    assert own.records[0].of(Field.STATUS)[0].maker == ANA
    with closing(sqlite3.connect(path)) as raw:
        told = raw.execute("SELECT status FROM records WHERE report_id = ?", (report.id,)).fetchall()
    assert told == [("failed",)]


def test_what_was_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    report, record = first(store)
    keep(store, changed(report, record, Status.FAILED), record)
    with pytest.raises(ActError, match="changed meanwhile"):
        keep(store, changed(report, record, Status.PLANNED, 1), record)
    assert len(store.acts()) == 1


def test_words_that_do_not_stand_in_the_report_are_refused_and_nothing_is_kept(store: Store) -> None:
    _, record = first(store)
    other, _ = first(store, "Mongo-15-4")
    act = changed(other, record, Status.FAILED)
    claim = Claim(Field.STATUS, Status.FAILED, (other.span(0, 6),), ANA)
    wrong = Act(record.report_id, record.id, ActKind.CHANGE, ((Field.STATUS, (claim,)),), act.before, "", ANA, NOON)
    with pytest.raises((EvidenceError, ValueError)):
        keep(store, wrong, record)
    assert store.acts() == []


def test_what_people_decided_stays_when_the_machine_codes_again(store: Store) -> None:
    report, record = first(store)
    keep(store, changed(report, record, Status.FAILED), record)
    made = attack(1, "Ouadé", 12, "two")[1]
    newer = type(made)(made.report_id, type(made.maker)("test-maker", "9", made.maker.settings), made.records)
    with store.writer() as writer:
        assert writer.add_coding(report, newer)
    now = store.coding(report.id)
    assert now is not None
    assert now.records[0].value(Field.STATUS) is Status.FAILED


def test_the_log_alone_brings_the_state_back(store: Store) -> None:
    report, record = first(store)
    base = store.coding(report.id)
    keep(store, changed(report, record, Status.FAILED), record)
    _, now = first(store)
    keep(store, judged(now, ActKind.ACCEPT, 1), now)
    assert base is not None
    followed, idle = follow(base, store.acts(report=report.id))
    assert followed == store.coding(report.id)
    assert idle == ()


def test_the_log_only_grows(store: Store, path: Path) -> None:
    _, record = first(store)
    keep(store, judged(record, ActKind.ACCEPT), record)
    with closing(sqlite3.connect(path)) as raw:
        for statement in (
            "DELETE FROM act",
            "UPDATE act SET because = 'x'",
            "INSERT OR REPLACE INTO act SELECT * FROM act",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="it is added and stays"):
                raw.execute(statement)


def test_of_two_people_at_once_one_is_told_of_the_other(path: Path) -> None:
    barrier, told = Barrier(2), []

    def decide(status: Status) -> None:
        with Store.open(path) as store:
            report, record = first(store)
            barrier.wait()
            try:
                keep(store, changed(report, record, status), record)
            except ActError as error:
                told.append(str(error))

    threads = [Thread(target=decide, args=(status,)) for status in (Status.FAILED, Status.PLANNED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
    with Store.open(path) as store:
        assert len(store.acts()) == 1


def test_the_queue_filters_orders_and_keeps_its_place(store: Store) -> None:
    everything = store.queue(QueueFilter(order=Order.IMPACT))
    assert [item.killed for item in everything] == [6, 4, 2, 2, None]
    after = store.queue(QueueFilter(order=Order.IMPACT), 2, everything[1].number)
    assert [item.record for item in after] == [item.record for item in everything[2:4]]
    assert store.queue_count(QueueFilter(country="TCD")) == 4
    assert store.queue(QueueFilter(country="FRA")) == []
    _, record = first(store)
    keep(store, judged(record, ActKind.ACCEPT), record)
    assert store.queue_count(QueueFilter()) == 4
    (decided,) = store.queue(QueueFilter(state=QueueState.DECIDED))
    assert decided.verdict == "accept"


def test_a_store_of_the_version_before_gets_its_glances(store: Store, path: Path) -> None:
    told = "SELECT * FROM glance ORDER BY record"
    store.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        before = raw.execute(told).fetchall()
        for table in ("act_end", "act", "glance", "account"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX ix_record_id")
        raw.execute("UPDATE alembic_version SET version_num = '0003'")
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute(told).fetchall() == before

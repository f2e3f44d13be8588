"""What is added, what is left as it is, and what an accident leaves behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from dateline.errors import EvidenceError, ReportError, StoreError
from dateline.model import Coding, Dateline, EventType, Failure, Field, Maker, PublishedBasis, Report, settings_hash
from dateline.store import Counts, Store
from factories import MAKER, claim, coding, record, report

Dump = Callable[[], list[str]]


def _small(number: int, more: str = "") -> tuple[Report, Coding]:
    made, (killed,) = report(f"Gunmen [[killed]] two. {more}", id=f"r{number}", origin=f"news.jsonl, line {number}")
    return made, coding(made, record(EventType.ASSAULT, killed))


def test_a_report_is_new_once(store: Store) -> None:
    made, _ = _small(1)
    with store.writer() as writer:
        assert writer.add_report(made)
        assert not writer.add_report(made)
    assert store.counts().reports == 1


def test_of_the_same_text_the_first_facts_stay(store: Store) -> None:
    made, _ = _small(1)
    later = replace(
        made, origin="other.txt", publisher="Other", published=date(2024, 1, 1), published_basis=PublishedBasis.GIVEN
    )
    with store.writer() as writer:
        writer.add_report(made)
        assert not writer.add_report(later)
    assert store.report("r1") == made


def test_an_id_with_another_text_is_refused_and_the_first_stays(store: Store) -> None:
    made, _ = _small(1)
    other = Report("r1", "Police arrested two.", "b.jsonl, line 7")
    with store.writer() as writer:
        writer.add_report(made)
        with pytest.raises(ReportError, match=r"'r1' is not kept: its id is taken .* news\.jsonl, line 1") as raised:
            writer.add_report(other)
        with pytest.raises(ReportError):
            writer.add_coding(other, Coding("r1", MAKER, ()))
    assert (raised.value.origin, raised.value.stage, raised.value.report_id) == ("b.jsonl, line 7", "store", "r1")
    assert list(store.reports()) == [made]
    assert not store.is_in_force("r1", MAKER)


@pytest.mark.parametrize(
    ("identity", "text", "told"),
    [
        ("r1", "Gunmen\x00killed two.", r"its text has '\\x00' at offset 6"),
        ("r1", "Gunmen \udc80 killed two.", r"its text has '\\udc80' at offset 7"),
        ("r\udc80", "Gunmen killed two.", r"its id has '\\udc80' at offset 1"),
    ],
)
def test_characters_that_no_database_keeps_are_refused(store: Store, identity: str, text: str, told: str) -> None:
    with store.writer() as writer, pytest.raises(ReportError, match=told):
        writer.add_report(Report(identity, text, "a.txt"))
    assert store.counts().reports == 0


def test_a_dateline_whose_place_stands_elsewhere_is_refused(store: Store) -> None:
    made, (place,) = report("[[SELIMBA]] — Gunmen killed two.")
    moved = replace(place, start=place.start + 1, end=place.end + 1)
    with store.writer() as writer, pytest.raises(EvidenceError):
        writer.add_report(replace(made, dateline=Dateline(0, 9, moved)))


def test_the_same_coding_again_changes_nothing(filled: Store, rich: tuple[Report, Coding], dump: Dump) -> None:
    before = dump()
    with filled.writer() as writer:
        assert not writer.add_coding(*rich)
        assert not writer.add_report(rich[0])
    assert dump() == before


def test_a_coding_by_the_same_maker_replaces_where_it_differs(filled: Store, rich: tuple[Report, Coding]) -> None:
    made, coded = rich
    shorter = replace(coded, records=coded.records[:1])
    with filled.writer() as writer:
        assert writer.add_coding(made, shorter)
    assert list(filled.codings()) == [(made, shorter)]
    assert filled.counts().superseded_codings == 0


def test_a_replaced_coding_leaves_nothing_behind(
    filled: Store, rich: tuple[Report, Coding], raw: sqlite3.Connection
) -> None:
    made, coded = rich
    with filled.writer() as writer:
        writer.add_coding(made, replace(coded, records=()))
    for table in ("record", "claim", "further_evidence", "voice", "absence", "absence_evidence", "span"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_words_that_another_coding_rests_on_stay(filled: Store, rich: tuple[Report, Coding]) -> None:
    made, coded = rich
    other = replace(coded, maker=Maker("other-coder", "1", settings_hash({})))
    with filled.writer() as writer:
        writer.add_coding(made, other)
        writer.add_coding(made, replace(coded, records=()))
    assert filled.coding(made.id, other.maker) == other
    assert list(filled.verify()) == []


def test_a_report_and_its_coding_are_kept_together_or_not_at_all(store: Store) -> None:
    made, _ = _small(1)
    other, (arrested,) = report("Police [[arrested]] two.", id="r1")
    with store.writer() as writer, pytest.raises(EvidenceError, match=r"'r1' reads .* not 'arrested'"):
        writer.add_coding(made, coding(other, record(EventType.COERCE, arrested)))
    assert store.counts() == Counts(0, 0, 0, 0, 0, 0, 0, {})


def test_a_coding_of_another_report_is_refused(store: Store) -> None:
    with store.writer() as writer, pytest.raises(ReportError, match="the coding given with it is of report 'r2'"):
        writer.add_coding(_small(1)[0], _small(2)[1])


def test_two_records_with_one_id_are_refused(store: Store) -> None:
    made, (killed,) = report("Gunmen [[killed]] two.", id="r1")
    found = record(EventType.ASSAULT, killed)
    with store.writer() as writer, pytest.raises(ReportError, match=f"two records have the id '{found.id}'"):
        writer.add_coding(made, coding(made, found, found))
    assert store.counts().reports == 0


def test_what_the_database_refuses_is_an_error_of_the_report(store: Store, raw: sqlite3.Connection) -> None:
    raw.execute(
        "CREATE TRIGGER strange BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'no records on Sundays'); END"
    )
    with store.writer() as writer:
        with pytest.raises(ReportError, match="the database refuses it: no records on Sundays"):
            writer.add_coding(*_small(1))
        writer.add_report(_small(2)[0])
    assert [made.id for made in store.reports()] == ["r2"]


def test_a_damaged_coding_is_replaced_by_a_sound_one(
    filled: Store, rich: tuple[Report, Coding], unguarded: sqlite3.Connection
) -> None:
    unguarded.execute("UPDATE claim SET value = '\"RIOT\"' WHERE field = 'type'")
    with filled.writer() as writer:
        assert writer.add_coding(*rich)
    assert list(filled.codings()) == [rich]


def _two_makers(store: Store) -> tuple[Report, Coding, Coding]:
    """A store in which the second coding of a report by one coder is in force, after the first."""
    made, (killed,) = report("Gunmen [[killed]] two.", id="r1")
    first, second = Maker("coder", "1", settings_hash({})), Maker("coder", "2", settings_hash({}))
    codings = coding(made, record(EventType.ASSAULT, killed), maker=first), coding(made, maker=second)
    with store.writer() as writer:
        for each in codings:
            writer.add_coding(made, each)
    return made, *codings


def test_an_earlier_coding_that_is_added_again_is_in_force_again(store: Store) -> None:
    made, first, second = _two_makers(store)
    with store.writer() as writer:
        assert writer.add_coding(made, first)
        assert not writer.add_coding(made, first)
    assert [coded for _, coded in store.codings()] == [first]
    assert store.coding("r1", second.maker) == second


def test_an_earlier_coding_is_put_in_force_again(store: Store) -> None:
    made, first, second = _two_makers(store)
    with store.writer() as writer:
        assert writer.put_in_force(made, first.maker)
    assert [coded for _, coded in store.codings()] == [first]
    assert (store.is_in_force("r1", first.maker), store.is_in_force("r1", second.maker)) == (True, False)
    assert not list(store.verify())


def test_a_coding_that_is_missing_or_damaged_is_not_put_in_force(store: Store, unguarded: sqlite3.Connection) -> None:
    made, first, second = _two_makers(store)
    unguarded.execute("UPDATE claim SET value = '\"RIOT\"' WHERE field = 'type'")
    with store.writer() as writer:
        assert not writer.put_in_force(made, first.maker)
        assert not writer.put_in_force(made, MAKER)
    assert store.coding("r1") == second


def test_a_failure_is_kept_once(store: Store, dump: Dump) -> None:
    failure = Failure("a.txt", "read", "the file is empty")
    with store.writer() as writer:
        assert writer.add_failure(failure)
        before = dump()
        assert not writer.add_failure(failure)
    assert list(store.failures()) == [failure]
    assert dump() == before


def test_the_newest_traceback_of_a_failure_is_kept(store: Store) -> None:
    failure = Failure("a.txt", "parse", "it broke", "r1", "line 1")
    with store.writer() as writer:
        writer.add_failure(failure)
        writer.add_failure(replace(failure, detail="line 2"))
    assert list(store.failures()) == [replace(failure, detail="line 2")]


def test_a_success_clears_the_failures_of_its_origin_and_of_its_text(store: Store) -> None:
    made, _ = _small(1)
    settled = [
        Failure(made.origin, "read", "no text"),
        Failure(made.origin, "extract", "no verbs", "r1"),
        Failure("moved/news.jsonl, line 1", "parse", "too long", "r1"),
    ]
    open_still = [
        Failure("news.jsonl, line 2", "read", "no text"),
        # These are about other texts that bear the same id.
        Failure("b.jsonl, line 7", "store", "the id is taken", "r1"),
        Failure("c.jsonl, line 8", "read", "the id came before", "r1"),
    ]
    with store.writer() as writer:
        for failure in [*settled, *open_still]:
            writer.add_failure(failure)
        assert writer.clear_failures(made) == 3
        assert writer.clear_failures(made) == 0
    assert list(store.failures()) == open_still


def test_failures_of_an_origin_are_cleared_by_its_name(store: Store) -> None:
    with store.writer() as writer:
        writer.add_failure(Failure("a.txt", "read", "the file is empty"))
        writer.add_failure(Failure("a.txt, line 2", "read", "the line is broken"))
        assert writer.clear_failures("a.txt") == 1
    assert [failure.origin for failure in store.failures()] == ["a.txt, line 2"]


def test_a_file_name_that_is_no_utf_8_is_kept_escaped(store: Store) -> None:
    failure = Failure("a\udcff.txt", "read", "bytes of a\udcff.txt", "r\udcff", "in a\udcff.txt")
    with store.writer() as writer:
        writer.add_failure(failure)
        writer.add_report(Report("r1", "All is calm.", "a\udcff.txt"))
        (kept,) = store.failures()
        assert kept == Failure(r"a\udcff.txt", "read", r"bytes of a\udcff.txt", r"r\udcff", r"in a\udcff.txt")
        assert writer.clear_failures(Report("r1", "All is calm.", "a\udcff.txt")) == 1


def test_a_writer_writes_only_while_it_is_open(store: Store) -> None:
    with store.writer() as writer:
        pass
    with pytest.raises(StoreError, match=r"events\.db: this writer is closed"):
        writer.add_report(_small(1)[0])


def test_ctrl_c_in_the_middle_of_a_coding_keeps_what_came_before(store: Store) -> None:
    with store.writer() as writer:
        writer.add_coding(*_small(1))
        with pytest.raises(KeyboardInterrupt), _interrupting(store, "INSERT INTO claim"):
            writer.add_coding(*_small(2))
        assert [made.id for made in store.reports()] == ["r1"]
        writer.add_coding(*_small(2))
    assert store.counts().codings == 2


@contextmanager
def _interrupting(store: Store, statement: str) -> Iterator[None]:
    """Raise what Ctrl-C raises when the database is told ``statement``."""

    def interrupt(connection: object, cursor: object, told: str, *rest: object) -> None:
        if told.startswith(statement):
            raise KeyboardInterrupt

    event.listen(store._engine, "before_cursor_execute", interrupt)
    try:
        yield
    finally:
        event.remove(store._engine, "before_cursor_execute", interrupt)


def test_a_full_disk_is_one_clear_line_and_what_came_before_stays(path: Path) -> None:
    with Store.open(path) as store:
        # SQLite reports a file at its page limit with the same error as a full disk.
        event.listen(store._engine, "engine_connect", _allow_few_pages)
        kept: list[str] = []
        with pytest.raises(StoreError) as raised:
            _fill(store, kept)
        assert "events.db cannot be written: the disk is full. What was kept before is safe." in str(raised.value)
        assert "\n" not in str(raised.value)
    assert len(kept) >= 1
    with Store.open(path) as again:
        assert [made.id for made, _ in again.codings()] == kept
        assert list(again.verify()) == []
        with again.writer() as writer:
            assert writer.add_coding(*_small(len(kept)))


def _fill(store: Store, kept: list[str]) -> None:
    with store.writer() as writer:
        for number in range(1000):
            writer.add_coding(*_small(number, more="It was quiet elsewhere. " * 400))
            kept.append(f"r{number}")


def _allow_few_pages(connection: object) -> None:
    connection.connection.dbapi_connection.execute("PRAGMA max_page_count = 160")  # type: ignore[attr-defined]


def test_a_lock_held_by_another_program_is_told(store: Store, path: Path, raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN IMMEDIATE")
    with Store.open(path, wait_s=0.05) as waiting, waiting.writer() as writer:
        with pytest.raises(StoreError, match=r"events\.db is locked: another program is writing .* Wait until"):
            writer.add_report(_small(1)[0])
        assert list(waiting.reports()) == []
        raw.execute("ROLLBACK")
        assert writer.add_report(_small(1)[0])


def test_two_writers_take_turns(store: Store, path: Path) -> None:
    with Store.open(path) as other, store.writer() as first, other.writer() as second:
        for number in range(4):
            (first if number % 2 else second).add_coding(*_small(number))
    assert store.counts().codings == 4


def test_makers_and_spans_are_kept_once(store: Store, raw: sqlite3.Connection) -> None:
    made, (gunmen, killed) = report("[[Gunmen]] [[killed]] two.", id="r1")
    found = record(EventType.ASSAULT, killed, claim(Field.ACTOR, gunmen), claim(Field.MENTION, gunmen))
    with store.writer() as writer:
        writer.add_coding(made, coding(made, found))
        writer.add_coding(made, coding(made, found, maker=Maker("other", "1", "x")))
    assert raw.execute("SELECT quotation FROM span ORDER BY start_char").fetchall() == [("Gunmen",), ("killed",)]
    assert raw.execute("SELECT component FROM maker").fetchall() == [("test-maker",), ("other",)]

"""Opening a store and reading from it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.model import Coding, EventType, Failure, Maker, Report, settings_hash
from dateline.store import Store
from factories import MAKER, coding, record, report


def _small(number: int) -> tuple[Report, Coding]:
    made, (killed,) = report("Gunmen [[killed]] two.", id=f"r{number}", origin=f"news.jsonl, line {number}")
    return made, coding(made, record(EventType.ASSAULT, killed))


def test_a_coding_comes_back_equal(filled: Store, rich: tuple[Report, Coding]) -> None:
    made, coded = rich
    assert filled.report(made.id) == made
    assert filled.coding(made.id) == coded
    assert filled.coding(made.id, coded.maker) == coded
    assert list(filled.codings()) == [rich]
    assert list(filled.reports()) == [made]


def test_it_comes_back_equal_from_a_closed_and_opened_file(
    filled: Store, path: Path, rich: tuple[Report, Coding]
) -> None:
    filled.close()
    with Store.open(path, create=False) as again:
        assert list(again.codings()) == [rich]


def test_a_copy_of_the_closed_file_is_the_whole_store(
    filled: Store, path: Path, tmp_path: Path, rich: tuple[Report, Coding]
) -> None:
    filled.close()
    shutil.copy(path, tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db", create=False) as copy:
        assert list(copy.codings()) == [rich]


def test_reports_and_codings_stand_in_the_order_of_insertion(store: Store) -> None:
    with store.writer() as writer:
        for number in (3, 1, 2):
            writer.add_report(_small(number)[0])
        for number in (2, 3, 1):
            writer.add_coding(*_small(number))
    assert [made.id for made in store.reports()] == ["r3", "r1", "r2"]
    assert [made.id for made, _ in store.codings()] == ["r3", "r1", "r2"]


def test_more_reports_than_are_read_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.store.store._PAGE", 2)
    with store.writer() as writer:
        for number in range(5):
            writer.add_coding(*_small(number))
    assert [made.id for made in store.reports()] == [f"r{number}" for number in range(5)]


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.report("r1") is None
    assert store.coding("r1") is None
    assert not store.is_in_force("r1", MAKER)
    with store.writer() as writer:
        writer.add_report(_small(1)[0])
    assert store.coding("r1") is None


def test_a_coding_without_records_is_a_coding(store: Store) -> None:
    made, _ = _small(1)
    with store.writer() as writer:
        writer.add_coding(made, coding(made))
    assert store.is_in_force("r1", MAKER)
    assert store.coding("r1") == Coding("r1", MAKER, ())


def test_the_latest_coding_of_each_coder_is_in_force(store: Store) -> None:
    made, (killed,) = report("Gunmen [[killed]] two.", id="r1")
    first, second = Maker("coder", "1", settings_hash({})), Maker("coder", "2", settings_hash({}))
    other = Maker("person:amina", "1", settings_hash({}))
    found = record(EventType.ASSAULT, killed)
    with store.writer() as writer:
        writer.add_coding(made, coding(made, found, maker=first))
        writer.add_coding(made, coding(made, found, maker=other))
        writer.add_coding(made, coding(made, maker=second))
    assert [coded.maker for _, coded in store.codings()] == [other, second]
    assert store.coding("r1") == coding(made, maker=second)
    assert store.coding("r1", first) == coding(made, found, maker=first)
    assert [store.is_in_force("r1", maker) for maker in (first, second, other)] == [False, True, True]


def test_reading_goes_on_while_the_writer_writes(store: Store) -> None:
    with store.writer() as writer:
        writer.add_coding(*_small(1))
        for made, _ in store.codings():
            writer.add_failure(Failure(made.origin, "extract", "no verbs", made.id))
            writer.add_coding(*_small(2))
    assert store.counts().reports == 2


def test_what_the_writer_adds_can_be_read_at_once(store: Store) -> None:
    with store.writer() as writer:
        writer.add_coding(*_small(1))
        assert store.is_in_force("r1", MAKER)


def test_an_id_that_looks_like_sql_is_an_id(store: Store) -> None:
    made, (killed,) = report("Gunmen [[killed]] two.", id="r'; DROP TABLE report; --")
    with store.writer() as writer:
        writer.add_coding(made, coding(made, record(EventType.ASSAULT, killed)))
    assert store.report(made.id) == made
    assert store.report("' OR '1'='1") is None


def test_a_missing_file_is_made_only_where_asked(path: Path) -> None:
    with pytest.raises(StoreError, match=r"events\.db does not exist"):
        Store.open(path, create=False)
    assert not path.exists()
    Store.open(path).close()
    Store.open(path, create=False).close()


def test_an_empty_file_becomes_a_store_only_where_asked(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match=r"events\.db is empty and holds no store"):
        Store.open(path, create=False)
    Store.open(path).close()
    Store.open(path, create=False).close()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder; a store is one file"):
        Store.open(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be made: its folder does not exist"):
        Store.open(tmp_path / "gone" / "events.db")


@pytest.mark.parametrize("content", [b"x", b"Gunmen killed two.", b"x" * 511, b"x" * 512, b"Gunmen fled.\n" * 999])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    # SQLite takes a file of one byte for an empty database, and would write over it.
    path.write_bytes(content)
    for create in (True, False):
        with pytest.raises(StoreError, match=r"events\.db is no store: it is not an SQLite database"):
            Store.open(path, create=create)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="an SQLite database of another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_read_only_file_is_refused_for_writing(
    filled: Store, path: Path, rich: tuple[Report, Coding], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    path.chmod(0o444)
    # The administrator may write everything, and the tests may run as the administrator.
    monkeypatch.setattr(os, "access", lambda named, mode: not (Path(named) == path and mode == os.W_OK))
    with pytest.raises(StoreError, match=r"events\.db cannot be written: the file or its folder is read-only"):
        Store.open(path)
    with Store.open(path, create=False) as opened:
        assert list(opened.codings()) == [rich]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder in which nobody may make files")
def test_a_folder_in_which_nothing_can_be_made_is_told() -> None:
    with pytest.raises(StoreError, match=r"/proc/self/events\.db cannot be opened"):
        Store.open(Path("/proc/self/events.db"))


def test_a_name_with_signs_that_mean_something_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "a 100% #1?mode=memory&x é.db"
    with Store.open(path) as store, store.writer() as writer:
        writer.add_coding(*_small(1))
    assert path.exists()
    with Store.open(path, create=False) as store:
        assert store.counts().reports == 1


def test_a_relative_path_stays_the_same_file_when_the_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("events.db")) as store:
        (tmp_path / "below").mkdir()
        monkeypatch.chdir(tmp_path / "below")
        assert store.counts().reports == 0
    assert list((tmp_path / "below").iterdir()) == []


def test_the_file_is_set_up_as_promised(store: Store, raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000


def test_closing_leaves_one_file(filled: Store, path: Path) -> None:
    filled.close()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_damaged_rows_are_told_and_not_handed_out(filled: Store, unguarded: sqlite3.Connection) -> None:
    unguarded.execute("UPDATE claim SET value = '\"RIOT\"' WHERE field = 'type'")
    with pytest.raises(
        StoreError, match=r"events\.db: what is kept of report 'lake-1' is damaged .*dateline verify"
    ) as raised:
        filled.coding("lake-1")
    assert "\n" not in str(raised.value)
    with pytest.raises(StoreError, match="'lake-1' is damaged"):
        list(filled.codings())


def test_a_column_that_cannot_be_read_is_told(filled: Store, unguarded: sqlite3.Connection) -> None:
    unguarded.execute("UPDATE report SET published = 'soon'")
    with pytest.raises(StoreError, match="is damaged"):
        filled.report("lake-1")


def test_a_file_torn_in_the_middle_is_told(filled: Store, path: Path) -> None:
    filled.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with (
        pytest.raises(StoreError, match=r"events\.db is a damaged database"),
        Store.open(path, create=False) as opened,
    ):
        list(opened.codings())


def test_the_same_input_makes_the_same_rows_in_two_files(
    filled: Store, dump: Callable[[], list[str]], tmp_path: Path, rich: tuple[Report, Coding]
) -> None:
    with Store.open(tmp_path / "second.db") as second, second.writer() as writer:
        writer.add_coding(*rich)
    with closing(sqlite3.connect(tmp_path / "second.db")) as connection:
        assert list(connection.iterdump()) == dump()

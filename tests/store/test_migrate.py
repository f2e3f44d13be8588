"""From version to version."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dateline.errors import StoreError
from dateline.store import Store, migrate, schema, sqlite


def test_the_versions_are_those_of_the_steps() -> None:
    steps = ScriptDirectory(str(migrate._FOLDER)).walk_revisions()
    assert [step.revision for step in steps] == list(reversed(migrate.REVISIONS))


def test_the_steps_lead_to_the_tables_that_the_code_uses(store: Store) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_checks_are_those_of_the_schema(store: Store, raw: sqlite3.Connection) -> None:
    for table in schema.metadata.sorted_tables:
        (made,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchone()
        named = {str(constraint.name) for constraint in table.constraints if constraint.name is not None}
        assert {name for name in named if f"CONSTRAINT {name} " not in made} == set()


def test_the_guards_in_the_file_are_those_that_are_looked_for(store: Store, raw: sqlite3.Connection) -> None:
    found = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == sqlite.GUARDS


def test_a_file_of_an_older_version_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(migrate, "NEWEST", migrate.REVISIONS[0])
        Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.REVISIONS[0],)
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.NEWEST,)
        assert connection.execute("SELECT latitude FROM records").fetchall() == []


def test_opening_again_changes_nothing(store: Store, path: Path, dump: Callable[[], list[str]]) -> None:
    before = dump()
    Store.open(path).close()
    assert dump() == before


@pytest.mark.parametrize("create", [True, False])
def test_a_newer_version_is_refused_and_left_alone(store: Store, path: Path, create: bool) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"was written by a newer dateline: .* '9999', .* up to '\d{4}'\. Upgrade"):
        Store.open(path, create=create)
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_no_half_made_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = migrate._upgrade

    def breaking(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "_upgrade", breaking)
    with pytest.raises(KeyboardInterrupt):
        Store.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    monkeypatch.undo()
    Store.open(path).close()


def test_a_file_made_by_another_at_the_same_moment_is_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = sqlite.use_write_ahead_log

    def overtaken(engine: object) -> None:
        monkeypatch.undo()
        really(engine)  # type: ignore[arg-type]
        Store.open(path).close()

    monkeypatch.setattr(sqlite, "use_write_ahead_log", overtaken)
    with Store.open(path) as store:
        assert store.counts().reports == 0

"""A coding that uses everything the model has, and ways to look at the file behind dateline's back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.model import (
    Absence,
    Casualties,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    Coding,
    Country,
    DateBasis,
    Dateline,
    DatePrecision,
    Days,
    Emptiness,
    EventType,
    Field,
    Main,
    Maker,
    Mode,
    PublishedBasis,
    Report,
    Responsibility,
    ResponsibilityStance,
    SourceKind,
    Stance,
    Status,
    Voice,
    settings_hash,
)
from dateline.store import Store
from factories import MAKER, claim, coding, record, report

RESOLVER = Maker("dates", "2", settings_hash({"calendar": "gregorian"}))

_BODY = (
    "[[[[SELIMBA]] (Lake Wire) —]] [[Gunmen]] 😀 [[killed]] [[at least twelve]] herders at [[Café Ouadé]] on "
    "[[Friday]], [[medics]] [[told]] [[the Herald]], [[quoted]] by Lake Wire. [[They]] fled. [[The Red Column]] said "
    "it was behind the [[attack]]; [[reportedly]] nobody [[was arrested]] [[upriver]]."
)


@pytest.fixture
def rich() -> tuple[Report, Coding]:
    """A report with title, dateline, emoji and combining characters; two records with every kind of content."""
    made, spans = report(
        _BODY,
        title="Herders killed near Ouadé\u0301",
        id="lake-1",
        publisher="Lake Wire",
        language="en",
        published=date(2024, 3, 16),
        published_basis=PublishedBasis.DATELINE,
    )
    line, place, gunmen, killed, twelve, cafe, friday, medics, told, herald, quoted, they, column, attack, *rest = spans
    reportedly, arrested, upriver = rest
    made = Report(
        **{name: getattr(made, name) for name in ("id", "text", "origin", "body_start", "published", "publisher")},
        published_basis=made.published_basis,
        language=made.language,
        dateline=Dateline(line.start, line.end, place, date(2024, 3, 15)),
    )
    chain = Voice(herald, None, SourceKind.OTHER_MEDIA, Voice(None, quoted, SourceKind.OTHER_MEDIA))
    voiced: dict[str, Any] = {
        "voice": Voice(medics, told, SourceKind.LOCAL_AUTHORITY_OR_MEDIC, chain),
        "stance": Stance.CONFIRMS,
    }
    killing = record(
        EventType.ASSAULT,
        killed,
        claim(Field.MENTION, attack),
        claim(Field.MODE, killed, value=Mode("firearms"), confidence=0.1 + 0.2),
        claim(Field.ACTOR, gunmen, they, confidence=1.0, **voiced),
        claim(Field.PLACE, cafe),
        claim(Field.COUNTRY, cafe, value=Country("TCD")),
        claim(Field.TIME, friday),
        claim(
            Field.DAYS,
            friday,
            value=Days(date(2024, 3, 15), date(2024, 3, 15), DatePrecision.DAY, DateBasis.RELATIVE),
            maker=RESOLVER,
        ),
        claim(
            Field.CASUALTIES,
            twelve,
            value=Casualties(CasualtyKind.KILLED, 12, None, "at least", CasualtyRole.CIVILIAN, date(2024, 3, 15)),
            **voiced,
        ),
        claim(Field.STATUS, killed, value=Status.OCCURRED),
        claim(Field.CERTAINTY, killed, value=Certainty.ATTRIBUTED),
        claim(
            Field.RESPONSIBILITY,
            attack,
            column,
            value=Responsibility(ResponsibilityStance.CLAIMED, "The Red Column"),
            voice=Voice(column, None, SourceKind.PARTY_TO_CONFLICT),
            stance=Stance.CLAIMS_RESPONSIBILITY,
        ),
        claim(Field.MAIN, killed, value=Main(True)),
        absences=(Absence(Field.MEANS, Emptiness.NOT_TOLD, MAKER),),
    )
    arrest = record(
        EventType.COERCE,
        arrested,
        claim(Field.PLACE, upriver),
        claim(
            Field.STATUS,
            arrested,
            value=Status.DENIED,
            voice=Voice(None, reportedly, SourceKind.UNKNOWN),
            stance=Stance.CANNOT_VERIFY,
        ),
        absences=(
            Absence(Field.COUNTRY, Emptiness.UNRESOLVED, RESOLVER, (upriver, cafe), "a direction, and no name"),
            Absence(Field.DAYS, Emptiness.UNRESOLVED, RESOLVER, (friday,), "the tense leaves two weeks open"),
        ),
    )
    return made, coding(made, killing, arrest)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store that holds nothing, to be copied: making one takes a tenth of a second."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    Store.open(path).close()
    return path


@pytest.fixture
def store(path: Path, empty_store: Path) -> Iterator[Store]:
    shutil.copy(empty_store, path)
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def filled(store: Store, rich: tuple[Report, Coding]) -> Store:
    """A store that holds the rich coding."""
    with store.writer() as writer:
        writer.add_coding(*rich)
    return store


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any program opens it: foreign keys are off, as SQLite has it. Use after ``store`` or ``filled``."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def dump(path: Path) -> Callable[[], list[str]]:
    """Everything in the file as SQL, for comparing two moments."""

    def as_sql() -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    return as_sql


def drop_guards(connection: sqlite3.Connection) -> None:
    """Take every trigger out, as somebody might who wants to change what stands in a store."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


@pytest.fixture
def unguarded(raw: sqlite3.Connection) -> sqlite3.Connection:
    """As ``raw``, with the guards taken out."""
    drop_guards(raw)
    return raw

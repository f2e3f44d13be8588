"""Extends a gazetteer's file with a dump of GeoNames (allCountries.zip, XX.zip, or the text file in one).

A dump has one place a line in 19 columns with tabs between (https://download.geonames.org/export/dump/readme.txt). It
is read as a stream and written in one transaction: a dump that breaks off leaves the file as it was. What does not
belong here: making the file (`build`).
"""

from __future__ import annotations

import hashlib
import io
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from dateline.errors import ConfigError
from dateline.knowledge.gazetteer.build import put_rows
from dateline.knowledge.gazetteer.entries import Kind
from dateline.knowledge.gazetteer.names import fold, is_plain_latin
from dateline.knowledge.gazetteer.sources import Row, alpha3_of, town_radius_km

COLUMNS = 19
_EVERY = 100_000  # lines between two calls of ``tell``
_KINDS = {"P": Kind.SETTLEMENT, "H": Kind.WATER, "T": Kind.FEATURE, "L": Kind.FEATURE, "V": Kind.FEATURE}
_KINDS |= {"S": Kind.FEATURE, "R": Kind.FEATURE, "U": Kind.FEATURE}
_UNITS = {"ADM1": Kind.ADMIN1, "ADM2": Kind.ADMIN2, "ADM3": Kind.ADMIN3, "ADM4": Kind.ADMIN3, "ADMD": Kind.ADMIN3}
_RADII = {Kind.ADMIN1: 100.0, Kind.ADMIN2: 30.0, Kind.ADMIN3: 10.0, Kind.WATER: 10.0, Kind.FEATURE: 5.0}
_ACCEPTED = "accepted is a GeoNames dump of 19 columns as .txt, or a .zip that holds one"


def add_dump(path: Path, dump: Path, tell: Callable[[str], None] | None = None) -> int:
    """Add the places and names of ``dump`` to the gazetteer's file ``path``; adding the same twice changes nothing.

    Places that are there already get the dump's coordinates, feature, population and names. Countries keep their point.
    tell: is called with a line for a person every 100,000 lines.

    Returns:
        The number of places that are new.

    Raises:
        ConfigError: no such dump, a zip that is cut off or damaged, or a line of another form; the file is unchanged.
    """
    if not dump.is_file():
        raise ConfigError(f"dump {str(dump)!r}: no such file; {_ACCEPTED}; check the path, or download the dump again")
    seal = _seal(dump)
    with closing(sqlite3.connect(path)) as database:
        (known,) = database.execute("SELECT value FROM fact WHERE key = 'dumps'").fetchone()
        if seal in known.split():
            return 0
        before = _count(database)
        codes = dict(database.execute("SELECT code, name FROM code"))
        countries = alpha3_of()
        with database:
            for fields in _lines(dump, tell):
                _update(database, fields)
                put_rows(database, [_row(fields, codes, countries)])
            database.execute("UPDATE fact SET value = ? WHERE key = 'dumps'", (f"{known} {seal}".strip(),))
        return _count(database) - before


def _count(database: sqlite3.Connection) -> int:
    (count,) = database.execute("SELECT count(*) FROM place").fetchone()
    return int(count)


def _seal(dump: Path) -> str:
    with dump.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


def _lines(dump: Path, tell: Callable[[str], None] | None) -> Iterator[list[str]]:
    number = 0
    try:
        with _opened(dump) as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                fields = line.rstrip("\r\n").split("\t")
                _check(dump, number, fields)
                if tell and number % _EVERY == 0:
                    tell(f"{dump.name}: {number:,} lines")
                if fields[6] in "APHTLSVRU" and fields[6]:
                    yield fields
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"dump {str(dump)!r}: damaged or cut off after line {number} ({error}); {_ACCEPTED}; download it again"
        ) from error
    if not number:
        raise ConfigError(f"dump {str(dump)!r}: it holds no line; {_ACCEPTED}; download it again")


@contextmanager
def _opened(dump: Path) -> Iterator[IO[bytes]]:
    if dump.suffix.lower() != ".zip":
        with dump.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(dump) as archive:
        names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
        if len(names) != 1:
            raise ConfigError(
                f"dump {str(dump)!r}: it holds {len(names)} text files besides a readme; {_ACCEPTED}; name another dump"
            )
        with archive.open(names[0]) as stream:
            yield stream


def _check(dump: Path, number: int, fields: list[str]) -> None:
    if len(fields) != COLUMNS:
        raise ConfigError(
            f"dump {str(dump)!r}: line {number} has {len(fields)} columns; {_ACCEPTED}; download it again"
        )
    try:
        int(fields[0])
        point = float(fields[4]), float(fields[5])
        int(fields[14] or 0)
    except ValueError as error:
        raise ConfigError(f"dump {str(dump)!r}: line {number}: {error}; {_ACCEPTED}; download it again") from error
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ConfigError(
            f"dump {str(dump)!r}: line {number}: {point} is no point in degrees; {_ACCEPTED}; download it again"
        )


def _update(database: sqlite3.Connection, fields: list[str]) -> None:
    """Bring a place that is there already to the dump's state; a settlement's radius follows its population."""
    database.execute(
        "UPDATE place SET latitude = ?, longitude = ?, feature = ?, population = max(population, ?) "
        "WHERE id = ? AND kind IN ('settlement', 'admin1', 'admin2')",
        (float(fields[4]), float(fields[5]), _feature(fields), int(fields[14] or 0), int(fields[0])),
    )


def _feature(fields: list[str]) -> str:
    return f"{fields[6]}.{fields[7]}" if fields[7] else fields[6]


def _row(fields: list[str], codes: dict[str, str], countries: dict[str, str]) -> Row:
    ident, name, ascii_name, others = int(fields[0]), fields[1], fields[2], fields[3].split(",")
    kind = _UNITS.get(fields[7], Kind.FEATURE) if fields[6] == "A" else _KINDS[fields[6]]
    population = int(fields[14] or 0)
    country, first, second = fields[8], fields[10], fields[11]
    place = (
        *(ident, ident, kind.value, name, countries.get(country), codes.get(f"{country}.{first}")),
        *(codes.get(f"{country}.{first}.{second}"), None, _feature(fields)),
        *(float(fields[4]), float(fields[5]), population),
        town_radius_km(population) if kind is Kind.SETTLEMENT else _RADII[kind],
    )
    names = dict.fromkeys(filter(None, (fold(name), fold(ascii_name))), 1)
    for other in others:
        if is_plain_latin(other):
            names.setdefault(fold(other), 0)
    return Row(place, tuple((key, ident, kind.value, is_main, 0) for key, is_main in names.items()))

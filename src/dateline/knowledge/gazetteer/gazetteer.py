"""Looks names up in the gazetteer's file.

What does not belong here: making the file (`build`, `dump`), and which of several candidates is meant
(`resolve.places`).
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import platformdirs

from dateline.errors import ConfigError
from dateline.knowledge.gazetteer.build import FORMAT, build
from dateline.knowledge.gazetteer.dump import add_dump
from dateline.knowledge.gazetteer.entries import Candidate, Kind
from dateline.knowledge.gazetteer.names import fold
from dateline.knowledge.gazetteer.sources import exact_key, read_list, versions_hash
from dateline.model import Place

_CACHE = 50_000  # look-ups kept; a report names some dozens of places, and news the same ones over and over
_CAPITAL_SHARE = 10  # a capital counts ten times: reports name capitals far more often than towns of their size
_ALTERNATE_SHARE = 100  # a place counts with a hundredth of its people under a name that is not its main one
_UNIT_PEOPLE = 100_000  # a unit of the first level counts with this many people at least
_SMALL_WORD = 3  # words of so few letters are names only with a capital: "Us" is a town in France, and "us" is none
_COLUMNS = (
    "n.kind, n.is_main, n.is_listed, p.geonames_id, p.name, p.country, p.admin1, p.admin2, p.admin3, p.feature, "
    "p.latitude, p.longitude, p.population, p.radius_km"
)
_ORDER = list(Kind)


def default_path() -> Path:
    """Where the file for the installed sources lies: the user's cache folder, named by the hash of the sources."""
    return platformdirs.user_cache_path("dateline") / f"gazetteer-{versions_hash()[:12]}.sqlite"


class Gazetteer:
    """Names of places, and the places that each can mean.

    path: a gazetteer's file; by default the one for the installed sources, which is made on the first look-up.
    tell: is called with one line for a person when the file must be made first.

    Raises:
        ConfigError: ``path`` is no gazetteer's file, or a broken one.
    """

    def __init__(self, path: Path | None = None, tell: Callable[[str], None] | None = None) -> None:
        self.path = path or default_path()
        self._is_given = path is not None
        self._tell = tell
        self._kept: dict[str, tuple[Candidate, ...]] = {}
        if self._is_given:
            _check(self.path)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path | None]]:
        """A copy in another process opens the file for itself."""
        return Gazetteer, (self.path if self._is_given else None,)

    def settings(self) -> dict[str, object]:
        """What the answers depend on, for the maker's settings hash. Makes no file."""
        if not self.path.exists():
            return {"format": FORMAT, "sources": versions_hash(), "dumps": ""}
        return _facts(self.path)

    def look_up(self, name: str) -> tuple[Candidate, ...]:
        """The places that ``name`` can mean, the best known first; none for a name that is not known.

        Case, accents, apostrophes and hyphens make no difference, save for abbreviations ("US", "Miss.").
        """
        kept = self._kept.get(name)
        if kept is None:
            if len(self._kept) >= _CACHE:
                self._kept.clear()
            found = self._find(exact_key(name))
            if not found and not (len(name) <= _SMALL_WORD and name.islower()):
                found = self._find(fold(name))
            kept = self._kept[name] = found
        return kept

    def is_common(self, name: str) -> bool:
        """Whether every word of ``name`` is a common word or another thing's name ("Old City", "Trump")."""
        words = fold(name).split()
        return fold(name) in self._words["common"] or (
            bool(words) and all(word in self._words["common"] for word in words)
        )

    def is_nowhere(self, name: str) -> bool:
        """Whether ``name`` is of something that lies in no single place ("the Internet")."""
        return fold(name) in self._words["nowhere"]

    def by_id(self, geonames_id: int) -> Candidate | None:
        """The place of a GeoNames id, or None."""
        row = self._file.execute(
            "SELECT kind, 1, 0, geonames_id, name, country, admin1, admin2, admin3, feature, latitude, longitude, "
            "population, radius_km FROM place WHERE id = ?",
            (geonames_id,),
        ).fetchone()
        return _candidate(row) if row else None

    def count(self) -> int:
        """How many places the file holds."""
        (count,) = self._file.execute("SELECT count(*) FROM place").fetchone()
        return int(count)

    def add_dump(self, dump: Path, tell: Callable[[str], None] | None = None) -> int:
        """Add a GeoNames dump to the file for good (`dump.add_dump`); return the number of new places."""
        if not self._is_given and not self.path.exists():
            build(self.path, self._tell)
        added = add_dump(self.path, dump, tell)
        self._kept.clear()
        return added

    def country(self, alpha3: str) -> Candidate | None:
        """The entry of a country by its alpha-3 code, or None."""
        return self._countries.get(alpha3)

    def _find(self, key: str) -> tuple[Candidate, ...]:
        try:
            found = self._file.execute(
                f"SELECT {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?",  # noqa: S608
                (key,),
            ).fetchall()
        except sqlite3.DatabaseError as error:
            raise _broken(self.path, str(error)) from error
        return tuple(sorted(map(_candidate, found), key=_rank))

    @cached_property
    def _file(self) -> sqlite3.Connection:
        if not self._is_given and not self.path.exists():
            build(self.path, self._tell)
        _check(self.path)
        return _open(self.path)

    @cached_property
    def _countries(self) -> dict[str, Candidate]:
        found = self._file.execute(
            "SELECT kind, 1, 0, geonames_id, name, country, admin1, admin2, admin3, feature, latitude, longitude, "
            "population, radius_km FROM place WHERE kind = 'country'"
        )
        return {str(row[5]): _candidate(row) for row in found}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        listed = read_list("words.csv")
        return {
            kind: frozenset(fold(row["word"]) for row in listed if row["kind"] == kind)
            for kind in ("common", "nowhere")
        }


def prominence(candidate: Candidate) -> float:
    """How well a place is known, as a number of people: capitals count more, alternate names less."""
    people = float(candidate.population)
    if candidate.kind is Kind.ADMIN1:
        people = max(people, _UNIT_PEOPLE)
    if candidate.place.feature == "P.PPLC":
        people *= _CAPITAL_SHARE
    return people if candidate.is_main_name else people / _ALTERNATE_SHARE


def _rank(candidate: Candidate) -> tuple[object, ...]:
    sure = candidate.is_listed or (candidate.kind is Kind.COUNTRY and candidate.is_main_name)
    return (
        not sure,
        -prominence(candidate),
        _ORDER.index(candidate.kind),
        candidate.place.country or "",
        candidate.place.geonames_id or math.inf,
        candidate.place.latitude,
    )


def _candidate(row: tuple[Any, ...]) -> Candidate:
    kind, is_main, is_listed, *place, population, radius_km = row
    return Candidate(
        Place(*place),
        Kind(str(kind)),
        int(str(population)),
        float(str(radius_km)),
        bool(is_main),
        bool(is_listed),
    )


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _facts(path: Path) -> dict[str, object]:
    try:
        database = _open(path)
        try:
            facts: dict[str, object] = dict(database.execute("SELECT key, value FROM fact ORDER BY key"))
            database.execute("SELECT place FROM name LIMIT 1").fetchone()
            database.execute("SELECT radius_km FROM place LIMIT 1").fetchone()
        finally:
            database.close()
    except sqlite3.DatabaseError as error:
        raise _broken(path, str(error)) from error
    return facts


def _check(path: Path) -> None:
    found = _facts(path).get("format")
    if found != FORMAT:
        raise _broken(path, f"its format is {found!r}")


def _broken(path: Path, why: str) -> ConfigError:
    return ConfigError(
        f"gazetteer {str(path)!r}: no usable gazetteer file ({why}); accepted is a file of format {FORMAT!r} as "
        "made by `dateline gazetteer build`; delete it and build it again, or name another file"
    )

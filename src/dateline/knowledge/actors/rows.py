"""Rows of the actor lists: what is read from a CSV file, and what is said of one that cannot be.

The lists that come with dateline and a user's own go through the same checks; all that is wrong with a file is told at
once. What does not belong here: looking names up (`lists`).
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pycountry

from dateline.errors import ConfigError
from dateline.knowledge.actors.entries import Entry, Role
from dateline.model import ActorKind, Sector

ACTOR_COLUMNS = ("id", "name", "aliases", "kind", "country", "sectors", "from", "to", "reference")
"""The columns of a list of actors; any order, further columns are left alone."""

_TOLD_AT_MOST = 20  # problems listed in one message; a file with more is of another kind altogether
_KINDS, _SECTORS = frozenset(map(str, ActorKind)), frozenset(map(str, Sector))
_EXTRA_COUNTRIES = frozenset({"XKX"})  # Kosovo, in the code that GeoNames, the World Bank and others use
_COUNTRIES = frozenset(country.alpha_3 for country in pycountry.countries) | _EXTRA_COUNTRIES


class Problems:
    """What is wrong with one file, line by line."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.found: list[str] = []

    def add(self, line: int, column: str, value: str, accepted: str) -> None:
        """Take note of a ``value`` that is not accepted."""
        self.found.append(f"{self.origin}, line {line}: {column} {value!r} is not {accepted}")

    def raise_any(self) -> None:
        """Raise one error that tells them all.

        Raises:
            ConfigError: there are any.
        """
        if not self.found:
            return
        told = self.found[:_TOLD_AT_MOST]
        rest = len(self.found) - len(told)
        more = [f"and {rest} more"] if rest else []
        raise ConfigError(
            "; ".join([*told, *more])
            + f". Correct the file and run again; a list of actors has the columns {','.join(ACTOR_COLUMNS)}."
        )


def read_own_list(path: Path) -> tuple[Entry, ...]:
    """The entries of a user's own list of actors.

    Raises:
        ConfigError: the file cannot be read, lacks a column, or has values that are not accepted; all are named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"the list of actors {str(path)!r} cannot be read: {error}. "
            f"A CSV file in UTF-8 with the columns {','.join(ACTOR_COLUMNS)} would be accepted; check the path."
        ) from error
    return read_actors(text, str(path))


def read_actors(text: str, origin: str) -> tuple[Entry, ...]:
    """The entries of a list in the form of `ACTOR_COLUMNS`, in the order of the file.

    Raises:
        ConfigError: a missing column, or values that are not accepted; all are named.
    """
    problems = Problems(origin)
    seen: dict[str, int] = {}
    entries = []
    for line, row in csv_rows(text, origin, ACTOR_COLUMNS):
        _check_names(row, line, seen, problems)
        entries.append(_entry(row, line, problems))
    problems.raise_any()
    return tuple(entries)


def _check_names(row: Mapping[str, str], line: int, seen: dict[str, int], problems: Problems) -> None:
    if not row["id"] or not row["name"]:
        problems.add(line, "id" if not row["id"] else "name", "", "given; every row needs both an id and a name")
    elif row["id"] in seen:
        problems.add(
            line, "id", row["id"], f"new: line {seen[row['id']]} has it already; give each row an id of its own"
        )
    seen.setdefault(row["id"], line)


def _entry(row: Mapping[str, str], line: int, problems: Problems) -> Entry:
    return Entry(
        row["id"],
        row["name"],
        split(row["aliases"]),
        kind_of(row["kind"], line, problems),
        _country(row["country"], line, problems),
        sectors_of(row["sectors"], line, problems),
        (),
        _day(row["from"], "from", line, problems, last=False),
        _day(row["to"], "to", line, problems, last=True),
    )


def read_people(text: str, origin: str) -> tuple[Entry, ...]:
    """The people in public roles, in the order of the file; a role is ``title;sectors;from;to``, with bars between.

    Raises:
        ConfigError: a missing column, or values that are not accepted; all are named.
    """
    problems = Problems(origin)
    entries = []
    for line, row in csv_rows(text, origin, ("id", "name", "aliases", "country", "roles")):
        roles = tuple(_role(told, line, problems) for told in split(row["roles"]))
        sectors = roles[-1].sectors if roles else ()
        country = _country(row["country"], line, problems)
        entries.append(
            Entry(row["id"], row["name"], split(row["aliases"]), ActorKind.INDIVIDUAL, country, sectors, roles)
        )
    problems.raise_any()
    return tuple(entries)


def _role(told: str, line: int, problems: Problems) -> Role:
    parts = [part.strip() for part in told.split(";")]
    if len(parts) != 4:
        problems.add(line, "roles", told, "a role of four parts, title;sectors;from;to")
        parts = [told, "", "", ""]
    title, sectors, first, last = parts
    return Role(
        title,
        sectors_of(sectors.replace("+", "|").replace("/", "|").replace(" ", "|"), line, problems),
        _day(first, "roles, from", line, problems, last=False),
        _day(last, "roles, to", line, problems, last=True),
    )


def csv_rows(text: str, origin: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV text with their line numbers; cells are stripped, missing ones are empty.

    Raises:
        ConfigError: a column is missing.
    """
    reader = csv.DictReader(StringIO(text))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise ConfigError(
            f"{origin}, line 1: the columns {', '.join(map(repr, missing))} are missing; the first line must name "
            f"{','.join(columns)}. Add them (cells may be empty) and run again."
        )
    for row in reader:
        yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell between bars."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def kind_of(value: str, line: int, problems: Problems) -> ActorKind:
    """The kind that ``value`` names; a problem is noted where it names none."""
    if value not in _KINDS:
        problems.add(line, "kind", value, f"one of {', '.join(ActorKind)}")
        return ActorKind.UNKNOWN
    return ActorKind(value)


def sectors_of(cell: str, line: int, problems: Problems) -> tuple[Sector, ...]:
    """The sectors between bars, UNK left out; a problem is noted for each that is none."""
    found = []
    for code in split(cell):
        if code not in _SECTORS:
            problems.add(line, "sectors", code, f"one of {', '.join(Sector)} (several stand between bars, GOV|MIL)")
        elif code != Sector.UNK:
            found.append(Sector(code))
    return tuple(dict.fromkeys(found))


def _country(value: str, line: int, problems: Problems) -> str | None:
    if value and value not in _COUNTRIES:
        problems.add(line, "country", value, "an ISO 3166-1 alpha-3 code such as 'SYR', or empty")
        return None
    return value or None


def _day(value: str, column: str, line: int, problems: Problems, *, last: bool) -> date | None:
    """The first, or the last, day of a year, month or day as ISO 8601 writes it."""
    if not value:
        return None
    try:
        numbers = [int(part) for part in value.split("-")]
        year, month, day = (*numbers, *(None, None, None))[:3]
        assert year is not None
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except (ValueError, AssertionError):
        problems.add(line, column, value, "a year, month or day such as 1994, 1994-05 or 1994-05-17, or empty")
        return None

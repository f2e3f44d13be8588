"""The flat record: one row of typed columns, for tables, maps and data frames.

Columns that `csv` has, too, have the same names; here numbers are numbers, and several values are a list. The formats
``geojson``, ``parquet``, ``datapackage`` and ``datasette`` write them. What does not belong here: places in the text,
which the claims beside the flat record have, and turning values into the cells of one format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.export.cells import SEPARATOR
from dateline.export.happening import Figure, Happening, Participant
from dateline.export.points import point
from dateline.model import CasualtyKind, CasualtyRole, Location

Flat = str | int | float | bool | date | tuple[str, ...] | None
"""A value of the flat record; None is not known, and so is an empty tuple."""


class FlatType(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "texts"
    INT = "int"
    DECIMAL = "decimal"
    DATE = "date"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One column: its name, type and meaning, and how its value is taken from a happening."""

    name: str
    type: FlatType
    meaning: str
    value: Callable[[Happening], Flat]
    is_required: bool = False


def flat_row(happening: Happening) -> dict[str, Flat]:
    """The values of every column, by name and in order."""
    return {column.name: column.value(happening) for column in FLAT_COLUMNS}


def cell_of(value: Flat) -> str:
    """A value as a cell: "" where it is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _figure(happening: Happening, kind: CasualtyKind) -> Figure | None:
    """The figure that the policy "first told" chooses: the first that does not count perpetrators."""
    figures = (each for each in happening.figures if each.kind is kind)
    return next((each for each in figures if each.role is not CasualtyRole.PERPETRATOR), None)


def _figures(kind: CasualtyKind) -> tuple[FlatColumn, ...]:
    def told(take: Callable[[Figure], Flat]) -> Callable[[Happening], Flat]:
        def value(happening: Happening) -> Flat:
            figure = _figure(happening, kind)
            return take(figure) if figure else None

        return value

    return (
        FlatColumn(f"{kind}_low", FlatType.INT, f"At least so many {kind}, perpetrators left out.", told(_low)),
        FlatColumn(f"{kind}_high", FlatType.INT, "At most so many, of the same figure.", told(_high)),
        FlatColumn(f"{kind}_text", FlatType.TEXT, "The words of the figure.", told(lambda each: each.words)),
    )


def _low(figure: Figure) -> Flat:
    return figure.low


def _high(figure: Figure) -> Flat:
    return figure.high


def _sides(name: str, take: Callable[[Happening], tuple[Participant, ...]]) -> tuple[FlatColumn, ...]:
    def each(told: Callable[[Participant], str | None]) -> Callable[[Happening], Flat]:
        return lambda happening: _all(told(who) for who in take(happening))

    return (
        FlatColumn(name, FlatType.TEXTS, f"The words for each {name}.", each(lambda who: who.words)),
        FlatColumn(
            f"{name}_id", FlatType.TEXTS, 'Who each is, in the same order; "" where not known.', each(_identity)
        ),
        FlatColumn(f"{name}_name", FlatType.TEXTS, "Its name in the list of actors.", each(_listed_name)),
        FlatColumn(f"{name}_kind", FlatType.TEXTS, "What it is.", each(lambda who: who.kind.value)),
        FlatColumn(f"{name}_country", FlatType.TEXTS, "Its country, ISO 3166-1.", each(lambda who: who.country)),
        FlatColumn(f"{name}_sectors", FlatType.TEXTS, "Its sectors, with `/` between two.", each(_sectors)),
    )


def _all(parts: Iterable[str | None]) -> tuple[str, ...]:
    """The parts in order, "" for one that is not known; none at all where none is known."""
    listed = tuple(part or "" for part in parts)
    return listed if any(listed) else ()


def _identity(who: Participant) -> str | None:
    return who.identity.id if who.identity else None


def _listed_name(who: Participant) -> str | None:
    return who.identity.name if who.identity else None


def _sectors(who: Participant) -> str:
    return "/".join(who.sectors)


def _of_location(name: str, kind: FlatType, meaning: str, take: Callable[[Location], Flat]) -> FlatColumn:
    return FlatColumn(name, kind, meaning, lambda each: take(each.location) if each.location else None)


def _text(name: str, meaning: str, take: Callable[[Happening], Flat], *, is_required: bool = False) -> FlatColumn:
    return FlatColumn(name, FlatType.TEXT, meaning, take, is_required)


def _words(happening: Happening) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.text for mention in happening.mentions))


FLAT_COLUMNS: tuple[FlatColumn, ...] = (
    _text("record_id", "Id of the record.", lambda each: each.id, is_required=True),
    _text("report_id", "Id of its report.", lambda each: each.sources[0].report_id, is_required=True),
    FlatColumn("report_date", FlatType.DATE, "Day of publication.", lambda each: each.sources[0].published),
    _text("publisher", "Who published it.", lambda each: each.sources[0].publisher),
    _text("title", "Its title.", lambda each: each.sources[0].title),
    _text("type", "The event type.", lambda each: each.type.value, is_required=True),
    _text("mode", "How it was done.", lambda each: each.mode),
    FlatColumn("triggers", FlatType.TEXTS, "The words that name it.", _words),
    *_sides("actor", lambda each: each.actors),
    *_sides("recipient", lambda each: each.recipients),
    FlatColumn("object", FlatType.TEXTS, "Things hit, seized or used.", lambda each: each.objects),
    FlatColumn("means", FlatType.TEXTS, "Weapon or method.", lambda each: each.means),
    FlatColumn("place", FlatType.TEXTS, "The place words, the most specific first.", lambda each: each.places),
    _of_location("geonames_id", FlatType.INT, "The place's id in GeoNames.", lambda where: where.place.geonames_id),
    _of_location("place_name", FlatType.TEXT, "Its name in the gazetteer.", lambda where: where.place.name),
    _of_location("admin1", FlatType.TEXT, "The first unit that it lies in.", lambda where: where.place.admin1),
    _of_location("admin2", FlatType.TEXT, "The second unit.", lambda where: where.place.admin2),
    _of_location("latitude", FlatType.DECIMAL, "Degrees of WGS 84, of the centre.", lambda where: point(where)[0]),
    _of_location("longitude", FlatType.DECIMAL, "Degrees of WGS 84, of the centre.", lambda where: point(where)[1]),
    _of_location("radius_km", FlatType.DECIMAL, "The circle that holds the place.", lambda where: where.radius_km),
    _of_location("place_precision", FlatType.TEXT, "How closely it is told.", lambda where: where.precision.value),
    _text("country", "Its country, ISO 3166-1 alpha-3.", lambda each: each.country),
    FlatColumn("time", FlatType.TEXTS, "The words that date it.", lambda each: each.times),
    FlatColumn("date_from", FlatType.DATE, "First day.", lambda each: each.days.first if each.days else None),
    FlatColumn("date_to", FlatType.DATE, "Last day, inclusive.", lambda each: each.days.last if each.days else None),
    _text("date_precision", "How closely the days are known.", lambda e: e.days.precision.value if e.days else None),
    _text("date_basis", "What the days rest on.", lambda each: each.days.basis.value if each.days else None),
    *_figures(CasualtyKind.KILLED),
    *_figures(CasualtyKind.INJURED),
    FlatColumn("attribution_source", FlatType.TEXTS, "Who vouches for it or disputes it.", lambda each: each.vouching),
    _text("status", "Whether it took place.", lambda each: each.status.value if each.status else None),
    _text("certainty", "How surely it is told.", lambda each: each.certainty.value if each.certainty else None),
    _text(
        "responsibility", "What is said of who did it.", lambda e: e.responsibility.stance if e.responsibility else None
    ),
    _text("responsible", "The words for that doer.", lambda e: e.responsibility.who if e.responsibility else None),
    FlatColumn("main", FlatType.BOOL, "Whether the report is about it.", lambda each: each.is_main),
    FlatColumn("confidence", FlatType.DECIMAL, "The machine's estimate for the type.", lambda each: each.confidence),
    _text("coder", "The coder, and its version.", lambda e: f"{e.maker.component} {e.maker.version}", is_required=True),
)
"""Every column, in order."""

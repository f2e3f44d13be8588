"""Format ``csv``: one row a record, for spreadsheets and statistics programs. RFC 4180, UTF-8, with a head row.

Values are dateline's own, which are finer than the coding guide's in mode, stance, status and responsibility. Several
values in one cell are joined by `SEPARATOR`; an empty cell is a value that is not known, and the columns
``unresolved`` and ``not_looked_for`` tell why. Each value has its place in the text beside it, ``start..end``, in
Unicode code points with the end exclusive (two dots, because spreadsheets read ``12-20`` as a date). The columns and
what they mean stand in one table, `COLUMNS`, from which the documentation is made.

A cell that a spreadsheet would run as a formula gets an apostrophe in front (`dateline.export.cells`); its words in the
report have none, as the places show.

What does not belong here: every claim with its voice; a row has room for the first (`jsonl` has them all).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.export.cells import SEPARATOR, csv_line
from dateline.export.chosen_figures import FIRST_TOLD, first_told
from dateline.export.told_voices import ToldVoice, told_voices
from dateline.model import (
    CasualtyKind,
    Claim,
    Coding,
    Country,
    Days,
    Emptiness,
    EventRecord,
    Field,
    Identity,
    Location,
    Main,
    Mode,
    Report,
    Responsibility,
    Span,
    Words,
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row is made of: a record, the coding that it stands in, and its report."""

    report: Report
    coding: Coding
    record: EventRecord


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells tell, and how a cell is made. The cell is "" where nothing is known."""

    name: str
    meaning: str
    cell: Callable[[Row], str]


class CsvExporter:
    """Writes a head row and one row for each record, in the order of the codings and of the text."""

    name = "csv"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield the head row, then one row for each record; each ends with CR LF, and cells may hold line breaks."""
        yield csv_line(column.name for column in COLUMNS)
        for report, coding in codings:
            for record in coding.records:
                row = Row(report, coding, record)
                yield csv_line(column.cell(row) for column in COLUMNS)


def _place(span: Span) -> str:
    return f"{span.start}..{span.end}"


def _joined(parts: Iterable[str]) -> str:
    """Several values in one cell; "" where all of them are empty, so that the cell reads as not known."""
    listed = list(parts)
    return SEPARATOR.join(listed) if any(listed) else ""


def _distinct(record: EventRecord, field: Field) -> list[Claim]:
    """The first claim of each wording, in order, so that words and places of a cell stand in the same order."""
    first: dict[str, Claim] = {}
    for claim in record.of(field):
        if isinstance(claim.value, Words):
            first.setdefault(claim.value.text, claim)
    return list(first.values())


def _first_place(record: EventRecord, field: Field) -> str:
    claims = record.of(field)
    return _place(claims[0].evidence[0]) if claims else ""


def _words_columns(name: str, field: Field, meaning: str) -> tuple[Column, Column]:
    return (
        Column(name, meaning, lambda row: _joined(row.record.words(field))),
        Column(
            f"{name}_at",
            f"Places of the words in `{name}`, in the same order.",
            lambda row: _joined(_place(claim.evidence[0]) for claim in _distinct(row.record, field)),
        ),
    )


def _value_columns(name: str, field: Field, meaning: str, cell: Callable[[EventRecord], str]) -> tuple[Column, Column]:
    return (
        Column(name, meaning, lambda row: cell(row.record)),
        Column(f"{name}_at", f"Place of the words for `{name}`.", lambda row: _first_place(row.record, field)),
    )


def _figure_columns(kind: CasualtyKind) -> tuple[Column, ...]:
    def bound(record: EventRecord, name: str) -> str:
        chosen = first_told(record, kind)
        number = None if chosen is None else chosen.value.low if name == "low" else chosen.value.high
        return "" if number is None else str(number)

    def words(record: EventRecord) -> str:
        chosen = first_told(record, kind)
        return chosen.words if chosen else ""

    def place(record: EventRecord) -> str:
        chosen = first_told(record, kind)
        return f"{chosen.start}..{chosen.end}" if chosen else ""

    return (
        Column(
            f"{kind}_low",
            f'At least so many {kind}, perpetrators left out; the figure chosen by the policy "{FIRST_TOLD}".',
            lambda row: bound(row.record, "low"),
        ),
        Column(f"{kind}_high", f"At most so many {kind}, of the same figure.", lambda row: bound(row.record, "high")),
        Column(f"{kind}_text", "The words of the figure.", lambda row: words(row.record)),
        Column(f"{kind}_at", f"Place of `{kind}_text`.", lambda row: place(row.record)),
    )


def _voice_column(name: str, meaning: str, cell: Callable[[ToldVoice], str]) -> Column:
    return Column(name, meaning, lambda row: _joined(cell(voice) for voice in told_voices(row.record)))


def _mode(record: EventRecord) -> str:
    mode = record.value(Field.MODE)
    return mode.name if isinstance(mode, Mode) else ""


def _identity_columns(name: str, field: Field) -> tuple[Column, ...]:
    def each(record: EventRecord, told: Callable[[Identity], str | None]) -> str:
        return _joined(told(claim.value) or "" for claim in record.of(field) if isinstance(claim.value, Identity))

    return (
        Column(f"{name}_id", f"Who each of `{name}` is: the same id, the same one.", lambda r: each(r.record, _id)),
        Column(f"{name}_name", "Its name in the list of actors.", lambda r: each(r.record, lambda who: who.name)),
        Column(f"{name}_kind", "What it is.", lambda r: each(r.record, lambda who: who.kind.value)),
        Column(f"{name}_country", "Its country, ISO 3166-1.", lambda r: each(r.record, lambda who: who.country)),
        Column(
            f"{name}_sectors",
            "Its sectors, the primary one first, with `/` between two.",
            lambda r: each(r.record, lambda who: "/".join(who.sectors)),
        ),
    )


def _id(who: Identity) -> str:
    return who.id


def _location_column(name: str, meaning: str, told: Callable[[Location], object]) -> Column:
    def cell(row: Row) -> str:
        location = row.record.value(Field.LOCATION)
        value = told(location) if isinstance(location, Location) else None
        return "" if value is None else str(value)

    return Column(name, meaning, cell)


def _country(record: EventRecord) -> str:
    country = record.value(Field.COUNTRY)
    return country.alpha3 if isinstance(country, Country) else ""


def _days(record: EventRecord) -> Days | None:
    days = record.value(Field.DAYS)
    return days if isinstance(days, Days) else None


def _date_from(row: Row) -> str:
    days = _days(row.record)
    return days.first.isoformat() if days else ""


def _date_to(row: Row) -> str:
    days = _days(row.record)
    return days.last.isoformat() if days else ""


def _date_precision(row: Row) -> str:
    days = _days(row.record)
    return days.precision.value if days else ""


def _date_basis(row: Row) -> str:
    days = _days(row.record)
    return days.basis.value if days else ""


def _word_of(field: Field) -> Callable[[EventRecord], str]:
    """The first value of a field whose values are words of the codebook."""
    return lambda record: str(record.value(field) or "")


def _responsibility(record: EventRecord) -> str:
    value = record.value(Field.RESPONSIBILITY)
    return value.stance.value if isinstance(value, Responsibility) else ""


def _responsible(row: Row) -> str:
    value = row.record.value(Field.RESPONSIBILITY)
    return (value.who or "") if isinstance(value, Responsibility) else ""


def _main(record: EventRecord) -> str:
    main = record.value(Field.MAIN)
    return str(main.is_main).lower() if isinstance(main, Main) else ""


def _empty(kind: Emptiness) -> Callable[[Row], str]:
    return lambda row: _joined(absence.field.value for absence in row.record.absences if absence.kind is kind)


COLUMNS: tuple[Column, ...] = (
    Column("report_id", "The report's id, as the input gave it.", lambda row: row.report.id),
    Column(
        "report_date",
        "The day of publication, where it is known.",
        lambda row: row.report.published.isoformat() if row.report.published else "",
    ),
    Column("publisher", "Who published the report.", lambda row: row.report.publisher or ""),
    Column("title", "The report's title.", lambda row: row.report.title or ""),
    Column("text_hash", "SHA-256 of the frozen text that all places point into.", lambda row: row.report.text_hash),
    Column("record_id", "The record's id, made from its content.", lambda row: row.record.id),
    *_value_columns("type", Field.TYPE, "The type of the happening.", lambda record: record.type.value),
    *_value_columns("mode", Field.MODE, "How it was done.", _mode),
    *_words_columns("triggers", Field.MENTION, "The words that name the happening, each wording once."),
    *_words_columns("actor", Field.ACTOR, "Who did it."),
    *_identity_columns("actor", Field.ACTOR_IDENTITY),
    *_words_columns("recipient", Field.RECIPIENT, "Whom it was done or addressed to."),
    *_identity_columns("recipient", Field.RECIPIENT_IDENTITY),
    *_words_columns("object", Field.OBJECT, "Things hit, seized, or the scene of harm."),
    *_words_columns("means", Field.MEANS, "Weapon or method."),
    *_words_columns("place", Field.PLACE, "Where it happened."),
    _location_column("geonames_id", "GeoNames id of the most specific place.", lambda where: where.place.geonames_id),
    _location_column("place_name", "Its name in the gazetteer.", lambda where: where.place.name),
    _location_column("place_feature", "Its GeoNames feature class and code.", lambda where: where.place.feature),
    _location_column("admin1", "The first-order unit that it lies in.", lambda where: where.place.admin1),
    _location_column("admin2", "The second-order unit that it lies in.", lambda where: where.place.admin2),
    _location_column("latitude", "Latitude of the centre, degrees of WGS 84.", lambda where: where.latitude),
    _location_column("longitude", "Longitude of the centre, likewise.", lambda where: where.longitude),
    _location_column("radius_km", "Of the circle that holds the place, in km.", lambda where: where.radius_km),
    _location_column("place_precision", "How closely the place is known.", lambda where: where.precision.value),
    Column("location_at", "Place of the words for it.", lambda row: _first_place(row.record, Field.LOCATION)),
    *_value_columns("country", Field.COUNTRY, "Country of the place, ISO 3166-1 alpha-3.", _country),
    *_words_columns("time", Field.TIME, "The words that date it."),
    Column("date_from", "First day, inclusive, ISO 8601.", _date_from),
    Column("date_to", "Last day, inclusive, ISO 8601.", _date_to),
    Column("date_precision", "How closely the days are known.", _date_precision),
    Column("date_basis", "What the days rest on.", _date_basis),
    Column("date_at", "Place of the words for the days.", lambda row: _first_place(row.record, Field.DAYS)),
    *(column for kind in CasualtyKind for column in _figure_columns(kind)),
    Column(
        "casualty_claims",
        "How many casualty figures the report gives in all; empty for none.",
        lambda row: str(len(row.record.of(Field.CASUALTIES)) or ""),
    ),
    _voice_column(
        "attribution_source",
        "Who vouches for the happening or disputes it, each followed by those who pass the word on. "
        "An entry is empty where nobody is named.",
        lambda voice: voice.source.text if voice.source else "",
    ),
    _voice_column(
        "attribution_cue", "The word by which each speaks.", lambda voice: voice.cue.text if voice.cue else ""
    ),
    _voice_column("attribution_kind", "What kind of source each is.", lambda voice: voice.kind.value),
    _voice_column(
        "attribution_stance",
        "What each does with the happening; empty for one that passes on the source before it.",
        lambda voice: voice.stance.value if voice.stance else "",
    ),
    _voice_column("attribution_at", "Place of each source, or of its cue.", lambda voice: _place(voice.place)),
    *_value_columns("status", Field.STATUS, "Whether the happening took place.", _word_of(Field.STATUS)),
    *_value_columns("certainty", Field.CERTAINTY, "How surely the report tells it.", _word_of(Field.CERTAINTY)),
    *_value_columns("responsibility", Field.RESPONSIBILITY, "What the report says of who did it.", _responsibility),
    Column("responsible", "The words for the doer whom `responsibility` is about.", _responsible),
    *_value_columns("main", Field.MAIN, "`true` where the report is about this happening, else `false`.", _main),
    Column("unresolved", "Fields that are told but could not be resolved.", _empty(Emptiness.UNRESOLVED)),
    Column("not_looked_for", "Fields that the coder did not look for.", _empty(Emptiness.NOT_LOOKED_FOR)),
    Column(
        "coder", "The coder, and its version.", lambda row: f"{row.coding.maker.component} {row.coding.maker.version}"
    ),
    Column("coder_settings", "SHA-256 of the coder's settings and data.", lambda row: row.coding.maker.settings),
)
"""Every column of the file, in order."""

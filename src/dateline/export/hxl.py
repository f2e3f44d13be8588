"""Format ``hxl``: a CSV table with tags of the Humanitarian Exchange Language in its second row, for HDX.

One row a record. Tags follow those that UCDP data have on HDX, where such exist. Source: HXL 1.1. Codes of
administrative units (p-codes) are of national lists that dateline does not have; columns for them are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.export.cells import csv_line
from dateline.export.flat import Flat, cell_of, flat_row
from dateline.export.happening import Happening, happenings
from dateline.export.told import account, country_name
from dateline.model import Coding, Report


@dataclass(frozen=True, slots=True)
class HxlColumn:
    """One column: its head, its tag, and its value from the happening and its flat record."""

    head: str
    tag: str
    value: Callable[[Happening, dict[str, Flat]], Flat]


def _flat(name: str) -> Callable[[Happening, dict[str, Flat]], Flat]:
    return lambda _, row: row[name]


def _exact(kind: str) -> Callable[[Happening, dict[str, Flat]], Flat]:
    """The figure where both bounds are the same; a best guess between two bounds is not made."""

    def value(_: Happening, row: dict[str, Flat]) -> Flat:
        low, high = row[f"{kind}_low"], row[f"{kind}_high"]
        return low if low == high else None

    return value


HXL_COLUMNS: tuple[HxlColumn, ...] = (
    HxlColumn("event id", "#event+id", _flat("record_id")),
    HxlColumn("first possible day", "#date+start", _flat("date_from")),
    HxlColumn("last possible day", "#date+end", _flat("date_to")),
    HxlColumn(
        "date", "#date+occurred", lambda _, row: row["date_from"] if row["date_from"] == row["date_to"] else None
    ),
    HxlColumn("publication date", "#date+published", _flat("report_date")),
    HxlColumn("event type", "#event+type", _flat("type")),
    HxlColumn("mode", "#event+type+sub", _flat("mode")),
    HxlColumn("actor", "#group+name+first", _flat("actor")),
    HxlColumn("recipient", "#group+name+second", _flat("recipient")),
    HxlColumn("killed low", "#affected+killed+min", _flat("killed_low")),
    HxlColumn("killed", "#affected+killed", _exact("killed")),
    HxlColumn("killed high", "#affected+killed+max", _flat("killed_high")),
    HxlColumn("injured", "#affected+injured", _exact("injured")),
    HxlColumn("country name", "#country+name", lambda each, _: country_name(each.country)),
    HxlColumn("country code", "#country+code+v_iso3", _flat("country")),
    HxlColumn("admin 1 name", "#adm1+name", _flat("admin1")),
    HxlColumn("admin 2 name", "#adm2+name", _flat("admin2")),
    HxlColumn("place", "#loc+name", _flat("place_name")),
    HxlColumn("latitude", "#geo+lat", _flat("latitude")),
    HxlColumn("longitude", "#geo+lon", _flat("longitude")),
    HxlColumn("place precision", "#geo+precision", _flat("place_precision")),
    HxlColumn("description", "#description", lambda each, _: account(each)),
    HxlColumn("source", "#meta+source", _flat("publisher")),
    HxlColumn("source url", "#meta+url", lambda each, _: each.sources[0].address),
    HxlColumn("status", "#status", _flat("status")),
    HxlColumn("certainty", "#status+certainty", _flat("certainty")),
)
"""Every column, in order."""


class HxlExporter:
    """Writes the head, the row of tags, and one row for each record."""

    name = "hxl"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield the two head rows, then one row for each record; each ends with CR LF."""
        yield csv_line(column.head for column in HXL_COLUMNS)
        yield csv_line(column.tag for column in HXL_COLUMNS)
        for report, coding in codings:
            for happening in happenings(report, coding):
                row = flat_row(happening)
                yield csv_line(cell_of(column.value(happening, row)) for column in HXL_COLUMNS)

"""Format ``geojson``: a FeatureCollection of RFC 7946, one feature a record, for maps.

A feature's geometry is the centre of the record's first location, in degrees of WGS 84, longitude first; null where no
place is told or resolved, and where a town's point would stand in for a wider area. ``place_precision`` and
``radius_km`` among its properties tell how much the point is worth. Properties are those of the flat record; one
without a value is null, or an empty list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from dateline.export.flat import Flat, flat_row
from dateline.export.happening import Happening, happenings
from dateline.export.points import point
from dateline.model import Coding, Report
from dateline.model.codec import Json

_HEAD, _END = '{"type": "FeatureCollection", "features": [\n', "]}\n"


class GeoJsonExporter:
    """Writes one feature a line, in the order of the codings and of the text."""

    name = "geojson"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield the head, a line for each record, and the end."""
        yield _HEAD
        separator = ""
        for report, coding in codings:
            for happening in happenings(report, coding):
                yield separator + json.dumps(feature(happening), ensure_ascii=False, allow_nan=False) + "\n"
                separator = ","
        yield _END


def feature(happening: Happening) -> Json:
    """The happening as a GeoJSON feature."""
    return {
        "type": "Feature",
        "id": happening.id,
        "geometry": _geometry(happening),
        "properties": _properties(happening),
    }


def _geometry(happening: Happening) -> Json | None:
    if happening.location is None:
        return None
    latitude, longitude = point(happening.location)
    return None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}


def _properties(happening: Happening) -> Json:
    """The flat record; latitude and longitude are left to the geometry."""
    row = flat_row(happening)
    return {name: plain(value) for name, value in row.items() if name not in ("latitude", "longitude")}


def plain(value: Flat) -> object:
    """A value of the flat record as JSON data: days by ISO 8601, tuples as lists."""
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value

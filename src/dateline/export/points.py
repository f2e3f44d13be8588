"""Points that may be written: a town is no point of a country."""

from __future__ import annotations

from dateline.model import Location, PlacePrecision

_COARSE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.ADMIN3, PlacePrecision.COUNTRY})
_SETTLEMENT = "P."


def point(location: Location) -> tuple[float | None, float | None]:
    """Latitude and longitude of a location; None for both where a settlement stands in for a wider area.

    A capital, or any town, is no point of a country or province; it is written as not known instead.
    """
    stands_in = location.precision in _COARSE and is_settlement(location)
    return (None, None) if stands_in else (location.latitude, location.longitude)


def is_settlement(location: Location) -> bool:
    """Whether the gazetteer's entry is a populated place."""
    return location.place.feature.startswith(_SETTLEMENT)

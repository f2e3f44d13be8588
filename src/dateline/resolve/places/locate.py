"""Toponyms to places on the map: the point, the circle around it, how close it is, what else it could be, and why.

What does not belong here: finding toponyms (`extract`), and the country of a record (`resolver`).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.knowledge.gazetteer import Candidate, Gazetteer, Kind
from dateline.model import Location, Place, PlacePrecision, Unresolved
from dateline.resolve.places.choice import Choice, choose, distance_km, key_of
from dateline.resolve.places.mentions import Mention, mention

MOST_RIVALS = 5
_MARGIN = 0.1  # in log10 of people: the best entry must lead by a quarter, or lie beside the second
_SAME_PLACE_KM = 50.0  # two entries so near to each other, a town and its county, are no rivals
_PRECISION = {
    Kind.COUNTRY: PlacePrecision.COUNTRY,
    Kind.DEMONYM: PlacePrecision.COUNTRY,
    Kind.ADMIN1: PlacePrecision.ADMIN1,
    Kind.POSTAL: PlacePrecision.ADMIN1,
    Kind.ADMIN2: PlacePrecision.ADMIN2,
    Kind.ADMIN3: PlacePrecision.ADMIN3,
    Kind.SETTLEMENT: PlacePrecision.SETTLEMENT,
    Kind.INSTITUTION: PlacePrecision.POINT,
    Kind.REGION: PlacePrecision.FEATURE,
    Kind.FEATURE: PlacePrecision.FEATURE,
    Kind.WATER: PlacePrecision.FEATURE,
}


def resolve_places(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, *, home: Place | None = None
) -> list[Location | Unresolved]:
    """Where each toponym of a report lies, in the order of ``spans``; all are decided together.

    text: the report. spans: first and past-the-last character of each toponym, in Unicode code points.
    home: where the publisher is at home, if known.
    """
    mentions = [mention(text, start, end, gazetteer) for start, end in spans]
    choices = choose(mentions, home)
    return [settle(one, choices.get(key_of(one.words))) for one in mentions]


def settle(one: Mention, choice: Choice | None, country: str | None = None) -> Location | Unresolved:
    """The chosen entry of a toponym as a location, or why none can be defended.

    country: alpha-3 code of the country in which it is known to lie; entries elsewhere are then passed over.
    """
    if choice is None:
        return Unresolved(f"{one.words!r} is no name that the gazetteer knows")
    ranked = [pair for pair in choice.ranked if country is None or pair[0].place.country in (country, None)]
    if not ranked:
        return Unresolved(f"{one.words!r} is no name of a place in {country} that the gazetteer knows")
    (best, score), others = ranked[0], ranked[1:]
    rivals = [other for other, _ in others if distance_km(best.place, other.place) > _SAME_PLACE_KM]
    close = [other for other, value in others if score - value < _MARGIN and other in rivals]
    if close:
        named = "; ".join(_described(other.place) for other in (best, *close[: MOST_RIVALS - 1]))
        return Unresolved(f"{one.words!r} may be any of {len(rivals) + 1} places, and nothing decides: {named}")
    return Location(
        best.place,
        best.place.latitude,
        best.place.longitude,
        best.radius_km,
        precision_of(best),
        tuple(other.place for other in rivals[:MOST_RIVALS]),
        _reason(one, best, rivals),
    )


def precision_of(candidate: Candidate) -> PlacePrecision:
    """How closely an entry is known by its kind; a water of no country is ``water-air``."""
    if candidate.kind is Kind.WATER and candidate.place.country is None:
        return PlacePrecision.WATER_AIR
    if candidate.place.feature == "A.ADM1":
        return PlacePrecision.ADMIN1
    return _PRECISION[candidate.kind]


def _described(place: Place) -> str:
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin2, place.admin1, place.country) if part))


def _reason(one: Mention, best: Candidate, rivals: Sequence[Candidate]) -> str:
    named = f"{one.words!r} is {_described(best.place)}"
    if not rivals:
        return f"{named}: the only place of that name"
    if one.containers:
        beside = ", ".join(dict.fromkeys(container.place.name for container, _ in one.containers))
        return f"{named}: {beside} stands beside it; {len(rivals)} other places have the name"
    return f"{named}: the best known near the report's other places; {len(rivals)} other places have the name"

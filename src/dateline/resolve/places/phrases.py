"""The place that a phrase tells: its names, read together, and what the words around them do with the point.

"20 miles east of Moscow" lies 20 miles from the town's point, "outside Kabul" within a circle around it, "northern
Iraq" in that half of the country. What does not belong here: which entry a name means (`choice`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Location, Place, PlacePrecision, Span, Unresolved
from dateline.resolve.places.choice import Choice, choose, distance_km, key_of
from dateline.resolve.places.locate import settle
from dateline.resolve.places.meanings import Sort
from dateline.resolve.places.mentions import Mention, mention
from dateline.resolve.places.rules import Found, find_names, is_nowhere

NEAR_KM = 15.0
"""How far "near", "outside" and "on the outskirts of" reach beyond a place's own circle: set by hand."""

COAST_KM = 100.0
"""How far "off the coast of" reaches beyond a place's own circle: set by hand."""

_KM = {"mile": 1.609, "mi": 1.609, "km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "k": 1.0}
_DEGREES = {
    **{"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0},
    **{"south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0},
}
_POINT = r"(north|south|east|west)[ -]?(east|west)?"
_APART = re.compile(
    rf"(\d[\d,]*(?:\.\d+)?)[ -]?(miles?|mi|kms?|kilomet(?:er|re)s?)\b(?:[^,;]*?\b{_POINT}\b)?", re.IGNORECASE
)
_SIDE = re.compile(rf"\b{_POINT} of (?:the )?(?:\w+ ){{0,3}}$", re.IGNORECASE)
_PART = re.compile(rf"\b{_POINT}(?:ern)?(?:most)?[ -]+(?:part |parts |end )?(?:of )?(?:the )?$", re.IGNORECASE)
_COAST = re.compile(r"\boff (?:the )?(?:\w+ )?(?:coast|shores?)?\b|\boffshore\b", re.IGNORECASE)
_NEAR = re.compile(
    r"\b(?:near|outside|around|close to|just off|beyond|surrounding|outskirts of|vicinity of|environs of)\b[^,;]*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_EARTH_KM = 6371.0
_HALF = 0.5  # of a radius: how far the centre of a half lies from the whole's
_LARGE_KM = 30.0  # places with a smaller radius have no parts worth a point of their own


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a place's words are read with.

    text: the report. toponyms: first and past-the-last character of the report's toponyms, in Unicode code points.
    home: where the publisher is at home, or the place of the dateline, if known.
    """

    text: str = ""
    toponyms: tuple[tuple[int, int], ...] = ()
    home: Place | None = None


NO_CONTEXT = PlaceContext()


def resolve_place(
    words: Span | str, gazetteer: Gazetteer | None = None, *, context: PlaceContext = NO_CONTEXT
) -> Location | Unresolved:
    """Where the place that ``words`` tell lies.

    gazetteer: the names to look up; by default the one for the installed sources, made on first use.
    Words without a known name, of several countries, or with a name that nothing decides give `Unresolved` with its
    reason; a capital never stands in for its country.
    """
    book = gazetteer or _default()
    others = [mention(context.text, start, end, book) for start, end in context.toponyms]
    return locate_phrase(words.text if isinstance(words, Span) else words, book, others, home=context.home)


def locate_phrase(
    text: str,
    gazetteer: Gazetteer,
    others: Sequence[Mention],
    *,
    home: Place | None = None,
    country: str | None = None,
) -> Location | Unresolved:
    """The same with the report's other toponyms read already, and the country where it is known."""
    if is_nowhere(text):
        return Unresolved(f"{text!r} lies in no single place")
    found = _names(text, gazetteer)
    if not found:
        return Unresolved(f"no known name in {text!r}")
    sides = [one for one in found if not one.is_border]
    told = [one for one in sides if not one.is_modifier] or sides
    if not told:
        return Unresolved(f"{text!r} names a border, and not the side of it")
    mentions = {one: mention(text, one.start, one.end, gazetteer) for one in found}
    choices = choose([*mentions.values(), *others], home)
    located = [(one, _settled(mentions[one], choices, country)) for one in told]
    whole = [place for one, place in located if isinstance(place, Location)]
    if not whole:
        return located[0][1]
    if len({place.place.country for place in whole if place.precision is PlacePrecision.COUNTRY}) > 1:
        return Unresolved(f"{text!r} names several countries")
    between = _BETWEEN.search(text)
    if between and len(whole) > 1 and found[0].start > between.start():
        return _between(whole[0], whole[1])
    at, place = min(
        ((one, place) for one, place in located if isinstance(place, Location)), key=lambda pair: pair[1].radius_km
    )
    return _moved(place, text[: at.start])


def _names(text: str, gazetteer: Gazetteer) -> list[Found]:
    found = [one for one in find_names(text, gazetteer, 0) if one.entry.sort is not Sort.COMMON]
    if found or not gazetteer.look_up(text):
        return found
    return list(find_names(text, gazetteer, 0))


def _settled(one: Mention, choices: dict[str, Choice], country: str | None) -> Location | Unresolved:
    return settle(one, choices.get(key_of(one.words)), country)


def _moved(place: Location, before: str) -> Location:
    """The place as the words before its name move or widen it."""
    if apart := _APART.search(before):
        far = float(apart[1].replace(",", "")) * _KM[re.sub(r"s$", "", apart[2].lower())]
        if apart[3]:
            return _shifted(place, far, _bearing(apart[3], apart[4]), max(far / 4, place.radius_km), apart[0])
        return _widened(place, far, apart[0])
    if side := _SIDE.search(before):
        far = place.radius_km + NEAR_KM
        return _shifted(place, far, _bearing(side[1], side[2]), far, side[0].strip())
    if part := _PART.search(before):
        if place.radius_km < _LARGE_KM:
            return place
        far = place.radius_km * _HALF
        moved = _shifted(place, far, _bearing(part[1], part[2]), far, part[0].strip())
        return replace(moved, precision=PlacePrecision.FEATURE)
    if _COAST.search(before):
        return _widened(place, COAST_KM, "off the coast")
    return _widened(place, NEAR_KM, near[0].split(" ")[0]) if (near := _NEAR.search(before)) else place


def _bearing(one: str, other: str | None) -> float:
    return _DEGREES[(one + (other or "")).lower()]


def _shifted(place: Location, far: float, bearing: float, radius_km: float, words: str) -> Location:
    latitude, longitude = _travel(place.latitude, place.longitude, far, bearing)
    reason = f"{place.reason}; moved {far:.0f} km for {words!r}"
    return replace(
        place,
        latitude=latitude,
        longitude=longitude,
        radius_km=round(radius_km, 1),
        precision=PlacePrecision.NEAR,
        reason=reason,
    )


def _widened(place: Location, far: float, words: str) -> Location:
    reason = f"{place.reason}; circle widened by {far:.0f} km for {words!r}"
    return replace(place, radius_km=round(place.radius_km + far, 1), precision=PlacePrecision.NEAR, reason=reason)


def _between(one: Location, other: Location) -> Location:
    """Half way between two places, with a circle that reaches both."""
    apart = distance_km(one.place, other.place)
    turn = (other.longitude - one.longitude + 180) % 360 - 180
    longitude = (one.longitude + turn / 2 + 180) % 360 - 180
    return replace(
        one,
        latitude=round((one.latitude + other.latitude) / 2, 5),
        longitude=round(longitude, 5),
        radius_km=round(apart / 2, 1),
        precision=PlacePrecision.NEAR,
        reason=f"half way between {one.place.name} and {other.place.name}; {one.reason}",
    )


def _travel(latitude: float, longitude: float, far: float, bearing: float) -> tuple[float, float]:
    """The point ``far`` kilometres from another on the great circle that leaves it at ``bearing`` degrees."""
    angle, course, start = far / _EARTH_KM, math.radians(bearing), math.radians(latitude)
    end = math.asin(math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(course))
    turn = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * math.sin(end)
    )
    return round(math.degrees(end), 5), round((longitude + math.degrees(turn) + 180) % 360 - 180, 5)


@cache
def _default() -> Gazetteer:
    return Gazetteer()

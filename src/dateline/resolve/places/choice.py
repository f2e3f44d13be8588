"""Chooses one entry for every toponym of a report, all together.

Each toponym's entries are scored by how well known they are, by what the words beside it say, and by the report's other
toponyms: how many lie in the same country and in the same first-level unit, and how near the nearest are. All mentions
of one name mean one place. Weights are coarse, set by hand and checked on the development part of LGL
(docs/decisions/0007-gazetteer.md). What does not belong here: reading the words (`mentions`) and the answer's form
(`locate`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.knowledge.gazetteer import Candidate, Kind
from dateline.knowledge.gazetteer.gazetteer import prominence
from dateline.knowledge.gazetteer.names import fold
from dateline.model import Place
from dateline.resolve.places.mentions import Mention

LISTED = 2.0  # in log10 of people: what dateline's own lists say of a name outweighs a hundredfold larger town
CONTAINED = 6.0  # the words beside the name say what it lies in
WANTED = 2.0  # the words beside the name say what kind it is
SAME_COUNTRY = 1.5
SAME_UNIT = 2.5
NEAR = 2.0
_NEAR_KM = 100.0
_ROUNDS = 3
_MOST = 60  # entries of one name that are weighed: the best known of them
_LEAST_PEOPLE = 100.0  # a hamlet of unknown size counts with so many
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries of one name, the best first, with their scores in log10 of people."""

    ranked: tuple[tuple[Candidate, float], ...]

    @property
    def best(self) -> Candidate:
        return self.ranked[0][0]


@dataclass(slots=True)
class _Name:
    """All mentions of one name: entries with what stands for each by itself, and how often it is told."""

    candidates: list[Candidate]
    alone: list[float]
    told: int
    chosen: int = 0


def choose(mentions: Sequence[Mention], home: Place | None = None) -> dict[str, Choice]:
    """The choice for each name (folded words) that has entries at all.

    home: where the publisher is at home, if known; it counts as one more toponym of the report.
    """
    names = _names(mentions)
    for name in names.values():
        name.chosen = _argmax(name.alone)
    scores: dict[str, list[float]] = {key: name.alone for key, name in names.items()}
    for _ in range(_ROUNDS):
        before = [name.chosen for name in names.values()]
        support = _Support(names, home)
        for key, name in names.items():
            scores[key] = [
                alone + support.of(key, one) for alone, one in zip(name.alone, name.candidates, strict=True)
            ]
        for key, name in names.items():
            name.chosen = _argmax(scores[key])
        if before == [name.chosen for name in names.values()]:
            break
    return {key: _ranked(name.candidates, scores[key]) for key, name in names.items()}


def key_of(words: str) -> str:
    """The key under which all mentions of one name are taken together."""
    return fold(words.removesuffix("'s").removesuffix("’s"))


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance between two entries' points."""
    return _apart(_radians(one), _radians(other))


def _names(mentions: Sequence[Mention]) -> dict[str, _Name]:
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        if one.candidates:
            groups[key_of(one.words)].append(one)
    names = {}
    for key, group in groups.items():
        candidates = list(dict.fromkeys(one for item in group for one in item.candidates[:_MOST]))
        alone = [_alone(one) + _beside(one, group) for one in candidates]
        names[key] = _Name(candidates, alone, len(group))
    return names


def _alone(candidate: Candidate) -> float:
    known = math.log10(max(prominence(candidate), _LEAST_PEOPLE))
    return known + (LISTED if candidate.is_listed or candidate.kind is Kind.COUNTRY else 0.0)


def _beside(candidate: Candidate, group: Sequence[Mention]) -> float:
    """What the words beside any of the mentions say for an entry."""
    inside = max(
        (weight for one in group for container, weight in one.containers if _lies_in(candidate, container)), default=0.0
    )
    wanted = any(candidate.kind in one.wants for one in group)
    return CONTAINED * inside + WANTED * wanted


def _lies_in(candidate: Candidate, container: Candidate) -> bool:
    place, outer = candidate.place, container.place
    if place is outer or place.country != outer.country or candidate.kind in (Kind.COUNTRY, Kind.DEMONYM):
        return False
    if container.kind in (Kind.COUNTRY, Kind.DEMONYM):
        return True
    if container.kind is Kind.ADMIN2:
        return place.admin1 == outer.admin1 and place.admin2 == outer.admin2 and place.name != outer.name
    if container.kind is Kind.REGION and outer.admin1 is None:
        return distance_km(place, outer) <= container.radius_km
    return place.admin1 == outer.admin1 and candidate.kind is not Kind.ADMIN1


class _Support:
    """What the report's other names, as chosen so far, say for an entry."""

    def __init__(self, names: Mapping[str, _Name], home: Place | None) -> None:
        self._countries: defaultdict[str, float] = defaultdict(float)
        self._units: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._points: list[tuple[str, tuple[float, float]]] = []
        self._own: dict[str, tuple[Place, float]] = {}
        self._total = 0.0
        for key, name in names.items():
            candidate = name.candidates[name.chosen]
            self._add(key, candidate.place, 1.0 + math.log2(name.told) / 2, is_point=_is_point(candidate))
        if home is not None:
            self._add("", home, 1.0, is_point=True)

    def _add(self, key: str, place: Place, weight: float, *, is_point: bool) -> None:
        if place.country is None:
            return
        self._own[key] = (place, weight)
        self._total += weight
        self._countries[place.country] += weight
        if place.admin1:
            self._units[place.country, place.admin1] += weight
        if is_point:
            self._points.append((key, _radians(place)))

    def of(self, key: str, candidate: Candidate) -> float:
        """Support for an entry of the name ``key``; the name's own choice does not support itself."""
        place = candidate.place
        own, weight = self._own.get(key, (None, 0.0))
        total = self._total - weight
        if total <= 0 or place.country is None:
            return 0.0
        country = self._countries.get(place.country, 0.0) - (weight if own and own.country == place.country else 0.0)
        gain = SAME_COUNTRY * country / total
        if place.admin1:
            unit = self._units.get((place.country, place.admin1), 0.0)
            if own and (own.country, own.admin1) == (place.country, place.admin1):
                unit -= weight
            gain += SAME_UNIT * unit / total
        return gain + (NEAR * self._nearness(key, place) if _is_point(candidate) else 0.0)

    def _nearness(self, key: str, place: Place) -> float:
        """1 where another place of the report is at the same point, falling by 1/e every hundred kilometres."""
        here = _radians(place)
        apart = [_apart(here, point) for other, point in self._points if other != key]
        return math.exp(-min(apart) / _NEAR_KM) if apart else 0.0


def _is_point(candidate: Candidate) -> bool:
    return candidate.kind in (Kind.SETTLEMENT, Kind.ADMIN2, Kind.ADMIN3, Kind.INSTITUTION, Kind.FEATURE)


def _ranked(candidates: Sequence[Candidate], scores: Sequence[float]) -> Choice:
    order = sorted(range(len(candidates)), key=lambda index: -scores[index])
    return Choice(tuple((candidates[index], scores[index]) for index in order))


def _argmax(scores: Sequence[float]) -> int:
    return max(range(len(scores)), key=lambda index: (scores[index], -index))


def _radians(place: Place) -> tuple[float, float]:
    return math.radians(place.latitude), math.radians(place.longitude)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    half = math.sin((one[0] - other[0]) / 2) ** 2
    half += math.cos(one[0]) * math.cos(other[0]) * math.sin((one[1] - other[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))

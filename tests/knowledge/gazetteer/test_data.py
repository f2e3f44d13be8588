"""The lists: every row has a reference, a known code, and a place on the globe."""

from __future__ import annotations

import pycountry
import pytest

from dateline.knowledge.gazetteer import Kind
from dateline.knowledge.gazetteer.sources import read_list

COUNTRIES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
LISTS = ("names.csv", "places.csv", "units.csv", "words.csv", "countries.csv")


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_a_reference(name: str) -> None:
    assert all(row["reference"] for row in read_list(name))


@pytest.mark.parametrize("name", ["places.csv", "units.csv", "countries.csv"])
def test_every_point_is_on_the_globe(name: str) -> None:
    for row in read_list(name):
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row


@pytest.mark.parametrize("name", ["names.csv", "places.csv", "countries.csv"])
def test_every_code_is_in_iso_3166_but_kosovo(name: str) -> None:
    for row in read_list(name):
        assert not row["alpha3"] or row["alpha3"] in COUNTRIES, row


def test_every_kind_is_known_and_every_region_has_a_radius() -> None:
    for row in read_list("places.csv"):
        assert Kind(row["kind"])
        assert float(row["radius_km"]) > 0, row


def test_no_name_stands_twice_with_one_kind_and_country() -> None:
    names = [(row["name"], row["kind"], row["alpha3"], row["target"]) for row in read_list("names.csv")]
    assert len(names) == len(set(names))


def test_every_country_of_iso_has_a_point() -> None:
    assert {row["alpha3"] for row in read_list("countries.csv")} >= COUNTRIES - {"ATA", "BVT", "HMD", "UMI", "ATF"}

from __future__ import annotations

import csv
from importlib.resources import files

import pycountry
import pytest

from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.gazetteer.gazetteer import Kind, fold

ROWS = list(csv.DictReader(files("dateline.knowledge.gazetteer").joinpath("names.csv").read_text("utf-8").splitlines()))


def test_every_row_has_a_known_kind_and_a_reference() -> None:
    for row in ROWS:
        assert Kind(row["kind"])
        assert row["reference"], row


def test_every_code_is_in_iso_3166_but_kosovo() -> None:
    known = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    for row in ROWS:
        assert bool(row["alpha3"]) == (row["kind"] not in ("many", "common")), row
        assert not row["alpha3"] or row["alpha3"] in known, row


def test_no_name_stands_twice_with_one_kind() -> None:
    names = [(row["name"], row["kind"]) for row in ROWS]
    assert len(names) == len(set(names))


def test_folding_takes_case_accents_and_marks_away() -> None:
    assert fold("Côte d’Ivoire") == "cote divoire"
    assert fold("Deir ez-Zor") == "deir ez zor"


@pytest.mark.parametrize("name", ["in", "or", "us", "me"])
def test_small_words_are_no_states(name: str) -> None:
    entry = Gazetteer().look_up(name)
    assert entry is None or entry.kind not in (Kind.POSTAL, Kind.STATE, Kind.COUNTRY)


def test_a_gazetteer_loads_nothing_before_the_first_look_up() -> None:
    gazetteer = Gazetteer()
    assert "_towns" not in vars(gazetteer)
    gazetteer.look_up("Homs")
    assert "_towns" in vars(gazetteer)


def test_the_settings_name_the_data_and_change_with_them() -> None:
    assert len(str(Gazetteer().settings()["names"])) == 64
    assert Gazetteer().settings() != Gazetteer(500).settings()

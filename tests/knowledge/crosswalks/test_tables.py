"""The crosswalk tables: every code is known, every type has a rule, every column says what fills it."""

from __future__ import annotations

from importlib.resources import files

import pycountry
import pytest

from dateline.knowledge.crosswalks import (
    country_facts,
    load_columns,
    load_conditions,
    load_rules,
    precision,
    read_table,
    region_of,
    sector_facts,
    tables_hash,
)
from dateline.model import DatePrecision, EventType, Field, Fit, PlacePrecision, Sector, modes_of

LAYOUTS = {"acled": 31, "ged": 49, "gtd": 135, "polecat": 40, "gdelt": 61, "gdelt-mentions": 16}
RULES = ("acled", "ged", "gtd", "polecat", "cameo")
MODES_OF_PLOVER = {
    *(("THREATEN", mode) for mode in ("arrest", "relations", "territory")),
    *(("ASSAULT", "targeted"), ("COERCE", "misinformation")),
}
"""Modes of PLOVER that dateline's codebook does not have; rules for them do no harm."""


@pytest.mark.parametrize(("layout", "count"), LAYOUTS.items())
def test_a_layout_has_all_its_columns_once_and_dateline_s_own_last(layout: str, count: int) -> None:
    names = [column.name for column in load_columns(layout)]
    assert len(names) == len(set(names))
    assert [name.startswith("dateline_") for name in names].count(False) == count
    assert not any(name.startswith("dateline_") for name in names[:count])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_column_says_what_fills_it_or_why_it_is_empty(layout: str) -> None:
    for column in load_columns(layout):
        assert bool(column.filled) != bool(column.empty), column
        assert not (column.is_required and column.empty), column


@pytest.mark.parametrize("layout", RULES)
def test_every_type_and_mode_has_a_last_rule(layout: str) -> None:
    for event_type in EventType:
        for mode in (None, *modes_of(event_type)):
            assert any(rule.is_for(event_type, mode) and ("any",) in rule.condition for rule in load_rules(layout)), (
                f"{layout}: {event_type} {mode}"
            )


@pytest.mark.parametrize("layout", RULES)
def test_rules_have_known_modes_conditions_and_distinct_numbers(layout: str) -> None:
    numbers = [rule.number for rule in load_rules(layout)]
    assert len(numbers) == len(set(numbers))
    for rule in load_rules(layout):
        known = {mode for each in rule.types for mode in modes_of(each)}
        for mode in set(rule.modes) - {"*", "null"} - known:
            assert {(each.value, mode) for each in rule.types} & MODES_OF_PLOVER or len(rule.types) > 1, rule
        assert {part for group in rule.condition for part in group} <= set(load_conditions())


def test_categories_of_acled_are_its_own() -> None:
    listed = {tuple(row.values()) for row in read_table("acled_event_types")}
    for rule in load_rules("acled"):
        found = (rule.values["event_type"], rule.values["sub_event_type"], rule.values["disorder_type"])
        assert found in listed if rule.fit else found == ("", "", ""), rule


def test_codes_of_gtd_and_cameo_are_listed() -> None:
    codes = {(row["variable"], row["code"]) for row in read_table("gtd_codes")}
    for rule in load_rules("gtd"):
        if rule.fit:
            assert ("attacktype1", rule.values["attacktype"]) in codes
            assert ("weaptype1", rule.values["weaptype"]) in codes or not rule.values["weaptype"]
    roots = {row["root"] for row in read_table("cameo_roots")}
    for rule in load_rules("cameo"):
        assert rule.values["code"][:2] in roots if rule.fit else rule.values["code"] == ""


def test_a_narrowed_or_widened_rule_that_is_doubtful_asks_for_review() -> None:
    assert all(rule.fit is not Fit.EXACT for layout in RULES for rule in load_rules(layout) if rule.needs_review)


def test_every_sector_precision_and_field_is_known() -> None:
    assert set(sector_facts()) == set(Sector)
    for layout in ("acled", "ged", "gtd"):
        for value in PlacePrecision:
            precision(layout, value)
    for each in DatePrecision:
        precision("acled", each)
    assert precision("acled", PlacePrecision.COUNTRY) is None
    assert precision("acled", DatePrecision.UNKNOWN) is None
    assert precision("ged", PlacePrecision.ADMIN1) == 4
    assert {row["field"] for row in read_table("dropped")} <= {field.value for field in Field}
    assert {row["layout"] for row in read_table("dropped")} <= set(LAYOUTS)


def test_regions_hold_countries_that_exist_once_each() -> None:
    known = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    seen: set[tuple[str, str]] = set()
    for row in read_table("regions"):
        for alpha3 in row["countries"].split("|"):
            assert alpha3 in known
            assert (row["scheme"], alpha3) not in seen
            seen.add((row["scheme"], alpha3))
    assert region_of("acled", "KEN") == ("", "Eastern Africa")
    assert region_of("gtd", "EGY") == ("10", "Middle East & North Africa")
    assert region_of("ged", "EGY") == ("", "Middle East")
    assert region_of("acled", "ATA") is None


def test_countries_have_name_number_and_fips() -> None:
    switzerland = country_facts("CHE")
    assert switzerland is not None
    assert (switzerland.name, switzerland.alpha2) == ("Switzerland", "CH")
    assert (switzerland.number, switzerland.fips) == (756, "SZ")
    assert country_facts("XXX") is None


def test_the_hash_is_of_the_tables() -> None:
    assert len(tables_hash()) == 64
    names = [each.name for each in files("dateline.knowledge.crosswalks").iterdir() if each.name.endswith(".csv")]
    assert len(names) >= 20

"""The lists of actors, offices, persons, head nouns, titles and nationalities are sound as data."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from importlib.resources import files

import pycountry
import pytest

from dateline.model.codebook import ActorKind

KINDS = {str(kind) for kind in ActorKind}
COUNTRIES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
# The sectors of the codebook's list of sectors.
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
    "IGO UNO EUR NGO ISM IMG MNC".split()
)
USES = {"adjective", "person", "country", "capital"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Names that two rows share on purpose: the words alone do not tell which is meant.
SHARED = {
    "actors.csv": {
        "Ansar al-Sharia": "groups of Libya and of Tunisia",
        "National Liberation Army": "of Colombia and of Macedonia",
        "RSF": "Rapid Support Forces and Reporters sans frontières",
    },
    "offices.csv": {},
    "people.csv": {},
}
COLUMNS = {
    "actors.csv": ["id", "name", "aliases", "kind", "country", "sectors", "from", "to", "reference"],
    "offices.csv": ["id", "name", "aliases", "kind", "country", "sectors", "from", "to", "reference"],
    "people.csv": ["id", "name", "aliases", "country", "roles", "reference"],
    "heads.csv": ["word", "kind", "sectors", "note"],
    "titles.csv": ["title", "kind", "sectors", "note"],
    "nationalities.csv": ["word", "country", "use"],
}
BODIES = ("actors.csv", "offices.csv")
NAMED = (*BODIES, "people.csv")
WORDS = ("heads.csv", "titles.csv")


def table(name: str) -> list[dict[str, str]]:
    """The rows of one list, without checks."""
    text = files("dateline.knowledge.actors").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def cells(value: str) -> list[str]:
    """The values of a cell that holds several."""
    return value.split("|") if value else []


def first_and_last(value: str) -> tuple[date, date]:
    """The first and the last day that a day, a month or a year can mean (a month ends on the 28th here)."""
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    return date(year, month or 1, day or 1), date(year, month or 12, day or 28)


def check_period(start: str, end: str) -> None:
    """Both dates parse and the end is not before the start."""
    for value in filter(None, (start, end)):
        assert DATE.fullmatch(value), value
        first_and_last(value)
    if start and end:
        assert first_and_last(start)[0] <= first_and_last(end)[1], (start, end)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_the_agreed_ones(name: str) -> None:
    assert list(table(name)[0]) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_no_row_is_short_or_long_and_no_cell_has_stray_blanks(name: str) -> None:
    for row in table(name):
        assert not {None} & ({*row} | {*row.values()}), row
        for value in row.values():
            assert all(part == part.strip() and part for part in value.split("|")) or not value, row
            assert "  " not in value, row


@pytest.mark.parametrize("name", NAMED)
def test_ids_are_slugs_and_stand_once(name: str) -> None:
    ids = [row["id"] for row in table(name)]
    assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]
    assert all(SLUG.fullmatch(i) for i in ids)


def test_no_id_stands_in_two_lists() -> None:
    ids = [row["id"] for name in NAMED for row in table(name)]
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})


@pytest.mark.parametrize("name", [*BODIES, *WORDS])
def test_kinds_and_sectors_are_known(name: str) -> None:
    for row in table(name):
        assert row["kind"] in KINDS, row
        assert row["sectors"], row
        assert set(cells(row["sectors"])) <= SECTORS, row


@pytest.mark.parametrize("name", [*NAMED, "nationalities.csv"])
def test_countries_are_in_iso_3166_but_kosovo(name: str) -> None:
    for row in table(name):
        assert not row["country"] or row["country"] in COUNTRIES, row


@pytest.mark.parametrize("name", NAMED)
def test_references_are_https_addresses(name: str) -> None:
    for row in table(name):
        assert re.fullmatch(r"https://[^\s/]+/\S+", row["reference"]), row


@pytest.mark.parametrize("name", NAMED)
def test_required_cells_are_filled(name: str) -> None:
    for row in table(name):
        assert all(row[column] for column in ("id", "name", "reference")), row


@pytest.mark.parametrize("name", NAMED)
def test_no_name_means_two_rows_unless_marked(name: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in table(name):
        values = [row["name"], *cells(row["aliases"])]
        assert len(values) == len(set(values)), row
        for value in values:
            owners[value].add(row["id"])
    shared = {value for value, ids in owners.items() if len(ids) > 1}
    assert shared == set(SHARED[name]), {value: owners[value] for value in shared ^ set(SHARED[name])}


@pytest.mark.parametrize("name", BODIES)
def test_years_of_existence_parse_and_do_not_run_backwards(name: str) -> None:
    for row in table(name):
        check_period(row["from"], row["to"])


@pytest.mark.parametrize("name", WORDS)
def test_no_word_stands_twice(name: str) -> None:
    words = [next(iter(row.values())) for row in table(name)]
    assert len(words) == len(set(words)), [w for w in words if words.count(w) > 1]


def test_heads_are_lower_case() -> None:
    assert not [row["word"] for row in table("heads.csv") if row["word"] != row["word"].lower()]


def test_nationalities_tell_one_country_per_word_and_use() -> None:
    rows = table("nationalities.csv")
    assert {row["use"] for row in rows} == USES
    pairs = [(row["word"], row["use"]) for row in rows]
    assert len(pairs) == len(set(pairs)), [pair for pair in pairs if pairs.count(pair) > 1]
    assert all(row["country"] for row in rows if row["use"] in ("country", "capital"))


def test_one_word_never_means_two_countries() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in table("nationalities.csv"):
        owners[row["word"]].add(row["country"])
    assert not {word: ids for word, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize(
    "country", ["AFG", "BRA", "CHN", "COD", "GBR", "IRN", "ISR", "PSE", "RUS", "SYR", "TWN", "UKR", "USA", "XKX", "ZWE"]
)
def test_every_usual_form_of_a_country_is_there(country: str) -> None:
    uses = {row["use"] for row in table("nationalities.csv") if row["country"] == country}
    assert uses >= ({"adjective", "person", "country"}), uses


def test_every_role_of_a_person_has_text_sectors_and_a_period() -> None:
    for row in table("people.csv"):
        roles = cells(row["roles"])
        assert roles, row
        for role in roles:
            text, sectors, start, end = role.split(";")
            assert all((text, sectors, start)), (row["id"], role)
            assert set(sectors.split("+")) <= SECTORS, (row["id"], role)
            check_period(start, end)


def test_the_roles_of_a_person_stand_in_the_order_of_time() -> None:
    for row in table("people.csv"):
        starts = [role.split(";")[2] for role in cells(row["roles"])]
        assert starts == sorted(starts, key=lambda value: first_and_last(value)[0]), row["id"]


def test_every_sector_of_the_codebook_occurs() -> None:
    seen = {sector for name in (*BODIES, *WORDS) for row in table(name) for sector in cells(row["sectors"])}
    assert seen == SECTORS

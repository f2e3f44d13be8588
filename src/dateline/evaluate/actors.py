"""Actors measured against the PLOVER gold records: country and sector of each source and target.

A gold actor tells a country where its code is one of ISO 3166-1 (older and mistyped codes are read as what they mean),
and a sector where its sector field begins with a code of PLOVER's, or its code is that of an international sector
(IGO, NGO, IMG, MNC). ``CIV`` is read as CVL and ``MOS`` as REL, as the codebook has them; UNO and EUR count as IGO, of
which they are kinds. The country is right where it is the one in gold; the sector is right where the first sector given
is one that gold tells. Gold that tells none is not counted; nor is ``***``, which stands for an actor that cannot be
coded.

What does not belong here: resolving the words; whoever measures gives a callable that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pycountry

from dateline.errors import RunError
from dateline.evaluate.json_lines import json_objects, json_rows, required_text
from dateline.model import Sector

Resolve = Callable[[str, str], tuple[str | None, Sequence[str]]]
"""Gives an actor's words and its sentence a country (alpha-3 code, or None) and sectors, the primary one first."""

SIDES = ("source", "target")
_FORM = '{"id", "text", "source", "target"}'
_OLD_COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "YUG": "SRB"}
_OLD_SECTORS = {"CIV": "CVL", "MOS": "REL", "CHR": "REL", "MED": "MED", "HLH": "MED", "BUS": "BUS"}
_INTERNATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC", "ISM"})
_WIDER = {"UNO": "IGO", "EUR": "IGO"}
_COUNTRIES = frozenset(country.alpha_3 for country in pycountry.countries) | {"XKX"}
_SECTORS = frozenset(map(str, Sector))


@dataclass(frozen=True, slots=True)
class GoldActor:
    """One actor of a gold record: its words, the country that gold tells or None, and the sectors that gold tells."""

    words: str
    country: str | None
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldActors:
    """The actors of one gold record, by side, in the order of the record."""

    id: str
    text: str
    sides: dict[str, tuple[GoldActor, ...]]


@dataclass(frozen=True, slots=True)
class GivenActor:
    """What was given for an actor: country, and sectors with the primary one first."""

    words: str
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorScores:
    """How many gold actors tell a country or a sector, and how many of them were given it.

    no_country: gold actors of an international code, which have no country; no_country_right: those given none.
    """

    actors: int
    country_told: int
    country_right: int
    sector_told: int
    sector_right: int
    no_country: int
    no_country_right: int

    @property
    def country(self) -> float:
        """Share of the actors with a country in gold that were given it."""
        return self.country_right / self.country_told if self.country_told else 0.0

    @property
    def sector(self) -> float:
        """Share of the actors with a sector in gold whose first sector is told there."""
        return self.sector_right / self.sector_told if self.sector_told else 0.0

    def to_json(self) -> dict[str, Any]:
        """The figures by name, shares rounded to three digits."""
        return {
            "actors": self.actors,
            "country": round(self.country, 3),
            "country_told": self.country_told,
            "sector": round(self.sector, 3),
            "sector_told": self.sector_told,
            "no_country": self.no_country,
            "no_country_right": self.no_country_right,
        }


def parse_gold_actors(lines: Iterable[str], origin: str) -> tuple[GoldActors, ...]:
    """The gold records of JSON lines in the form of the PLOVER gold standard.

    A record without actors on a side (missing, null, or a text) has none there. Of two records of one id, the second is
    called ``ID#2``, and so on.

    Raises:
        RunError: a line is no such record; the message names it.
    """
    found: dict[str, GoldActors] = {}
    for place, row in json_rows(lines, origin, _FORM):
        name = identity = required_text(row, "id", place)
        count = 2
        while name in found:
            name, count = f"{identity}#{count}", count + 1
        sides = {side: tuple(_gold_actor(actor) for actor in _actors(row, side, place)) for side in SIDES}
        found[name] = GoldActors(name, required_text(row, "text", place), sides)
    return tuple(found.values())


def predict_actors(gold: Iterable[GoldActors], resolve: Resolve) -> Iterator[dict[str, Any]]:
    """One row for each gold record, ``{id, source: [{actorText, country, sectors}], target: [...]}``."""
    for record in gold:
        row: dict[str, Any] = {"id": record.id}
        for side in SIDES:
            row[side] = []
            for actor in record.sides[side]:
                country, sectors = resolve(actor.words, record.text)
                row[side].append({"actorText": actor.words, "country": country, "sectors": list(sectors)})
        yield row


def parse_given_actors(lines: Iterable[str], origin: str) -> dict[str, dict[str, tuple[GivenActor, ...]]]:
    """Predictions by record id and side, from JSON lines of the rows that `predict_actors` gives.

    Raises:
        RunError: a line is no such row; the message names it.
    """
    return {
        identity: {side: tuple(map(_given, _actors(row, side, place))) for side in SIDES}
        for place, identity, row in json_objects(lines, origin, '{"id", "source", "target"}')
    }


def score_actors(gold: Iterable[GoldActors], given: dict[str, dict[str, tuple[GivenActor, ...]]]) -> ActorScores:
    """The shares of gold actors whose country, and whose sector, was given; one that is missing counts as wrong."""
    counts = dict.fromkeys(ActorScores.__dataclass_fields__, 0)
    for record in gold:
        for side in SIDES:
            rest = list(given.get(record.id, {}).get(side, ()))
            for actor in record.sides[side]:
                _count(counts, actor, _taken(rest, actor.words))
    return ActorScores(**counts)


def _count(counts: dict[str, int], actor: GoldActor, given: GivenActor | None) -> None:
    country = given.country if given else None
    first = given.sectors[0] if given and given.sectors else None
    counts["actors"] += 1
    if actor.country is not None:
        counts["country_told"] += 1
        counts["country_right"] += country == actor.country
    elif actor.sectors & _INTERNATIONAL:
        counts["no_country"] += 1
        counts["no_country_right"] += given is not None and country is None
    if actor.sectors:
        counts["sector_told"] += 1
        counts["sector_right"] += bool(first) and bool({first, _WIDER.get(first or "", first)} & actor.sectors)


def _taken(rest: list[GivenActor], words: str) -> GivenActor | None:
    """The first prediction of these words, taken out of ``rest``, so that none counts twice."""
    for at, given in enumerate(rest):
        if given.words == words:
            return rest.pop(at)
    return None


def _gold_actor(row: dict[str, Any]) -> GoldActor:
    code, sector = str(row.get("code") or "").strip(), str(row.get("sector") or "").strip()[:3].upper()
    code = _OLD_COUNTRIES.get(code, code)
    sector = _OLD_SECTORS.get(sector, sector)
    sectors = {sector} & _SECTORS | {code} & _INTERNATIONAL
    return GoldActor(str(row["actorText"]), code if code in _COUNTRIES else None, frozenset(sectors))


def _actors(row: Mapping[str, Any], side: str, place: str) -> list[dict[str, Any]]:
    actors = row.get(side)
    if actors is None or isinstance(actors, str):
        return []
    if not isinstance(actors, list) or not all(isinstance(a, dict) and "actorText" in a for a in actors):
        raise RunError(
            f"{place}: {side!r} is {actors!r:.60}; accepted is a list of objects with 'actorText'. Mend the line."
        )
    return actors


def _given(row: dict[str, Any]) -> GivenActor:
    return GivenActor(str(row["actorText"]), row.get("country"), tuple(map(str, row.get("sectors") or ())))

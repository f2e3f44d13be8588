"""The location and the country of each record, from its place words and the places that the report names besides.

What does not belong here: what single words mean (`rules`, `phrases`), and which words are the place (`extract`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import (
    Absence,
    Claim,
    Coding,
    Country,
    Emptiness,
    EventRecord,
    EventType,
    Field,
    Location,
    Maker,
    ParsedReport,
    Span,
    Unresolved,
    settings_hash,
)
from dateline.resolve.places.choice import choose, key_of
from dateline.resolve.places.locate import settle
from dateline.resolve.places.meanings import Sort
from dateline.resolve.places.mentions import Mention, mention
from dateline.resolve.places.phrases import locate_phrase
from dateline.resolve.places.rules import find_names, is_nameless, resolve_country

_PLACE_NAMES = frozenset({"GPE", "LOC", "FAC", "NORP"})
_NOUN_WEIGHT, _MODIFIER_WEIGHT = 1.0, 0.25
_OWN_WEIGHT = 50.0  # another place of the same record outweighs any number of places elsewhere in the report

_RECORD_WEIGHT = 2.0  # the place of a happening counts as much as two other mentions of its country
_LEADING_SHARE = 0.4
INFERRED_CONFIDENCE = 0.83
"""Share of training records whose nameless place lies in the country that leads in the report: 110 of 132."""

_BODILY = frozenset(
    {
        *(EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE),
        *(EventType.PROTEST, EventType.AID, EventType.INCIDENT),
    }
)
_ONE_COUNTRY_SHARE = 0.8
CONTEXT_CONFIDENCE = 0.65
"""Share of training records found without a place that lie in the leading country: 102 of 150 of a bodily act, and 64
of 104 of the other types in reports about one country."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A place that the report names: its words, its country, and how much it counts as support."""

    words: Span
    alpha3: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Leading:
    """The country that leads in a report, and its share of all that the report names."""

    alpha3: str
    share: float


class PlaceResolver:
    """Gives each record the location and the country of its place, from its PLACE claims, the most specific first.

    The report's toponyms are decided together (`choose`), and what they mean is the context of all below.

    LOCATION: each PLACE claim is read with the report's other toponyms, and within the record's country where that is
    settled; the closest location comes first, one claim for each entry of the gazetteer. Place words that name no known
    place leave it ``unresolved`` with the reason; no country and no capital stands in.

    COUNTRY: the first place that resolves decides, and its words are the evidence; a name of several places is decided
    by the record's other places, then by the countries that the report names most, then by the number of people. A
    record in two whole countries ("Iraq", "Syria") is ``unresolved``. Place words without any known name ("a
    checkpoint", a small village) take the country that leads in the report, where one does; the evidence is then the
    nearest words that name that country and the place words, and the confidence is `INFERRED_CONFIDENCE`. So does a
    bodily act (an attack, an arrest, a march) without any place words, and any act in a report about one country, with
    `CONTEXT_CONFIDENCE`; any other record without place words is ``not_told``. Both keep the voice and stance of the
    PLACE claim that they rest on.

    gazetteer: the names to look up; by default a `Gazetteer` of its own, loaded on first use.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self.maker = Maker("places", "2", settings_hash(self.gazetteer.settings()))

    def resolve(self, report: ParsedReport, coding: Coding) -> Coding:
        """Give back ``coding`` with LOCATION and COUNTRY told or explained in every record; other fields stay."""
        toponyms = self._toponyms(report)
        named = list(self._named(report, toponyms))
        first = [record.with_fields({Field.COUNTRY: self._country(record, named)}) for record in coding.records]
        carriers = [*named, *_told(first)]
        leading = _leading(carriers)
        told = (self._inferred(record, leading, carriers) for record in first)
        return replace(
            coding, records=tuple(one.with_fields({Field.LOCATION: self._location(one, toponyms)}) for one in told)
        )

    def _toponyms(self, report: ParsedReport) -> list[Mention]:
        """The places that the parser found in the report, with the entries that each could name."""
        text = report.report.text
        found = (mention(text, words.start, words.end, self.gazetteer) for words, _ in self._place_names(report))
        return [one for one in found if one.candidates]

    def _location(self, record: EventRecord, others: Sequence[Mention]) -> tuple[Claim, ...] | Absence:
        places = record.of(Field.PLACE)
        if not places:
            return Absence(Field.LOCATION, Emptiness.NOT_TOLD, self.maker)
        country = record.value(Field.COUNTRY)
        alpha3 = country.alpha3 if isinstance(country, Country) else None
        outcomes = [
            (place, locate_phrase(place.evidence[0].text, self.gazetteer, others, country=alpha3)) for place in places
        ]
        told: dict[tuple[object, ...], tuple[Claim, Location]] = {}
        for place, outcome in outcomes:
            if isinstance(outcome, Location):
                told.setdefault((outcome.place, outcome.latitude, outcome.longitude), (place, outcome))
        if told:
            closest = sorted(told.values(), key=lambda pair: pair[1].radius_km)
            return tuple(self._located(place, location) for place, location in closest)
        reasons = dict.fromkeys(outcome.reason for _, outcome in outcomes)
        return self._unresolved(Field.LOCATION, places, "; ".join(reasons))

    def _located(self, place: Claim, location: Location) -> Claim:
        return Claim(Field.LOCATION, location, (place.evidence[0],), self.maker, voice=place.voice, stance=place.stance)

    def _inferred(self, record: EventRecord, leading: _Leading | None, carriers: Sequence[_Named]) -> EventRecord:
        """The record with the country that leads in the report, where its own words name no place that is known."""
        if leading is None or record.value(Field.COUNTRY) is not None:
            return record
        places = record.of(Field.PLACE)
        if places and all(is_nameless(place.evidence[0].text, self.gazetteer) for place in places):
            basis, confidence = places[0], INFERRED_CONFIDENCE
        elif not places and (record.type in _BODILY or leading.share >= _ONE_COUNTRY_SHARE):
            basis, confidence = record.of(Field.MENTION)[0], CONTEXT_CONFIDENCE
        else:
            return record
        leader = leading.alpha3
        at = basis.evidence[0]
        nearest = min(
            (one.words for one in carriers if one.alpha3 == leader), key=lambda words: abs(words.start - at.start)
        )
        claim = self._claim(basis, Country(leader), (nearest, at))
        return record.with_fields({Field.COUNTRY: (replace(claim, confidence=confidence),)})

    def _country(self, record: EventRecord, named: Sequence[_Named]) -> tuple[Claim, ...] | Absence:
        places = record.of(Field.PLACE)
        if not places:
            return Absence(Field.COUNTRY, Emptiness.NOT_TOLD, self.maker)
        outcomes = self._outcomes(places, named)
        told = {outcome.alpha3 for _, outcome in outcomes if isinstance(outcome, Country)}
        if len(told) > 1 and all(self._is_whole_country(place) for place in places):
            return self._unresolved(
                Field.COUNTRY, places, f"the record lies in several countries: {', '.join(sorted(told))}"
            )
        order = sorted(outcomes, key=lambda one: self._is_modifier_only(one[0]))
        for place, outcome in order:
            if isinstance(outcome, Country):
                return (self._claim(place, outcome, (place.evidence[0],)),)
        reasons = dict.fromkeys(outcome.reason for _, outcome in outcomes if isinstance(outcome, Unresolved))
        return self._unresolved(Field.COUNTRY, places, "; ".join(reasons))

    def _outcomes(self, places: Sequence[Claim], named: Sequence[_Named]) -> list[tuple[Claim, Country | Unresolved]]:
        """Each place by itself, then once more with what the others resolve to as support."""
        support = _weights(named)
        alone = [resolve_country(place.evidence[0], self.gazetteer, context=support) for place in places]
        outcomes: list[tuple[Claim, Country | Unresolved]] = []
        for index, place in enumerate(places):
            backed = dict(support)
            for at, other in enumerate(alone):
                if at != index and isinstance(other, Country):
                    backed[other.alpha3] = backed.get(other.alpha3, 0.0) + _OWN_WEIGHT
            outcomes.append((place, resolve_country(place.evidence[0], self.gazetteer, context=backed)))
        return outcomes

    def _unresolved(self, field: Field, places: Sequence[Claim], reason: str) -> Absence:
        evidence = tuple(dict.fromkeys(place.evidence[0] for place in places))
        return Absence(field, Emptiness.UNRESOLVED, self.maker, evidence, reason)

    def _claim(self, place: Claim, country: Country, evidence: tuple[Span, ...]) -> Claim:
        return Claim(Field.COUNTRY, country, evidence, self.maker, voice=place.voice, stance=place.stance)

    def _is_whole_country(self, place: Claim) -> bool:
        found = list(find_names(place.evidence[0].text, self.gazetteer))
        return len(found) == 1 and found[0].entry.sort is Sort.COUNTRY and not found[0].is_modifier

    def _is_modifier_only(self, place: Claim) -> bool:
        found = [one for one in find_names(place.evidence[0].text, self.gazetteer) if one.entry.countries]
        return bool(found) and all(one.is_modifier for one in found)

    def _named(self, report: ParsedReport, toponyms: Sequence[Mention]) -> Iterator[_Named]:
        """The places that the parser found in the report, decided together; those that are not, each by itself."""
        choices = choose(toponyms)
        together = {one.start: settle(one, choices.get(key_of(one.words))) for one in toponyms}
        for words, entity in self._place_names(report):
            outcome = together.get(words.start)
            alpha3 = outcome.place.country if isinstance(outcome, Location) else None
            if alpha3 is None:
                alone = resolve_country(words, self.gazetteer)
                alpha3 = alone.alpha3 if isinstance(alone, Country) else None
            if alpha3 is not None:
                yield _Named(words, alpha3, _MODIFIER_WEIGHT if entity == "NORP" else _NOUN_WEIGHT)

    def _place_names(self, report: ParsedReport) -> Iterator[tuple[Span, str]]:
        for name in report.names:
            if name.entity in _PLACE_NAMES:
                yield report.span(report.tokens[name.first], report.tokens[name.last - 1]), name.entity


def _told(records: Sequence[EventRecord]) -> Iterator[_Named]:
    """The countries that the records' own places gave."""
    for record in records:
        for claim in record.of(Field.COUNTRY):
            if isinstance(claim.value, Country):
                yield _Named(claim.evidence[0], claim.value.alpha3, _RECORD_WEIGHT)


def _leading(carriers: Sequence[_Named]) -> _Leading | None:
    """The country that the report is about: the heaviest, where it has the leading share of all that is named."""
    weights = _weights(carriers)
    if not weights:
        return None
    alpha3 = min(weights, key=lambda country: (-weights[country], country))
    share = weights[alpha3] / sum(weights.values())
    return _Leading(alpha3, share) if share >= _LEADING_SHARE else None


def _weights(named: Sequence[_Named]) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for one in named:
        weights[one.alpha3] += one.weight
    return dict(weights)

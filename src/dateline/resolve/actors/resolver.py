"""Who the participants of each record are: every ACTOR and RECIPIENT claim, read by itself and with its report.

What does not belong here: what words say (`rules`), and which words name one actor (`clusters`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dateline.knowledge.actors import WhoIsWho, fold, load_who_is_who
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import (
    Absence,
    Claim,
    Coding,
    Emptiness,
    EventRecord,
    Field,
    Maker,
    ParsedReport,
    Span,
    content_id,
    settings_hash,
)
from dateline.resolve.actors.clusters import Actor, actors_of
from dateline.resolve.actors.places import PlaceLookup
from dateline.resolve.actors.rules import Around, Reading, filled, identity, place_in_country, read_actor

_FIELDS = {Field.ACTOR: Field.ACTOR_IDENTITY, Field.RECIPIENT: Field.RECIPIENT_IDENTITY}
_LEADING_SHARE = 0.4
_PLACES = frozenset({"GPE", "NORP", "LOC"})


@dataclass(frozen=True, slots=True)
class _Home:
    """The country around a record's participants, why, and the words that name it."""

    country: str
    because: str
    words: Span


class ActorResolver:
    """Gives each ACTOR and RECIPIENT claim an identity: country, sectors, kind, and the entry of the lists if any.

    All words by which a report names one actor get one id, and what some of them tell holds for the others ("the
    general", "Gen. Noor"); the evidence is the participant's words, then the words that decided. A state body, party,
    rebels or a crowd whose words tell no country are taken to be of the country of the record's place, else of the
    one that leads in the report; the reason says so and the confidence is `AROUND_CONFIDENCE`. A participant of whom
    nothing is known has an identity of kind ``unknown`` beside others that are known; where none is, the field is
    ``unresolved``. An identity keeps the voice and stance of the participant's claim.

    actors: a list of the user's own, a CSV file in the form of actors.csv, added to those that come with dateline.
    gazetteer: places to look up; by default one of its own, loaded on first use.

    Raises:
        ConfigError: ``actors`` cannot be read, or has values that are not accepted; all of them are named.
    """

    def __init__(self, actors: Path | None = None, gazetteer: Gazetteer | None = None) -> None:
        self.who: WhoIsWho = load_who_is_who() if actors is None else WhoIsWho(Path(actors))
        self.places = PlaceLookup(gazetteer)
        self.maker = Maker("actors", "1", settings_hash(self.who.settings() | self.places.gazetteer.settings()))

    def resolve(self, report: ParsedReport, coding: Coding) -> Coding:
        """Give back ``coding`` with both identity fields told or explained; other fields stay as they are."""
        work = _Work(self, report, coding)
        return replace(coding, records=tuple(work.record(record) for record in coding.records))


TOLD_CONFIDENCE = 0.9
"""Share of the PLOVER development records' actors whose own words tell enough and who are right in country and sector:
265 of 296."""

AROUND_CONFIDENCE = 0.6
"""The same where the country is that of the text around them: 17 of 29."""


class _Work:
    """One report: its participants read, brought together, and given their identities."""

    def __init__(self, resolver: ActorResolver, report: ParsedReport, coding: Coding) -> None:
        self.who, self.places, self.maker = resolver.who, resolver.places, resolver.maker
        self.report = report
        self.day = _day(report)
        self.entities = _entities(report)
        claims = [claim for record in coding.records for name in _FIELDS for claim in record.of(name)]
        self.readings = {claim.evidence[0].text: self._read(claim.evidence[0]) for claim in claims}
        self.actors = actors_of(report, coding, self._all_readings(), self.who)
        self.named = list(self._named())
        self.leading = _leading(self.named)
        self.whole = {id(actor): self._whole(actor) for actor in self.actors.values()}

    def _read(self, span: Span) -> Reading:
        around = Around(entity=self.entities.get(span.text, ""), places=self.places)
        return read_actor(span.text, self.who, self.day, around)

    def _all_readings(self) -> Mapping[str, Reading]:
        """Those of the participants, and of the report's people, who can be taken up by a participant's words."""
        for name in self.report.names:
            if name.entity == "PERSON":
                span = self.report.span(self.report.tokens[name.first], self.report.tokens[name.last - 1])
                self.readings.setdefault(span.text, self._read(span))
        return self.readings

    def _whole(self, actor: Actor) -> tuple[Reading, Span]:
        """All that the actor's words tell together, and the words that tell most."""
        told = [(self.readings.get(span.text) or self._read(span), span) for span in actor.spans]
        told.sort(key=lambda one: _telling(one[0]), reverse=True)
        reading, best = told[0]
        for other, _ in told[1:]:
            reading = filled(reading, other)
        return reading, best

    def record(self, record: EventRecord) -> EventRecord:
        home = self._home(record)
        return record.with_fields({into: self._field(record, name, into, home) for name, into in _FIELDS.items()})

    def _field(self, record: EventRecord, name: Field, into: Field, home: _Home | None) -> tuple[Claim, ...] | Absence:
        claims = record.of(name)
        if not claims:
            return Absence(into, Emptiness.NOT_TOLD, self.maker)
        found = [self._claim(claim, into, home) for claim in claims]
        if any(is_known for _, is_known in found):
            return tuple(claim for claim, _ in found)
        words = tuple(dict.fromkeys(claim.evidence[0] for claim in claims))
        told = ", ".join(repr(span.text) for span in words)
        return Absence(
            into, Emptiness.UNRESOLVED, self.maker, words, f"no list, title or noun tells who is meant by {told}"
        )

    def _claim(self, claim: Claim, into: Field, home: _Home | None) -> tuple[Claim, bool]:
        """The identity of one participant, and whether anything is known of it."""
        words = claim.evidence[0]
        own = self.readings[words.text]
        actor = self.actors[words]
        whole, best = self.whole[id(actor)]
        reading = filled(own, whole)
        evidence = [*claim.evidence]
        if reading != own and best != words:
            reading = replace(reading, reasons=(*reading.reasons, f"{words.text!r} and {best.text!r} are one actor"))
            evidence.append(best)
        if home is not None:
            placed = place_in_country(reading, home.country, home.because)
            evidence += [home.words] if placed is not reading else []
            reading = placed
        found = identity(words.text, reading, self._id(actor, best))
        confidence = TOLD_CONFIDENCE if reading.is_told else AROUND_CONFIDENCE
        made = Claim(
            into,
            found,
            tuple(dict.fromkeys(evidence)),
            self.maker,
            voice=claim.voice,
            stance=claim.stance,
            confidence=None if reading.says_nothing else confidence,
        )
        return made, not reading.says_nothing

    def _id(self, actor: Actor, best: Span) -> str:
        """An id from the report, the clearest words and where they stand: "two men" here and there are others."""
        return content_id("a", self.report.report.id, fold(best.text), actor.spans[0].start)

    # The country around a record

    def _home(self, record: EventRecord) -> _Home | None:
        for claim in record.of(Field.PLACE):
            country = self._country(claim.evidence[0].text)
            if country is not None:
                return _Home(country, f"{claim.evidence[0].text!r} is where it happened", claim.evidence[0])
        if self.leading is None:
            return None
        at = record.of(Field.MENTION)[0].evidence[0].start
        near = min((span for country, span in self.named if country == self.leading), key=lambda s: abs(s.start - at))
        return _Home(self.leading, "the report names it most", near)

    def _country(self, text: str) -> str | None:
        reading = read_actor(text, self.who, self.day, Around(entity="GPE", places=self.places))
        return reading.country

    def _named(self) -> Iterator[tuple[str, Span]]:
        """The countries that the report's names of places and nations name, with their words."""
        for name in self.report.names:
            if name.entity in _PLACES:
                span = self.report.span(self.report.tokens[name.first], self.report.tokens[name.last - 1])
                nation = self.who.nation(span.text)
                country = nation.country if nation else self.places(span.text) if name.entity == "GPE" else None
                if country is not None:
                    yield country, span


def _day(report: ParsedReport) -> date | None:
    if report.report.published is not None:
        return report.report.published
    return report.report.dateline.day if report.report.dateline else None


def _entities(report: ParsedReport) -> dict[str, str]:
    """The types of names, by their words; words that the parser gives several types have none."""
    found: dict[str, set[str]] = {}
    for name in report.names:
        span = report.span(report.tokens[name.first], report.tokens[name.last - 1])
        found.setdefault(span.text, set()).add(name.entity)
    return {text: next(iter(types)) for text, types in found.items() if len(types) == 1}


def _leading(named: Sequence[tuple[str, Span]]) -> str | None:
    """The country that the report names most, where it makes up enough of all that it names."""
    counts = Counter(country for country, _ in named)
    if not counts:
        return None
    country, count = counts.most_common(1)[0]
    return country if count / counts.total() >= _LEADING_SHARE else None


def _telling(reading: Reading) -> tuple[bool, bool, bool, bool]:
    """How much a reading tells: an entry first, then country and sectors, then a role."""
    return reading.entry is not None, reading.country is not None, bool(reading.sectors), reading.role is not None

"""One happening as flat formats and layouts see it, whatever it was made from.

Today it is made from a record (`happening_of`): one report, one coding. Incidents, which bring the records of several
reports together, will make the same `Happening` from their chosen values; no format knows the difference. What does
not belong here: choosing one figure, and the formats and layouts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dateline.export.told_voices import told_voices
from dateline.model import (
    ActorKind,
    Casualties,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    Claim,
    Coding,
    Country,
    Days,
    EventRecord,
    EventType,
    Field,
    Identity,
    Location,
    Main,
    Maker,
    Mode,
    Report,
    Responsibility,
    Sector,
    Stance,
    Status,
    Words,
)

_Value = TypeVar("_Value")

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Source:
    """A report that tells the happening. address: its web address, where it was read from one."""

    report_id: str
    published: date | None
    publisher: str | None
    title: str | None
    language: str | None
    address: str | None
    length: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name the happening, and where they start in the text of their report."""

    source: Source
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part: the words with their place, and who it is as far as that is known."""

    words: str
    start: int
    identity: Identity | None

    @property
    def name(self) -> str:
        """The name in the list of actors, else the words."""
        return (self.identity.name if self.identity else None) or self.words

    @property
    def kind(self) -> ActorKind:
        """What it is."""
        return self.identity.kind if self.identity else ActorKind.UNKNOWN

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """Its sectors, the primary one first; empty where not known."""
        return self.identity.sectors if self.identity else ()

    @property
    def country(self) -> str | None:
        """Its country as ISO 3166-1 alpha-3 code, where known."""
        return self.identity.country if self.identity else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people harmed, as one voice gives it. voice: its source words; None where the reporter speaks."""

    kind: CasualtyKind
    low: int | None
    high: int | None
    words: str
    role: CasualtyRole
    voice: str | None
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Happening:
    """What a layout can draw on. Lists are in the order of the record, the clearest or most specific first.

    vouching: the words of the sources that vouch for the happening or dispute it. confidence: of the type. told: the
    fields that are told at all. maker: who coded it.
    """

    id: str
    sources: tuple[Source, ...]
    maker: Maker
    type: EventType
    mode: str | None
    mentions: tuple[Mention, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    objects: tuple[str, ...]
    means: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]
    location: Location | None
    country: str | None
    days: Days | None
    figures: tuple[Figure, ...]
    status: Status | None
    certainty: Certainty | None
    responsibility: Responsibility | None
    is_main: bool | None
    vouching: tuple[str, ...]
    confidence: float | None
    told: frozenset[Field]


def happenings(report: Report, coding: Coding) -> Iterator[Happening]:
    """The happenings of one coding, in the order of its records."""
    for record in coding.records:
        yield happening_of(report, coding, record)


def happening_of(report: Report, coding: Coding, record: EventRecord) -> Happening:
    """The happening that one record tells; each value is that of the field's first claim."""
    source, told = _source(report), _by_field(record)
    location = _first(told, Location, Field.LOCATION)
    mode = _first(told, Mode, Field.MODE)
    main = _first(told, Main, Field.MAIN)
    sources = (voice.source.text for voice in told_voices(record) if voice.source is not None)
    return Happening(
        id=record.id,
        sources=(source,),
        maker=coding.maker,
        type=record.type,
        mode=mode.name if mode else None,
        mentions=tuple(
            Mention(source, span.text, span.start) for span in (claim.evidence[0] for claim in told[Field.MENTION])
        ),
        actors=_participants(told, Field.ACTOR, Field.ACTOR_IDENTITY),
        recipients=_participants(told, Field.RECIPIENT, Field.RECIPIENT_IDENTITY),
        objects=_words(told, Field.OBJECT),
        means=_words(told, Field.MEANS),
        places=_words(told, Field.PLACE),
        times=_words(told, Field.TIME),
        location=location,
        country=_country(told, location),
        days=_first(told, Days, Field.DAYS),
        figures=tuple(_figure(claim) for claim in told.get(Field.CASUALTIES, ())),
        status=_first(told, Status, Field.STATUS),
        certainty=_first(told, Certainty, Field.CERTAINTY),
        responsibility=_first(told, Responsibility, Field.RESPONSIBILITY),
        is_main=main.is_main if main else None,
        vouching=tuple(dict.fromkeys(sources)),
        confidence=told[Field.TYPE][0].confidence,
        told=frozenset(told),
    )


def _source(report: Report) -> Source:
    address = report.origin if _ADDRESS.fullmatch(report.origin) else None
    return Source(
        report.id, report.published, report.publisher, report.title, report.language, address, len(report.text)
    )


_Claims = Mapping[Field, list[Claim]]


def _by_field(record: EventRecord) -> _Claims:
    """The claims of each field that is told, in order; looked up many times, so made once."""
    told: dict[Field, list[Claim]] = {}
    for claim in record.claims:
        told.setdefault(claim.field, []).append(claim)
    return told


def _first(told: _Claims, kind: type[_Value], field: Field) -> _Value | None:
    value = told[field][0].value if field in told else None
    return value if isinstance(value, kind) else None


def _words(told: _Claims, field: Field) -> tuple[str, ...]:
    """The words of a field that holds words, each wording once."""
    return tuple(dict.fromkeys(each.value.text for each in told.get(field, ()) if isinstance(each.value, Words)))


def _participants(told: _Claims, words: Field, identities: Field) -> tuple[Participant, ...]:
    known: dict[str, Identity] = {}
    for claim in told.get(identities, ()):
        if isinstance(claim.value, Identity):
            known.setdefault(claim.value.words, claim.value)
    distinct: dict[str, Participant] = {}
    for claim in told.get(words, ()):
        if isinstance(claim.value, Words):
            text = claim.value.text
            distinct.setdefault(text, Participant(text, claim.evidence[0].start, known.get(text)))
    return tuple(distinct.values())


def _country(told: _Claims, location: Location | None) -> str | None:
    country = _first(told, Country, Field.COUNTRY)
    if country is not None:
        return country.alpha3
    return location.place.country if location else None


def _figure(claim: Claim) -> Figure:
    value = claim.value
    assert isinstance(value, Casualties)
    voice = claim.voice.source.text if claim.voice and claim.voice.source else None
    return Figure(value.kind, value.low, value.high, claim.evidence[0].text, value.role, voice, claim.stance)

"""The record: one happening as one report tells it, as claims that each carry their words.

A `Claim` is one value of one field, as one source in the report gives it, with its evidence. An `EventRecord` is the
claims about one happening, and, for each field without a claim, which of the three kinds of empty it is. The types
refuse a value without evidence, a value of the wrong kind for its field, a field that is both told and empty, and
evidence from another report; `EventRecord.verify` checks the words against the frozen text, and so does the store.

What does not belong here: how values are found (`extract`, `resolve`), kept (`store`) or written (`export`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from dateline.errors import EvidenceError
from dateline.model.codebook import (
    ActorKind,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    DateBasis,
    DatePrecision,
    EventType,
    PlacePrecision,
    ResponsibilityStance,
    Sector,
    SourceKind,
    Stance,
    Status,
    modes_of,
)
from dateline.model.maker import Maker
from dateline.model.report import Report
from dateline.model.spans import Span, content_id


class Field(StrEnum):
    """The fields of a record, in the order in which they are shown and exported."""

    TYPE = "type"
    MODE = "mode"
    MENTION = "mention"
    ACTOR = "actor"
    ACTOR_IDENTITY = "actor_identity"
    RECIPIENT = "recipient"
    RECIPIENT_IDENTITY = "recipient_identity"
    OBJECT = "object"
    MEANS = "means"
    PLACE = "place"
    LOCATION = "location"
    COUNTRY = "country"
    TIME = "time"
    DAYS = "days"
    CASUALTIES = "casualties"
    STATUS = "status"
    CERTAINTY = "certainty"
    RESPONSIBILITY = "responsibility"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Words:
    """A value that is its words: a participant, a place, a means, a time expression, the name of a happening."""

    text: str


@dataclass(frozen=True, slots=True)
class Mode:
    """How it was done: one of the modes that the codebook gives for the record's type."""

    name: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-3 code."""

    alpha3: str

    def __post_init__(self) -> None:
        if len(self.alpha3) != 3 or not (self.alpha3.isascii() and self.alpha3.isupper()):
            raise ValueError(f"country {self.alpha3!r} is not an ISO 3166-1 alpha-3 code such as 'SYR'")


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a gazetteer.

    geonames_id: the GeoNames id; None for entries of other lists. country: ISO 3166-1 alpha-3 code; None for seas and
    regions over several countries. admin1, admin2, admin3: names of the units it lies in, the widest first, None where
    unknown. feature: GeoNames feature class and code, "P.PPLC". latitude, longitude: WGS 84 degrees.
    """

    geonames_id: int | None
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    feature: str
    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"{self.name!r} at {self.latitude}, {self.longitude}: no degrees of WGS 84")


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place of a report lies.

    place: the gazetteer's entry that the words name. latitude, longitude: the centre, in degrees of WGS 84; the entry's
    own, or moved where the words say so ("20 miles east of Moscow"). radius_km: of the circle around it that holds the
    place. precision: how closely the words tell it. rivals: the other entries that the words could name, likeliest
    first, five at most. reason: why this entry was chosen, in words for a person.
    """

    place: Place
    latitude: float
    longitude: float
    radius_km: float
    precision: PlacePrecision
    rivals: tuple[Place, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a participant is, as far as the report and the list of actors tell.

    words: the participant's words, as its ACTOR or RECIPIENT claim has them.
    id: the same for all words by which a report names one actor: the id of the entry in the list of actors, and so the
        same across reports; without an entry, made from the report and the clearest words.
    kind: what it is. country: ISO 3166-1 alpha-3 code, None where not known. sectors: the primary one first; empty
        where not known.
    name: the entry's name; None where the list has no entry. role: the public role in which it acts on the report's
        day, as the entry or the report words it; None where not known.
    reason: why it was read so, in words for a person.
    """

    words: str
    id: str
    kind: ActorKind
    country: str | None
    sectors: tuple[Sector, ...]
    name: str | None
    role: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: first and last minute of it, both the same for a single one, and the zone's words where told."""

    first: time
    last: time
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of a happening, inclusive, with how closely they are known and what they rest on.

    clock: the time of day, where the words tell one.
    """

    first: date
    last: date
    precision: DatePrecision
    basis: DateBasis
    clock: Clock | None = None

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"days run backwards: first {self.first}, last {self.last}")


@dataclass(frozen=True, slots=True)
class Casualties:
    """A number of people harmed, as the words give it.

    low, high: inclusive bounds; None where the words set no bound ("at least 12" has no high). Unknown is never 0.
    rule: the name of the rule that made bounds of the words (`dateline.model.figures.RULES`).
    as_of: the day for which the figure is given, where the report tells one.
    """

    kind: CasualtyKind
    low: int | None
    high: int | None
    rule: str
    role: CasualtyRole = CasualtyRole.UNKNOWN
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError(f"a number of {self.kind} needs a bound; without one it is not told, and no claim")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a number of {self.kind} runs backwards: low {self.low}, high {self.high}")


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What the report says of who did it; ``who`` is the words for the doer, None where none is named."""

    stance: ResponsibilityStance
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Main:
    """Whether the happening is what the report is about."""

    is_main: bool


Value = (
    EventType
    | Mode
    | Words
    | Identity
    | Location
    | Country
    | Days
    | Casualties
    | Status
    | Certainty
    | Responsibility
    | Main
)

VALUE_TYPES: dict[Field, type] = {
    Field.TYPE: EventType,
    Field.MODE: Mode,
    Field.MENTION: Words,
    Field.ACTOR: Words,
    Field.ACTOR_IDENTITY: Identity,
    Field.RECIPIENT: Words,
    Field.RECIPIENT_IDENTITY: Identity,
    Field.OBJECT: Words,
    Field.MEANS: Words,
    Field.PLACE: Words,
    Field.LOCATION: Location,
    Field.COUNTRY: Country,
    Field.TIME: Words,
    Field.DAYS: Days,
    Field.CASUALTIES: Casualties,
    Field.STATUS: Status,
    Field.CERTAINTY: Certainty,
    Field.RESPONSIBILITY: Responsibility,
    Field.MAIN: Main,
}
"""The type of the value that each field holds."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source in the report and the words by which it speaks.

    source: the words for the speaker; None where the text names nobody ("reportedly", "it was reported").
    cue: the words that carry the stance ("said", "denied", "according to"), where there are any.
    kind: what kind of speaker it is.
    via: the voice that passes this one on (the agency that quotes the ministry), nearest first; None at the outside.

    Raises:
        EvidenceError: neither source nor cue: then nobody speaks but the reporter, which is no voice.
    """

    source: Span | None
    cue: Span | None
    kind: SourceKind = SourceKind.UNKNOWN
    via: Voice | None = None

    def __post_init__(self) -> None:
        if self.source is None and self.cue is None:
            raise EvidenceError("a voice needs the words of its source or of its cue; without either nobody speaks")

    def chain(self) -> Iterator[Voice]:
        """This voice and those that pass it on, innermost first."""
        voice: Voice | None = self
        while voice is not None:
            yield voice
            voice = voice.via

    def spans(self) -> Iterator[Span]:
        """Every span of this voice and of those that pass it on."""
        for voice in self.chain():
            yield from (span for span in (voice.source, voice.cue) if span is not None)


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one field, as one source in the report gives it, with its evidence.

    evidence: the words that carry the value, the most telling first; never empty. Where the value is `Words`, or has
        words (`Identity`), the first span holds exactly these; where a pronoun stood, it follows as the second span.
    voice, stance: the source and what it does with the value; both None where the reporter alone speaks.
    confidence: the machine's estimate, 0..1, that it read this correctly; None where it makes none.
    maker: who made the value.

    Raises:
        EvidenceError: no evidence, evidence of more than one report, or `Words` that differ from their span.
        ValueError: a value of the wrong type for the field, a voice without stance, or a confidence outside 0..1.
    """

    field: Field
    value: Value
    evidence: tuple[Span, ...]
    maker: Maker
    voice: Voice | None = None
    stance: Stance | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        wanted = VALUE_TYPES[self.field]
        if not isinstance(self.value, wanted):
            raise ValueError(f"{self.field} holds a {wanted.__name__}, not {self.value!r}")
        if not self.evidence:
            raise EvidenceError(f"{self.field} {self.value!r} has no evidence; a value without words is not kept")
        if len({span.report_id for span in self.spans()}) != 1:
            raise EvidenceError(f"{self.field} {self.value!r} has evidence from more than one report")
        words = self.value.text if isinstance(self.value, Words) else None
        words = self.value.words if isinstance(self.value, Identity) else words
        if words not in (None, self.evidence[0].text):
            raise EvidenceError(f"{self.field} {words!r} differs from its words {self.evidence[0].text!r}")
        who = self.value.who if isinstance(self.value, Responsibility) else None
        if who is not None and who not in (span.text for span in self.evidence):
            raise EvidenceError(f"the doer {who!r} of a responsibility is not among its evidence")
        if (self.voice is None) != (self.stance is None):
            raise ValueError(f"{self.field} {self.value!r} needs both a voice and its stance, or neither")
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} of {self.field} is not within 0..1")

    def spans(self) -> Iterator[Span]:
        """Every span that the claim rests on: its evidence, then its voice's."""
        yield from self.evidence
        if self.voice is not None:
            yield from self.voice.spans()


class Emptiness(StrEnum):
    """Why a field has no value."""

    NOT_TOLD = "not_told"
    UNRESOLVED = "unresolved"
    NOT_LOOKED_FOR = "not_looked_for"


@dataclass(frozen=True, slots=True)
class Absence:
    """A field without a value, and which kind of empty it is.

    evidence: for ``unresolved``, the words that are told but could not be resolved; else none.
    reason: for ``unresolved``, why, in words for a person.

    Raises:
        EvidenceError: unresolved without the words that tell it.
    """

    field: Field
    kind: Emptiness
    maker: Maker | None = None
    evidence: tuple[Span, ...] = ()
    reason: str | None = None

    def __post_init__(self) -> None:
        if (self.kind is Emptiness.UNRESOLVED) != bool(self.evidence):
            raise EvidenceError(
                f"{self.field}: unresolved needs the words that are told, and the other kinds have none"
            )


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One happening as one report tells it.

    claims: in the order of `Field`, and within a field the clearest first. TYPE and MENTION are always told; all TYPE
        claims name one type. The voices of the TYPE claims vouch for, or dispute, the happening itself.
    absences: one for each field without a claim, in the order of `Field`. Fields left out by the maker are filled in as
        ``not_looked_for``.

    Raises:
        ValueError: no type or two, no mention, a mode outside the type's modes, or a field both told and empty.
        EvidenceError: a claim with evidence from another report.
    """

    report_id: str
    claims: tuple[Claim, ...]
    absences: tuple[Absence, ...] = ()

    def __post_init__(self) -> None:
        order = list(Field)
        told = {claim.field for claim in self.claims}
        empty = {absence.field for absence in self.absences}
        if told & empty or len(empty) != len(self.absences):
            raise ValueError(f"fields both told and empty, or empty twice: {sorted(told & empty) or sorted(empty)}")
        filled = [Absence(field, Emptiness.NOT_LOOKED_FOR) for field in Field if field not in told | empty]
        object.__setattr__(self, "claims", tuple(sorted(self.claims, key=lambda c: order.index(c.field))))
        object.__setattr__(
            self, "absences", tuple(sorted((*self.absences, *filled), key=lambda a: order.index(a.field)))
        )
        types = {claim.value for claim in self.claims if claim.field is Field.TYPE}
        if len(types) != 1 or Field.MENTION not in told:
            raise ValueError(
                f"a record needs one type and at least one mention; it has types {sorted(map(str, types))}"
            )
        for claim in self.claims:
            if claim.evidence[0].report_id != self.report_id:
                raise EvidenceError(
                    f"a claim of report {claim.evidence[0].report_id!r} in a record of {self.report_id!r}"
                )
            if isinstance(claim.value, Mode) and claim.value.name not in modes_of(self.type):
                raise ValueError(
                    f"{claim.value.name!r} is no mode of {self.type}; known: {', '.join(modes_of(self.type))}"
                )

    @property
    def id(self) -> str:
        """The record's id, made from report, maker, type and the place of its clearest mention."""
        first = self.of(Field.MENTION)[0]
        span = first.evidence[0]
        return content_id("e", self.report_id, first.maker.id, self.type.value, span.start, span.end)

    @property
    def type(self) -> EventType:
        """The type of the happening."""
        value = next(claim.value for claim in self.claims if claim.field is Field.TYPE)
        assert isinstance(value, EventType)
        return value

    def of(self, field: Field) -> tuple[Claim, ...]:
        """The claims of one field, the clearest first; empty when it is not told."""
        return tuple(claim for claim in self.claims if claim.field is field)

    def value(self, field: Field) -> Value | None:
        """The value of the first claim of ``field``, or None; `absence` then says which kind of empty it is."""
        return next((claim.value for claim in self.claims if claim.field is field), None)

    def words(self, field: Field) -> list[str]:
        """The words of a field that holds words, in order, each wording once."""
        return list(dict.fromkeys(c.value.text for c in self.of(field) if isinstance(c.value, Words)))

    def absence(self, field: Field) -> Absence | None:
        """Which kind of empty a field is, or None where it is told."""
        return next((absence for absence in self.absences if absence.field is field), None)

    def spans(self) -> Iterator[Span]:
        """Every span that the record rests on."""
        for claim in self.claims:
            yield from claim.spans()
        for absence in self.absences:
            yield from absence.evidence

    def verify(self, report: Report) -> None:
        """Check every span against the frozen text.

        Raises:
            EvidenceError: words that do not stand where a span says.
        """
        for span in self.spans():
            report.verify(span)

    def with_fields(self, told: Mapping[Field, tuple[Claim, ...] | Absence]) -> EventRecord:
        """A copy in which each field named has the claims, or the absence, given; the other fields stay."""
        claims = [claim for claim in self.claims if claim.field not in told]
        absences = [absence for absence in self.absences if absence.field not in told]
        for content in told.values():
            if isinstance(content, Absence):
                absences.append(content)
            else:
                claims.extend(content)
        return EventRecord(self.report_id, tuple(claims), tuple(absences))

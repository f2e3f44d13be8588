"""What of a record is compared with other records: a small frozen thing made once for each record.

A million of them fit in memory, which records with their claims do not. All that merging says is said from profiles.

What does not belong here: how two profiles are compared (`comparing`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from dateline.merge.facts import ReportFacts
from dateline.merge.words import stem, stems
from dateline.model import (
    Casualties,
    CasualtyKind,
    Claim,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    EventRecord,
    EventType,
    Field,
    Identity,
    Location,
    Main,
    Mode,
    PlacePrecision,
    Status,
    Words,
)

FAMILIES: Mapping[EventType, str] = {
    EventType.ASSAULT: "harm",
    EventType.INCIDENT: "harm",
    EventType.COERCE: "force",
    EventType.MOBILIZE: "force",
    EventType.SANCTION: "force",
    EventType.PROTEST: "protest",
    EventType.RETREAT: "yielding",
    EventType.CONCEDE: "yielding",
    EventType.AGREE: "together",
    EventType.CONSULT: "together",
    EventType.SUPPORT: "together",
    EventType.COOPERATE: "together",
    EventType.AID: "together",
    EventType.ACCUSE: "words",
    EventType.REJECT: "words",
    EventType.REQUEST: "words",
    EventType.THREATEN: "words",
}
"""The families of types. Two reports of one happening are seldom coded with types of two families."""

_CLOSE = frozenset({PlacePrecision.POINT, PlacePrecision.SETTLEMENT, PlacePrecision.NEAR, PlacePrecision.ADMIN3})
_NAME = re.compile(r"(?<=[a-z,;'’“\"-] )[A-Z][^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_WORDS = 60
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a happening lies. place: the gazetteer's entry, by id or name. is_close: told to a town or closer.

    units: the admin units it lies in, by name, and its own name; the widest first.
    """

    place: str
    name: str
    country: str | None
    units: tuple[str, ...]
    latitude: float
    longitude: float
    radius_km: float
    is_close: bool


@dataclass(frozen=True, slots=True)
class When:
    """First and last day as day numbers (`date.toordinal`), inclusive; how closely known and on what they rest."""

    first: int
    last: int
    precision: DatePrecision
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who vouches for a happening, or disputes it. key: the stems of the words that name the speaker."""

    key: tuple[str, ...]
    kind: str
    stance: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people harmed, inclusive bounds, None where open."""

    kind: CasualtyKind
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What of one record is compared.

    maker: id of who coded it. published: day number of the report. lemmas: stems of the words that name the happening,
    the clearest first. names: stems of the names in the sentences of its mentions, sorted. core: ids of participants
    that a list of actors knows. doers, sufferers: stems of the words for the two sides. words: stems of the content
    words around its mentions. speakers: who vouches for it or disputes it; the reporter where ``is_own_voice``.
    place_words: stems of the words for its place.
    """

    record: str
    report: str
    maker: str
    published: int | None
    type: EventType
    modes: tuple[str, ...]
    lemmas: tuple[str, ...]
    when: When | None
    spot: Spot | None
    country: str | None
    place_words: tuple[str, ...]
    core: tuple[str, ...]
    doers: tuple[str, ...]
    sufferers: tuple[str, ...]
    means: tuple[str, ...]
    counts: tuple[Count, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    is_own_voice: bool
    status: Status | None
    is_main: bool

    @property
    def family(self) -> str:
        """The family of its type."""
        return FAMILIES[self.type]


def profile_of(record: EventRecord, facts: ReportFacts) -> Profile:
    """The profile of ``record``, told by the report of ``facts``.

    Raises:
        ValueError: the facts are another report's.
    """
    if record.report_id != facts.id:
        raise ValueError(f"record {record.id} is of report {record.report_id!r}; the facts are of {facts.id!r}")
    told: dict[Field, list[Claim]] = defaultdict(list)
    for claim in record.claims:
        told[claim.field].append(claim)
    sentences = _sentences(told[Field.MENTION], facts.text)
    return Profile(
        record=record.id,
        report=intern(facts.id),
        maker=intern(told[Field.MENTION][0].maker.id),
        published=facts.published.toordinal() if facts.published else None,
        type=record.type,
        modes=_modes(told[Field.MODE]),
        lemmas=_stems(told[Field.MENTION]),
        when=_when(told[Field.DAYS]),
        spot=_spot(told[Field.LOCATION]),
        country=_country(told[Field.COUNTRY]),
        place_words=_stems(told[Field.PLACE]),
        core=_core((*told[Field.ACTOR_IDENTITY], *told[Field.RECIPIENT_IDENTITY])),
        doers=_stems(told[Field.ACTOR]),
        sufferers=_stems(told[Field.RECIPIENT]),
        means=_stems((*told[Field.MEANS], *told[Field.OBJECT])),
        counts=_counts(told[Field.CASUALTIES]),
        words=_surroundings(sentences),
        names=tuple(sorted(names_of(" ".join(sentences)))),
        speakers=_speakers(told[Field.TYPE]),
        is_own_voice=any(claim.voice is None for claim in told[Field.TYPE]),
        status=_status(told[Field.STATUS]),
        is_main=any(isinstance(claim.value, Main) and claim.value.is_main for claim in told[Field.MAIN]),
    )


def _modes(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.value.name for claim in claims if isinstance(claim.value, Mode)))


def _stems(claims: Iterable[Claim]) -> tuple[str, ...]:
    found = [one for c in claims if isinstance(c.value, Words) for one in stems(c.value.text)]
    return tuple(dict.fromkeys(found))[:_MOST_NAMES]


def _when(claims: Sequence[Claim]) -> When | None:
    for claim in claims:
        if isinstance(claim.value, Days):
            days = claim.value
            return When(days.first.toordinal(), days.last.toordinal(), days.precision, days.basis)
    return None


def _spot(claims: Sequence[Claim]) -> Spot | None:
    for claim in claims:
        if isinstance(claim.value, Location):
            at, place = claim.value, claim.value.place
            key = str(place.geonames_id or f"{place.name}@{place.latitude:.2f},{place.longitude:.2f}")
            units = tuple(intern(unit) for unit in (place.admin1, place.admin2, place.admin3, place.name) if unit)
            return Spot(
                intern(key),
                intern(place.name),
                place.country,
                units,
                at.latitude,
                at.longitude,
                at.radius_km,
                at.precision in _CLOSE,
            )
    return None


def _country(claims: Sequence[Claim]) -> str | None:
    return next((intern(claim.value.alpha3) for claim in claims if isinstance(claim.value, Country)), None)


def _core(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The ids of participants that the list of actors has; ids made from a report's words hold within it alone."""
    ids = [intern(c.value.id) for c in claims if isinstance(c.value, Identity) and c.value.name is not None]
    return tuple(dict.fromkeys(ids))


def _counts(claims: Iterable[Claim]) -> tuple[Count, ...]:
    values = [claim.value for claim in claims if isinstance(claim.value, Casualties)]
    return tuple(dict.fromkeys(Count(value.kind, value.low, value.high) for value in values))


def _status(claims: Sequence[Claim]) -> Status | None:
    return next((claim.value for claim in claims if isinstance(claim.value, Status)), None)


def _speakers(claims: Iterable[Claim]) -> tuple[Speaker, ...]:
    found = []
    for claim in claims:
        if claim.voice is not None and claim.stance is not None:
            source = claim.voice.source
            key = tuple(sorted(stems(source.text))) if source else ()
            found.append(Speaker(key, claim.voice.kind.value, claim.stance.value))
    return tuple(dict.fromkeys(found))


def _sentences(claims: Iterable[Claim], text: str) -> list[str]:
    """The sentences in which the happening is named, each once, in the order of the text."""
    return [text[start:end] for start, end in sorted({sentence_around(text, c.evidence[0].start) for c in claims})]


def _surroundings(sentences: Iterable[str]) -> tuple[str, ...]:
    """The content words of these sentences, sorted; the first sentences go first."""
    found: dict[str, None] = {}
    for sentence in sentences:
        for one in stems(sentence):
            found.setdefault(one)
        if len(found) >= _MOST_WORDS:
            break
    return tuple(sorted(list(found)[:_MOST_WORDS]))


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Offsets of the sentence that holds the character ``at``: from mark to mark, or from line to line."""
    start = max(text.rfind(mark, 0, at) for mark in ("\n", ". ", "! ", "? ", ".” ", '." '))
    ends = [end for end in (text.find(mark, at) for mark in ("\n", ". ", "! ", "? ", ".” ", '." ')) if end >= 0]
    return start + 1, min(ends, default=len(text))


def names_of(text: str) -> tuple[str, ...]:
    """The stems of the words of ``text`` that begin with a capital letter inside a sentence, each once."""
    found = (stem(word) for word in _NAME.findall(text))
    return tuple(dict.fromkeys(found))

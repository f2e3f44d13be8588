"""The closed vocabularies: the words of the coding guide, as enums and tables.

Every enum value is the word that stands in files and exports. Where dateline tells apart more than the coding guide
does (source kind, stance, status, responsibility, some modes), the crosswalk to the guide's coarser value stands here
too, so that no two exports can disagree about it. Sources: the dateline coding guide; PLOVER (Open Event Data
Alliance) in the form that POLECAT uses; FactBank, PolNeAR and MUC-4 for stance, certainty and responsibility.

What does not belong here: words of reports that signal these values; those are the lexicon's (`extract/lexicon`).
"""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """What kind of happening a record is: PLOVER's sixteen, and INCIDENT for a harm whose cause is left open."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    INCIDENT = "INCIDENT"


MODES: dict[EventType, tuple[str, ...]] = {
    EventType.AGREE: (),
    EventType.CONSULT: ("visit", "meet", "phone", "third-party"),
    EventType.SUPPORT: (),
    EventType.CONCEDE: (),
    EventType.COOPERATE: ("economic", "military", "judicial", "intelligence"),
    EventType.AID: ("economic", "military", "humanitarian", "asylum"),
    EventType.RETREAT: ("withdraw", "release", "disarm", "ceasefire", "access", "return", "resign"),
    EventType.REQUEST: ("assist", "change", "yield", "meet"),
    EventType.ACCUSE: ("disapprove", "allege", "investigate"),
    EventType.REJECT: ("assist", "change", "yield", "meet"),
    EventType.THREATEN: ("violence", "restrict", "expel", "other"),
    EventType.PROTEST: ("demo", "riot", "strike", "boycott", "obstruct"),
    EventType.SANCTION: ("discontinue", "expel", "withdraw", "convict"),
    EventType.MOBILIZE: ("troops", "weapons", "police", "militia"),
    EventType.COERCE: ("arrest", "seize", "restrict", "ban", "censor", "deport", "cyber"),
    EventType.ASSAULT: (
        *("battle", "firearms", "explosives", "suicide-attack", "heavy-weapons", "aerial", "assassinate", "execute"),
        *("abduct", "torture", "beat", "other"),
    ),
    EventType.INCIDENT: ("explosion", "fire", "crash", "death", "other"),
}
"""The coding guide's modes of each type."""

FINER_MODES: dict[tuple[EventType, str], str] = {
    (EventType.CONSULT, "multilateral"): "meet",
    (EventType.PROTEST, "hunger"): "strike",
    (EventType.PROTEST, "vandalize"): "riot",
    (EventType.COERCE, "curfew"): "restrict",
    (EventType.COERCE, "martial-law"): "restrict",
    (EventType.COERCE, "withhold"): "restrict",
    (EventType.ASSAULT, "drone"): "aerial",
    (EventType.ASSAULT, "sexual"): "other",
    (EventType.ASSAULT, "crowd-control"): "other",
    (EventType.ASSAULT, "destroy"): "other",
    (EventType.ASSAULT, "primitive"): "other",
    (EventType.ASSAULT, "unconventional"): "other",
}
"""Modes that dateline tells apart beyond the guide's, and the guide's mode that each is exported as."""


def modes_of(event_type: EventType) -> tuple[str, ...]:
    """All modes that a record of ``event_type`` may have: the guide's, then the finer ones."""
    return MODES[event_type] + tuple(mode for kind, mode in FINER_MODES if kind == event_type)


class Stance(StrEnum):
    """What a source does with a value: vouch for it, dispute it, or leave it open."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    DENIES = "denies"
    DOUBTS = "doubts"
    CANNOT_VERIFY = "cannot_verify"
    REVISES = "revises"
    RETRACTS = "retracts"

    @property
    def guide(self) -> str:
        """The coding guide's word for it."""
        return _GUIDE_STANCE[self]


_GUIDE_STANCE = {
    Stance.ASSERTS: "states",
    Stance.CONFIRMS: "confirms",
    Stance.CLAIMS_RESPONSIBILITY: "claims",
    Stance.DENIES: "denies",
    Stance.DOUBTS: "doubts",
    Stance.CANNOT_VERIFY: "unable-to-verify",
    Stance.REVISES: "states",
    Stance.RETRACTS: "denies",
}


class SourceKind(StrEnum):
    """What kind of speaker a source is. ``party_to_conflict`` depends on the happening, not on the body alone."""

    OFFICIAL = "official"
    PARTY_TO_CONFLICT = "party_to_conflict"
    SECURITY_FORCES = "security_forces"
    LOCAL_AUTHORITY_OR_MEDIC = "local_authority_or_medic"
    WITNESS = "witness"
    NGO_OR_MONITOR = "ngo_or_monitor"
    OTHER_MEDIA = "other_media"
    SOCIAL_MEDIA = "social_media"
    DOCUMENT_OR_COURT = "document_or_court"
    ANONYMOUS = "anonymous"
    EXPERT = "expert"
    REPORTER = "reporter"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whether the happening took place, as the report presents it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    FAILED = "failed"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"

    @property
    def guide(self) -> str:
        """The coding guide's word for it."""
        return "hypothetical" if self is Status.THREATENED else self.value


class Certainty(StrEnum):
    """How surely the report tells it."""

    FACT = "fact"
    ATTRIBUTED = "attributed"
    SUSPECTED = "suspected"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"

    @property
    def guide(self) -> str:
        """The coding guide's word for it."""
        return "suspected" if self is Certainty.UNKNOWN else self.value


class ResponsibilityStance(StrEnum):
    """What the report says of who did it."""

    CLAIMED = "claimed"
    BLAMED_BY_AUTHORITIES = "blamed_by_authorities"
    BLAMED_BY_OTHER = "blamed_by_other"
    STATED_AS_FACT = "stated_as_fact"
    DENIED = "denied"
    UNCLAIMED = "unclaimed"
    CONVICTED_OR_ACQUITTED = "convicted_or_acquitted"

    @property
    def guide(self) -> str | None:
        """The coding guide's word for it; None where the guide leaves the field empty."""
        return _GUIDE_RESPONSIBILITY[self]


_GUIDE_RESPONSIBILITY: dict[ResponsibilityStance, str | None] = {
    ResponsibilityStance.CLAIMED: "claimed",
    ResponsibilityStance.BLAMED_BY_AUTHORITIES: "blamed",
    ResponsibilityStance.BLAMED_BY_OTHER: "blamed",
    ResponsibilityStance.STATED_AS_FACT: None,
    ResponsibilityStance.DENIED: "denied",
    ResponsibilityStance.UNCLAIMED: "unclaimed",
    ResponsibilityStance.CONVICTED_OR_ACQUITTED: "blamed",
}


class CasualtyKind(StrEnum):
    """What befell the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    DISPLACED = "displaced"


class CasualtyRole(StrEnum):
    """Which side the people counted stood on."""

    CIVILIAN = "civilian"
    SIDE_A = "side_a"
    SIDE_B = "side_b"
    PERPETRATOR = "perpetrator"
    UNKNOWN = "unknown"


class DatePrecision(StrEnum):
    """How closely the days are known."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    MONTHS = "months"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """What the days rest on."""

    STATED = "stated"
    RELATIVE = "relative"
    INFERRED = "inferred"
    PUBLICATION = "publication"


class PlacePrecision(StrEnum):
    """How closely a place is known, the closest first; `water-air` is sea or airspace of no country."""

    POINT = "point"
    SETTLEMENT = "settlement"
    NEAR = "near"
    ADMIN3 = "admin3"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    FEATURE = "feature"
    COUNTRY = "country"
    WATER_AIR = "water-air"
    UNKNOWN = "unknown"


class ActorKind(StrEnum):
    """What a participant is. ``individual`` is a person in a public role; a private person stays ``unknown``."""

    STATE_BODY = "state_body"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    ORGANISATION = "organisation"
    CROWD = "crowd"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"


class Sector(StrEnum):
    """What part of a society or of the world a participant belongs to: PLOVER's sectors (codes of three letters)."""

    COP = "COP"
    GOV = "GOV"
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    PRM = "PRM"
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    OPP = "OPP"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"
    IGO = "IGO"
    UNO = "UNO"
    EUR = "EUR"
    NGO = "NGO"
    ISM = "ISM"
    IMG = "IMG"
    MNC = "MNC"


class PublishedBasis(StrEnum):
    """Where a report's date of publication was taken from."""

    GIVEN = "given"
    FILE = "file"
    DATELINE = "dateline"

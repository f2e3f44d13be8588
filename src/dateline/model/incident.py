"""The incident: the records of many reports that tell one happening, and what incidents are to one another.

An `Incident` holds no values of its own. What its reports say, field by field, is read from its records
(`dateline.merge.matrix`), so a changed record changes the incident and no value stands without its words.

What does not belong here: who belongs to which incident (`merge`), and how it is kept (`store`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.model.spans import Span


class Grade(StrEnum):
    """How well an incident is verified, by rule, from its independent origins."""

    SINGLE_SOURCE = "single_source"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    DISCOUNTED = "discounted"


class LinkKind(StrEnum):
    """What the later or dependent incident is to the other: it is a trial of it, follows it, is similar to it."""

    FOLLOW_UP = "follow-up"
    RETALIATION = "retaliation"
    SIMILAR = "similar"
    SAME_SERIES = "same-series"
    PART_OF = "part-of"
    INVESTIGATION_OF = "investigation-of"
    TRIAL_OF = "trial-of"


class OriginBond(StrEnum):
    """Why two reports are one origin."""

    COPY = "copy"
    REWRITE = "rewrite"
    PUBLISHER = "publisher"
    SHARED_SOURCE = "shared_source"


@dataclass(frozen=True, slots=True)
class Bond:
    """Two reports that do not tell an incident independently. earlier, later: report ids. words: what shows it."""

    earlier: str
    later: str
    kind: OriginBond
    words: str


@dataclass(frozen=True, slots=True)
class Member:
    """One record of an incident, by its id, the id of its report, and the day on which that was published."""

    record: str
    report: str
    published: date | None

    @property
    def rank(self) -> tuple[date, str]:
        """Where it stands among the members: by day of publication, unknown days last, then by record id."""
        return (self.published or date.max, self.record)


@dataclass(frozen=True, slots=True)
class Incident:
    """The records that tell one happening.

    members: at least one, ordered by `Member.rank`; the id of the first makes the incident's id. So the order in which
        reports arrive does not change it, and reports published later leave it as it is.
    origins: the report ids, in groups that each tell it independently of the others; every report stands in one group.
    bonds: why reports share a group.
    grade: how well it is verified.

    Raises:
        ValueError: no member, members out of order, or reports that the origins do not hold exactly once.
    """

    members: tuple[Member, ...]
    origins: tuple[tuple[str, ...], ...]
    bonds: tuple[Bond, ...]
    grade: Grade

    def __post_init__(self) -> None:
        if not self.members or list(self.members) != sorted(self.members, key=lambda member: member.rank):
            raise ValueError("an incident needs members, ordered by their rank")
        held = sorted(report for origin in self.origins for report in origin)
        if held != sorted({member.report for member in self.members}):
            raise ValueError(f"the origins of incident {self.id} do not hold each of its reports once: {held}")

    @property
    def id(self) -> str:
        """The incident's id: that of its first record with another prefix."""
        return "i" + self.members[0].record.removeprefix("e")

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports, in order, each once."""
        return tuple(sorted({member.report for member in self.members}))


@dataclass(frozen=True, slots=True)
class Link:
    """What one incident is to another, and the words that state it.

    later, earlier: incident ids; the later or dependent one first. evidence: the words, from reports of the later.
    """

    later: str
    earlier: str
    kind: LinkKind
    evidence: tuple[Span, ...]

"""What an incident shows at a glance, and what happened to it from one merging to the next.

What does not belong here: how a glance is chosen from many reports (`merge`), and how changes are found (`store`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateline.model.codebook import EventType
from dateline.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Outline:
    """The values under which an incident is listed, and whose changes are told. None: not told by any of its reports.

    first_day, last_day: inclusive. place: words or a gazetteer's name. country: ISO 3166-1 alpha-3. killed, injured:
    the chosen figure in words, such as "15", "at least 9" or "12 to 15"; unknown is never 0.
    """

    type: EventType
    mode: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    place: str | None = None
    country: str | None = None
    status: str | None = None
    killed: str | None = None
    injured: str | None = None


@dataclass(frozen=True, slots=True)
class OutlinedIncident:
    """An incident with its outline."""

    incident: Incident
    outline: Outline

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.incident.id

    def shown(self) -> Iterator[tuple[str, str | None]]:
        """Name and value of everything whose changes are told, in words: the grade, then the fields of the outline."""
        yield "grade", self.incident.grade.value
        for each in dataclasses.fields(Outline):
            value = getattr(self.outline, each.name)
            yield each.name, None if value is None else str(value)


class ChangeKind(StrEnum):
    """What happened to an incident."""

    NEW = "new"
    """It was not there before, and none of its records was in another."""
    JOINED = "joined"
    """Records joined it that were in no incident before."""
    LEFT = "left"
    """Records of it are no longer there, as when a report was coded anew; others are."""
    SPLIT = "split"
    """Its records are in several incidents now."""
    MERGED = "merged"
    """All its records are in an incident that stood beside it, or that took in several."""
    RENAMED = "renamed"
    """It goes on under another id, because an earlier report came in or a record was coded anew."""
    WITHDRAWN = "withdrawn"
    """None of its records is there any more."""
    VALUE = "value"
    """A value that it shows changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an incident in one merging.

    at: when that merging was kept. into: for what was split, merged or renamed, the ids that hold its records since.
    records: those that joined, left or, where it is new, made it. field, before, after: for a changed value, its name
    and words; None where the value was or is not told.
    """

    at: datetime
    incident: str
    kind: ChangeKind
    into: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    field: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an id that was given once leads now.

    asked: the id. now: the incidents that hold its records: itself where it stands, else those that took them over;
    empty where it was withdrawn.
    """

    asked: str
    now: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether the id is that of an incident today."""
        return self.now == (self.asked,)

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing is left of it."""
        return not self.now


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A record that joins nothing on its own, and why, in words for a person."""

    record: str
    reason: str

"""What merging needs of a report, and what it says of a record that it cannot merge.

What does not belong here: what of a record is compared (`profile`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model import Report


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What merging needs of one report: its id, day of publication, publisher and frozen text."""

    id: str
    published: date | None
    publisher: str | None
    text: str

    @classmethod
    def of(cls, report: Report) -> ReportFacts:
        """The facts of ``report``; its dateline's day stands in where no day of publication is known."""
        published = report.published or (report.dateline.day if report.dateline else None)
        return cls(report.id, published, report.publisher, report.text)


@dataclass(frozen=True, slots=True)
class Unmergeable:
    """A record that joins nothing on its own. reason: why, in words for a person; decisions can still join it."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unheeded:
    """A decision that could not be followed. decision: its id. reason: what stands against it, in words."""

    decision: str
    reason: str

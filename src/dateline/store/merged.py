"""What is handed over to be kept of one merging, and what keeping it did.

What does not belong here: keeping it (`merging`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.model import Decision, EventRecord, Field, Link, OutlinedIncident, Unmerged


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that took part. start, end: offsets of its clearest mention. mentions: of all, that one among them."""

    id: str
    report_id: str
    type: str
    start: int
    end: int
    mentions: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, record: EventRecord) -> MergedRecord:
        """What is kept of ``record``."""
        spans = [claim.evidence[0] for claim in record.of(Field.MENTION)]
        places = tuple((span.start, span.end) for span in spans)
        return cls(record.id, record.report_id, record.type.value, *places[0], places)


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merging made of the records that it was given.

    records: all that took part. incidents: those that they make, each record in one at most. links: between these.
    decisions: the machine's, about pairs of these records. unmerged: the records that join nothing on their own.
    reports: ids of the reports whose records took part; None for every report. The state of others stays as it is, so
        that a part of an archive can be merged; no incident may lie in both.
    """

    records: Collection[MergedRecord]
    incidents: Collection[OutlinedIncident]
    links: Collection[Link] = ()
    decisions: Iterable[Decision] = ()
    unmerged: Collection[Unmerged] = ()
    reports: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class MergingCounts:
    """What keeping a merging did. decided, ended: decisions of the machine that are new, and that hold no longer."""

    incidents_added: int
    incidents_retired: int
    decided: int
    ended: int
    changes: int

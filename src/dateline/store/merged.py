"""What is handed over to be kept of one merging, and what keeping it did.

What does not belong here: keeping it (`merging`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dateline.model import Decision, EventRecord, Field, Link, OutlinedIncident, Unmerged


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that took part.

    start, end: offsets of its clearest mention. mentions: of all, that one among them. keys: of its blocks; two records
    that share none are never compared. None: those that are kept already.
    """

    id: str
    report_id: str
    type: str
    start: int
    end: int
    mentions: tuple[tuple[int, int], ...]
    keys: tuple[str, ...] | None = ()

    @classmethod
    def of(cls, record: EventRecord, keys: tuple[str, ...] | None = ()) -> MergedRecord:
        """What is kept of ``record``."""
        spans = [claim.evidence[0] for claim in record.of(Field.MENTION)]
        places = tuple((span.start, span.end) for span in spans)
        return cls(record.id, record.report_id, record.type.value, *places[0], places, keys)


@dataclass(frozen=True, slots=True)
class State:
    """How far mergings and the ledger have come, to tell whether somebody was faster. Numbers that only rise."""

    merging: int
    decided: int
    ended: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merging made of the records that it was given.

    records: all that took part. incidents: those that they make, each record in one at most. links: between these.
    decisions: the machine's, about pairs of these records. unmerged: the records that join nothing on their own.
    after: the state that it was made from; where the store has moved on, nothing is kept. None for whatever state.
    codings: for each report that is up to date now, the number of its coding. Its records are all among ``records``;
        others of it, which took part before, do so no longer.
    is_whole: whether these are all records of the archive. Of a part, everything that stands without them stays, and
        with a record comes its whole incident, as it was and as it is.
    """

    records: Collection[MergedRecord]
    incidents: Collection[OutlinedIncident]
    links: Collection[Link] = ()
    decisions: Iterable[Decision] = ()
    unmerged: Collection[Unmerged] = ()
    after: State | None = None
    codings: Mapping[str, int] = field(default_factory=dict)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class MergingCounts:
    """What keeping a merging did.

    decided, ended: decisions of the machine that are new, and that hold no longer. changes: what happened, by kind.
    """

    incidents_added: int
    incidents_retired: int
    decided: int
    ended: int
    changes: dict[str, int]

"""The review log's line: what a person decided about one record, and what a coding becomes when acts are followed.

An act is never changed; undoing it writes an end. The reviewed coding is always the machine's coding with the acts that
stand followed in their order, so that the log alone brings any state back.

What does not belong here: keeping acts and codings (`store`), and asking people (`review`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dateline.model.maker import Maker, settings_hash
from dateline.model.outcome import Coding
from dateline.model.record import Absence, Claim, Emptiness, EventRecord, Field
from dateline.model.spans import content_id

REVIEW = "review"
"""The component of the maker of reviewed codings."""


class ActKind(StrEnum):
    """What a person did with a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Act:
    """What a person decided about one record.

    report_id, record: the record as it stood then; a changed type gives the record another id. kind: what was done.
    told: of a change, the claims that each changed field has from now on; () for a field that is not told. before: the
    same fields as they stood, to be shown. because: why, in words. maker: who. made_at: when, with time zone. ended_at,
    ended_by: when and by whom it was undone, or None.

    Raises:
        ValueError: a change of nothing, fields told by another kind of act, or a time without zone.
    """

    report_id: str
    record: str
    kind: ActKind
    told: tuple[tuple[Field, tuple[Claim, ...]], ...]
    before: tuple[tuple[Field, tuple[Claim, ...]], ...]
    because: str
    maker: Maker
    made_at: datetime
    ended_at: datetime | None = None
    ended_by: Maker | None = None

    def __post_init__(self) -> None:
        if (self.kind is ActKind.CHANGE) != bool(self.told):
            raise ValueError(f"an act of kind {self.kind} tells {len(self.told)} fields; a change tells at least one")
        if self.made_at.tzinfo is None:
            raise ValueError(f"{self.made_at} of the act about {self.record} has no time zone")

    @property
    def id(self) -> str:
        """The act's id, made from record, kind, maker and time."""
        return content_id("a", self.report_id, self.record, self.kind.value, self.maker.id, self.made_at.isoformat())


def follow(coding: Coding, acts: Iterable[Act]) -> tuple[Coding, tuple[Act, ...]]:
    """The coding after ``acts`` in their order, and those that no longer concern any record of it.

    Records that are rejected are left out; records that nobody looked at stay as they are. The maker tells which acts
    were followed.
    """
    records = {record.id: record for record in coding.records}
    followed, idle = [], []
    for act in acts:
        record = records.get(act.record)
        if record is None:
            idle.append(act)
            continue
        followed.append(act)
        if act.kind is ActKind.REJECT:
            del records[act.record]
        elif act.kind is ActKind.CHANGE:
            changed = _changed(record, act)
            records = {
                changed.id if key == act.record else key: changed if key == act.record else each
                for key, each in records.items()
            }
    maker = Maker(REVIEW, "1", settings_hash({"of": coding.maker.id, "acts": [act.id for act in followed]}))
    return replace(coding, maker=maker, records=tuple(records.values())), tuple(idle)


def _changed(record: EventRecord, act: Act) -> EventRecord:
    return record.with_fields(
        {field: claims or Absence(field, Emptiness.NOT_TOLD, act.maker) for field, claims in act.told}
    )

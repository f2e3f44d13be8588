"""The ledger's line: what was decided about two records, why, by whom, and until when.

A decision is never changed. Undoing it writes an end; deciding again writes a newer one. Of the decisions about a pair
that have no end, a person's goes before a machine's, and of one kind the newest counts.

What does not belong here: how a machine comes to its decision, and what decisions make of many records (`merge`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateline.model.maker import Maker
from dateline.model.record import Field
from dateline.model.spans import content_id


class Verdict(StrEnum):
    """What two records are to each other."""

    SAME = "same"
    DIFFERENT = "different"
    RELATED = "related"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two records telling one happening.

    field: the field that was compared; None where the reports themselves were. weight: log odds, positive for the same
    happening. words: what was compared, for a person: "both on 14 March 2024", "Kisumu against Mombasa, 480 km apart".
    """

    field: Field | None
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about two records.

    records: the ids of the two, the smaller first. verdict: what they are to each other. score: the probability that
    they tell one happening, between 0 and 1; None where a person decided. reasons: the weightiest first; a person's own
    words stand as one reason. maker: who decided. made_at: when, with time zone. ended_at: when it was undone, or None.

    Raises:
        ValueError: one record twice, the larger id first, a score outside 0 to 1, or a time without zone.
    """

    records: tuple[str, str]
    verdict: Verdict
    score: float | None
    reasons: tuple[Reason, ...]
    maker: Maker
    made_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.records[0] < self.records[1]:
            raise ValueError(f"a decision is about two records, the smaller id first, not {self.records}")
        if self.score is not None and not 0 <= self.score <= 1:
            raise ValueError(f"the score {self.score} of {self.records} is no probability")
        for moment in (self.made_at, self.ended_at):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{moment} of the decision about {self.records} has no time zone")

    @property
    def id(self) -> str:
        """The decision's id, made from the pair, the verdict, the maker and the time."""
        return content_id("d", *self.records, self.verdict.value, self.maker.id, self.made_at.isoformat())

    @property
    def by_person(self) -> bool:
        """Whether a person decided."""
        return self.maker.component.startswith("person:")

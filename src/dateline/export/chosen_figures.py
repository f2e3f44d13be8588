"""The one figure that a flat export takes from the casualty claims of a record, by a named policy.

A record keeps every figure with its speaker and time; a format with one place for the killed has to choose. What does
not belong here: making bounds of words (`dateline.model.figures`), and reconciling figures of several reports.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Casualties, CasualtyKind, CasualtyRole, EventRecord, Field

FIRST_TOLD = "first told"
"""The name of the policy of `first_told`, for documentation and loss reports."""


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """One figure with its words: what is counted, and ``start``, ``end`` of the words in ``Report.text``."""

    value: Casualties
    words: str
    start: int
    end: int


def first_told(record: EventRecord, kind: CasualtyKind) -> ChosenFigure | None:
    """The figure of the first claim of ``kind`` that does not count the perpetrators; None where there is none.

    Claims of a record stand with the clearest first, so that this is the figure that the coder put first. Perpetrators
    are left out because the coding guide's ``killed`` and ``injured`` tell whom the happening harmed.
    """
    for claim in record.of(Field.CASUALTIES):
        value = claim.value
        assert isinstance(value, Casualties)
        if value.kind is kind and value.role is not CasualtyRole.PERPETRATOR:
            span = claim.evidence[0]
            return ChosenFigure(value, span.text, span.start, span.end)
    return None

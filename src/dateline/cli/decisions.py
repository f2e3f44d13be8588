"""Decisions about two records in words, for the commands that show them."""

from __future__ import annotations

from dateline.model import Decision


def who_decided(decision: Decision) -> str:
    """The person's name, or the machine's part with its version."""
    maker = decision.maker
    return maker.component.removeprefix("person:") if decision.by_person else f"{maker.component} {maker.version}"


def decision_line(decision: Decision) -> str:
    """What was decided on one line: its id, the records, the verdict, by whom and when, and whether it ended."""
    first, second = decision.records
    score = f" ({decision.score:.2f})" if decision.score is not None else ""
    ended = f", undone {decision.ended_at:%Y-%m-%d %H:%M} UTC" if decision.ended_at else ""
    when = f"{decision.made_at:%Y-%m-%d %H:%M} UTC"
    return (
        f"{decision.id} {first} and {second} are {decision.verdict}{score}, by {who_decided(decision)}, {when}{ended}"
    )

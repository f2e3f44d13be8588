"""What an export to somebody else's layout loses: rows by fit, records left out, fields without a place, flags.

A layout counts into a `Losses` while it writes; `Losses.to_json` is the loss report. What does not belong here: why a
rule fits or does not (`dateline.knowledge.crosswalks`), and writing the report to a file (`cli`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

_TOLD_AT_MOST = 4  # reasons in one line for a person; the report has them all


class Fit(StrEnum):
    """How well a row tells what its record tells.

    ``exact``: the layout's category means the same. ``narrowed``: the category says more than the record tells, so that
    the row claims too much. ``widened``: the category says less, so that the row tells too little.
    """

    EXACT = "exact"
    NARROWED = "narrowed"
    WIDENED = "widened"


class CountingView(StrEnum):
    """What one row of a layout counts. Only the first three can be made from records; incidents are not yet merged."""

    RECORD = "record"
    DYAD = "record-dyad"
    MENTION = "mention"
    INCIDENT = "incident"
    INCIDENT_DAY = "incident-day"


@dataclass(slots=True)
class Losses:
    """The counts of one export.

    records: what was given; rows: what was written, by fit. left_out: records that made no row, by reason. invalid:
    rows that were made, broke the layout's schema, and were not written, by reason. flags: rows by flag. rules: rows
    by the number of the rule that made them. fields: records by field that they tell.
    """

    records: int = 0
    rows: Counter[Fit] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    invalid: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    rules: Counter[int] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What is true of the layout whatever was exported: its name, counting view, rules and columns; JSON data."""
    dropped: Mapping[str, str] = field(default_factory=dict)
    """The fields that have no place in the layout, or a part of one, with why."""

    def row(self, fit: Fit, rule: int, flags: Iterable[str]) -> None:
        """Count a row that was written."""
        self.rows[fit] += 1
        self.rules[rule] += 1
        self.flags.update(flags)

    def to_json(self) -> dict[str, Any]:
        """The loss report as JSON data; what was lost most often stands first."""
        return {
            **self.facts,
            "records": self.records,
            "rows": self.rows.total(),
            "rows_by_fit": {fit.value: self.rows[fit] for fit in Fit},
            "left_out": self.left_out.total(),
            "left_out_by_reason": dict(self.left_out.most_common()),
            "invalid_rows_by_reason": dict(self.invalid.most_common()),
            "rows_by_flag": dict(self.flags.most_common()),
            "rows_by_rule": {str(number): count for number, count in sorted(self.rules.items())},
            "fields_dropped": [
                {"field": name, "records": self.fields[name], "why": why} for name, why in self.dropped.items()
            ],
        }

    def summary(self) -> str:
        """The report in one line for a person."""
        fits = ", ".join(f"{self.rows[fit]} {fit}" for fit in Fit)
        told = f"{_counted(self.records, 'record')}, {_counted(self.rows.total(), 'row')} ({fits})"
        told += f"; {self.left_out.total()} left out"
        told += f" ({_reasons(self.left_out)})" if self.left_out else ""
        if self.invalid:
            told += f"; {self.invalid.total()} rows not written, because the schema refuses them"
            told += f" ({_reasons(self.invalid)})"
        return told + "."


def _reasons(counts: Counter[str]) -> str:
    """The most frequent reasons with their counts; the rest as one number."""
    most = counts.most_common(_TOLD_AT_MOST)
    rest = counts.total() - sum(count for _, count in most)
    told = [f"{count} {reason}" for reason, count in most]
    return "; ".join([*told, *([f"{rest} for other reasons"] if rest else [])])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

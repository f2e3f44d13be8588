"""What all layouts share: from happenings to checked lines, with every loss counted.

A layout says what a happening becomes (`Rows` or `LeftOut`); the writing, the checking against the layout's schema and
the counting are done here, one happening at a time. What does not belong here: what stands in a cell.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, ClassVar

from dateline.export.cells import csv_line
from dateline.export.happening import Happening, happenings
from dateline.export.layouts.schema import Cell, problem_of, text_of
from dateline.export.layouts.tolls import POLICIES
from dateline.knowledge.crosswalks import LayoutColumn, Rule, load_columns, read_table, tables_hash
from dateline.model import Coding, CountingView, EventType, Fit, Losses, Report, Status

NEEDS_REVIEW = "needs_review"
STATUS_UNKNOWN = "status_unknown"

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING, Status.FAILED})
"""The statuses that the layouts have rows for: they hold what took place, or was tried."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A happening that the layout cannot hold. reason: in a few words, the same for all that are left out for it."""

    reason: str


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One row: its cells by column; those of columns that are not named are empty. flags: what to know about it."""

    cells: Mapping[str, Cell]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one happening, made by one rule, which tells how well they fit."""

    rows: tuple[LaidRow, ...]
    number: int
    fit: Fit
    needs_review: bool = False

    @classmethod
    def by(cls, rule: Rule, *rows: LaidRow) -> Rows:
        """The rows that a rule of the crosswalk made; it must not be one that leaves out."""
        assert rule.fit is not None, rule
        return cls(rows, rule.number, rule.fit, rule.needs_review)


class BaseLayout(ABC):
    """A layout: columns, counting view, the rules that it follows, and what a happening becomes.

    name: by which it is asked for; its tables are called after it. view: what one row counts. policies: what is done
    where a layout has one place for several values, by subject.
    """

    name: str
    title: str
    view: CountingView
    toll: str | None = None
    figures: str | None = None
    policies: ClassVar[Mapping[str, str]]
    has_head = True

    @abstractmethod
    def rows(self, happening: Happening) -> Rows | LeftOut:
        """What the happening becomes in this layout."""

    def line(self, cells: Iterable[str]) -> str:
        """One line of the file, with its line break."""
        return csv_line(cells)

    @property
    def columns(self) -> tuple[LayoutColumn, ...]:
        """Every column, in order."""
        return load_columns(self.name)

    def lay_out(self, codings: Iterable[tuple[Report, Coding]], losses: Losses) -> Iterator[str]:
        """Yield the file line by line, and count into ``losses`` what it loses, as the lines are taken."""
        losses.facts, losses.dropped = self.facts(), self.dropped()
        if self.has_head:
            yield self.line(column.name for column in self.columns)
        for report, coding in codings:
            for happening in happenings(report, coding):
                yield from self._lines(happening, losses)

    def _lines(self, happening: Happening, losses: Losses) -> Iterator[str]:
        losses.records += 1
        losses.fields.update(field.value for field in happening.told)
        made = LeftOut(f"status {happening.status}") if _did_not_happen(happening) else self.rows(happening)
        if isinstance(made, LeftOut):
            losses.left_out[made.reason] += 1
            return
        for row in made.rows:
            flags = tuple(_flags(happening, made, row))
            cells = dict(row.cells) | _own_cells(happening, made, flags)
            problem = problem_of(self.columns, cells)
            if problem is not None:
                losses.invalid[problem] += 1
                continue
            losses.row(made.fit, made.number, flags)
            yield self.line(text_of(column, cells.get(column.name)) for column in self.columns)

    def dropped(self) -> dict[str, str]:
        """The fields of a record that have no place in the layout, or a part of one, with why."""
        return {row["field"]: row["why"] for row in read_table("dropped") if row["layout"] == self.name}

    def facts(self) -> dict[str, Any]:
        """What the loss report says whatever was exported."""
        rules = dict(self.policies)
        if self.toll is not None:
            rules["toll"] = f"{self.toll}: {POLICIES[self.toll]}"
            rules["vague numbers"] = f"rule {self.figures}; such a row is flagged"
        return {
            "layout": self.name,
            "title": self.title,
            "dateline": version("dateline"),
            "crosswalks": tables_hash(),
            "counting_view": self.view.value,
            "counted_from": CountingView.RECORD.value,
            "rules": rules,
            "columns_left_empty": {column.name: column.empty for column in self.columns if column.empty},
        }


def outside(happening: Happening, rule: Rule | None) -> LeftOut:
    """That the layout has no category for the happening; for attacks, which most layouts hold, with the rule's note."""
    why = f": {rule.note}" if rule is not None and rule.note and happening.type is EventType.ASSAULT else ""
    return LeftOut(f"type {happening.type} outside the layout{why.rstrip('.')}")


def _did_not_happen(happening: Happening) -> bool:
    return happening.status is not None and happening.status not in HAPPENED


def _flags(happening: Happening, made: Rows, row: LaidRow) -> Iterator[str]:
    yield from row.flags
    if made.needs_review:
        yield NEEDS_REVIEW
    if happening.status is None:
        yield STATUS_UNKNOWN


def _own_cells(happening: Happening, made: Rows, flags: tuple[str, ...]) -> dict[str, Cell]:
    """The cells of the columns that dateline adds where the layout has a head row."""
    return {
        "dateline_record": happening.id,
        "dateline_report": "; ".join(source.report_id for source in happening.sources),
        "dateline_fit": made.fit.value,
        "dateline_rule": made.number,
        "dateline_certainty": happening.certainty.value if happening.certainty else None,
        "dateline_flags": "; ".join(flags),
    }

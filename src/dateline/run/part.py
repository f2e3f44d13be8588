"""The part of a store that one step of merging looks at: the records of some reports, and all that they can touch.

What does not belong here: the order of the steps (`merging`), and finding what is touched (`store`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.errors import OvertakenError
from dateline.merge import Merging, ReportFacts, keys_of
from dateline.model import EventRecord, Incident, Outline, OutlinedIncident, Report, Unmerged
from dateline.run.outlines import Glance, glance_at, outline_of

if TYPE_CHECKING:
    from dateline.store import Merged, MergedRecord, State, Store


@dataclass
class Part:
    """The records of one step.

    records: of the reports that come up to date, and those that they touch, each with the facts of its report. kept:
    what is kept of each of them. about: the ids of the first kind. codings: the number of the coding of each report
    that comes up to date.
    """

    records: list[tuple[EventRecord, ReportFacts]] = field(default_factory=list)
    kept: list[MergedRecord] = field(default_factory=list)
    about: set[str] = field(default_factory=set)
    codings: dict[str, int] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)
    _glances: dict[str, Glance] = field(default_factory=dict)

    def add_whole(self, store: Store, reports: Iterable[str]) -> None:
        """Add all records of the latest codings of ``reports``, which come up to date."""
        numbers = store.coding_numbers(reports)
        for report, coding in store.latest(numbers):
            facts = ReportFacts.of(report)
            for record in coding.records:
                keys = keys_of(record, facts)
                self._keys.update(keys)
                self.about.add(record.id)
                self._add(record, report, facts, keys)
        self.codings |= numbers

    def touched(self, store: Store) -> dict[str, list[str]]:
        """The records of other reports that these can touch, by report."""
        return store.touched(self.codings, self.about, self._keys)

    def add_touched(self, store: Store, touched: dict[str, list[str]]) -> None:
        """Add these records of other reports.

        Raises:
            OvertakenError: one of them is not in the latest coding of its report any more.
        """
        for report, coding in store.latest(touched):
            facts, wanted = ReportFacts.of(report), set(touched[report.id])
            for record in coding.records:
                if record.id in wanted:
                    self._add(record, report, facts, None)
                    wanted.discard(record.id)
            if wanted:
                raise OvertakenError(
                    f"report {report.id!r} was coded anew while its records were merged; give the same command again"
                )

    def _add(self, record: EventRecord, report: Report, facts: ReportFacts, keys: tuple[str, ...] | None) -> None:
        from dateline.store import MergedRecord  # noqa: PLC0415 - SQLAlchemy, which coding a text does not need

        self.records.append((record, facts))
        self.kept.append(MergedRecord.of(record, keys))
        self._glances[record.id] = glance_at(record, report)

    def told(self) -> Iterator[tuple[EventRecord, ReportFacts]]:
        """The records, let go of one by one: merging keeps what it needs of them."""
        self.records.reverse()
        while self.records:
            yield self.records.pop()

    def coming(self) -> Merged:
        """These records, before anything is made of them."""
        from dateline.store import Merged  # noqa: PLC0415 - as above

        return Merged(self.kept, (), codings=self.codings)

    def merged(self, made: Merging, after: State) -> Merged:
        """What is to be kept of the merging of these records."""
        return replace(
            self.coming(),
            incidents=[OutlinedIncident(each, self._outline(each)) for each in made.incidents],
            links=made.links,
            decisions=made.decisions,
            unmerged=[Unmerged(each.record, each.reason) for each in made.unmergeable],
            after=after,
        )

    def _outline(self, incident: Incident) -> Outline:
        return outline_of([self._glances[member.record] for member in incident.members])


def gather(store: Store, reports: Iterable[str], waiting: frozenset[str]) -> Part:
    """The part of ``store`` that bringing ``reports`` up to date takes.

    waiting: all reports that are not up to date. Those of them that are touched come up to date with the others,
    because what they told before may not be there any more.

    Raises:
        OvertakenError: a report was coded anew meanwhile.
    """
    part = Part()
    part.add_whole(store, reports)
    touched = part.touched(store)
    while also := sorted((touched.keys() & waiting) - part.codings.keys()):
        part.add_whole(store, also)
        touched = part.touched(store)
    part.add_touched(store, touched)
    return part

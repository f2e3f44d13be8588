"""Merging a store: its records to incidents, as far as they are not up to date.

The reports that have to be looked at are taken in steps, the earliest published first. Each step is merged together
with what it can touch and kept in one transaction, so that a run that stops has lost one step at most, and the same
run again goes on where it stopped. Where somebody else merged or decided meanwhile, the step is made again.

What does not belong here: how records come together (`merge`), and what is kept (`store`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.errors import OvertakenError
from dateline.merge import Scorer, default_scorer, merge
from dateline.model import ChangeKind, Decision, Unmerged
from dateline.run.interrupt import finish_first
from dateline.run.part import Part, gather

if TYPE_CHECKING:
    from dateline.store import MergingCounts, Store

STEP = 2000
"""Reports in one step. Measured: see docs/performance.md."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a run of merging did.

    reports: that were not up to date and are now. records: of these. compared_again: records of other reports that took
    part. incidents: that stand now in the whole store. decided, ended: decisions of the machine. changes: what happened
    to incidents, by kind. unmerged: every record of the store that joins nothing on its own. contradictions: decisions
    of persons that cannot be true together. interrupted: whether Ctrl-C ended the run.
    """

    reports: int
    records: int
    compared_again: int
    incidents: int
    decided: int
    ended: int
    changes: dict[str, int]
    unmerged: tuple[Unmerged, ...]
    contradictions: tuple[tuple[Decision, ...], ...]
    interrupted: bool


def merge_store(
    store: Store,
    *,
    scorer: Scorer | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    progress: Callable[[int, int], None] | None = None,
    step: int = STEP,
) -> MergeSummary:
    """Bring the incidents of ``store`` up to date with its records and with what persons decided.

    scorer: says how likely two records are one happening; the one that ships, if none is given. clock: gives the time
    of each step. progress: called after each step with the reports done and those left. step: reports in one step.

    Raises:
        StoreError: the store cannot be read or written, or others were faster five times in a row.
    """
    chosen = scorer or default_scorer()
    run = _Run(store, chosen, clock)
    interrupted = False
    try:
        while waiting := store.out_of_date(chosen.maker):
            with finish_first():
                done = run.step(waiting[:step], waiting)
            if progress is not None:
                progress(run.reports, len(waiting) - done)
    except KeyboardInterrupt:
        interrupted = True
    return run.summary(interrupted)


@dataclass
class _Run:
    """One run, with its counts."""

    store: Store
    scorer: Scorer
    clock: Callable[[], datetime]
    reports: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)

    def step(self, reports: Sequence[str], waiting: Sequence[str]) -> int:
        """Merge ``reports``, and of those ``waiting`` whatever they touch; give how many were merged."""
        for last in range(_TRIES):
            try:
                return self._try(reports, waiting)
            except OvertakenError:
                if last == _TRIES - 1:
                    raise
        raise AssertionError

    def _try(self, reports: Sequence[str], waiting: Sequence[str]) -> int:
        state = self.store.merging_state()
        part = gather(self.store, reports, frozenset(waiting))
        at = self.clock()
        decided = self.store.persons_decisions(part.coming())
        made = merge(part.told(), decided, scorer=self.scorer, made_at=at)
        with self.store.writer() as writer:
            counts = writer.add_merging(part.merged(made, state), self.scorer.maker, at)
        self._count(part, counts)
        return len(part.codings)

    def _count(self, part: Part, counts: MergingCounts) -> None:
        self.reports += len(part.codings)
        self.counts["records"] += len(part.about)
        self.counts["compared_again"] += len(part.kept) - len(part.about)
        self.counts["decided"] += counts.decided
        self.counts["ended"] += counts.ended
        self.changes.update(counts.changes)

    def summary(self, interrupted: bool) -> MergeSummary:
        """The counts of the run, and what stands in the store after it."""
        kinds = [kind.value for kind in ChangeKind]
        return MergeSummary(
            self.reports,
            self.counts["records"],
            self.counts["compared_again"],
            self.store.incident_count(),
            self.counts["decided"],
            self.counts["ended"],
            {kind: self.changes[kind] for kind in kinds if self.changes[kind]},
            tuple(self.store.unmerged()),
            tuple(self.store.contradictions()),
            interrupted,
        )

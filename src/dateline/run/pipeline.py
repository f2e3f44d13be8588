"""The order of the stages over many reports: parse, extract, resolve, check, keep.

Each report is settled on its own and before the next: coded and stored in one transaction, found unchanged, or kept as
a failure. A run that stops, by Ctrl-C or a full disk, therefore keeps what it has done, and the same run again goes on
where it stopped. A crash inside a part is a failure of that report, with its traceback; a `RunError` stops the run.

What does not belong here: making the parts (`build`), reading files (`inputs`), showing progress (`cli`).
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import EvidenceError, ReportError, RunError
from dateline.model import Coding, Extractor, Failure, Maker, ParsedReport, Parser, Report, Resolver, settings_hash
from dateline.run.interrupt import finish_first

if TYPE_CHECKING:
    from dateline.store import Store, Writer

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one report that was handed in.

    report: None where reading it failed. coding: None where it was coded before, or failed. failure: None where it did
    not fail.
    """

    origin: str
    report: Report | None = None
    coding: Coding | None = None
    failure: Failure | None = None


Progress = Callable[[Done], None]
"""Called after each report is settled, in the order of the input."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did. ``reports`` = ``coded`` + ``unchanged`` + failures of reports that could be read.

    reports: reports that could be read. coded: those of them coded now. unchanged: those coded before by the same
    parts. records: records made now. failures: everything handed in that did not get through, unreadable files
    included. interrupted: whether Ctrl-C ended the run before its input did.
    """

    reports: int
    coded: int
    unchanged: int
    records: int
    failures: int
    interrupted: bool


@dataclass(frozen=True)
class Pipeline:
    """The parts that take a report to its records. Resolvers run in the order given."""

    parser: Parser
    extractor: Extractor
    resolvers: tuple[Resolver, ...] = ()

    @cached_property
    def maker(self) -> Maker:
        """Who makes this pipeline's codings: the extractor's name and version, and a hash of every part's maker.

        A change in any part, or in its settings, therefore makes another coder.
        """
        parts = [self.parser.maker, self.extractor.maker, *(resolver.maker for resolver in self.resolvers)]
        own = self.extractor.maker
        return Maker(own.component, own.version, settings_hash({"parts": [part.id for part in parts]}))

    def code_report(self, report: Report) -> Coding | Failure:
        """The records of one report, every span checked against its text, or why there are none.

        Raises:
            RunError: the run cannot go on, as when a part is not installed.
        """
        parsed = _at_edge("parse", report, lambda: _single(self.parser.parse((report,)), self.parser.maker))
        if isinstance(parsed, Failure):
            return parsed
        coding = _at_edge("extract", report, lambda: _single(self.extractor.extract((parsed,)), self.extractor.maker))
        if isinstance(coding, Failure):
            return coding
        return _at_edge("resolve", report, lambda: self._resolved(parsed, coding))

    def code(self, outcomes: Iterable[Report | Failure], store: Store, progress: Progress | None = None) -> RunSummary:
        """Code every report that is not coded yet and keep it; keep every failure. See the module for the promises.

        outcomes: one per report, as `dateline.read` gives them.

        Raises:
            StoreError: the store cannot be written; what was kept before stays.
            PluginError: a part is not installed.
        """
        tally = _Tally()
        try:
            with store.writer() as writer:
                for outcome in _read(outcomes):
                    with finish_first():
                        done = self._settle(outcome, store, writer)
                        tally.add(done)
                    if progress is not None:
                        progress(done)
        except KeyboardInterrupt:
            tally.interrupted = True
        return tally.summary()

    def code_each(self, outcomes: Iterable[Report | Failure]) -> Iterator[Done]:
        """Yield what became of each report, in the order of the input, with no store: nothing is kept or left out.

        Raises:
            PluginError: a part is not installed.
        """
        for outcome in _read(outcomes):
            if isinstance(outcome, Failure):
                yield Done(outcome.origin, failure=outcome)
                continue
            coding = self.code_report(outcome)
            if isinstance(coding, Failure):
                yield Done(outcome.origin, outcome, failure=coding)
            else:
                yield Done(outcome.origin, outcome, coding)

    def _resolved(self, parsed: ParsedReport, coding: Coding) -> Coding | Failure:
        for resolver in self.resolvers:
            coding = resolver.resolve(parsed, coding)
        return _checked(parsed.report, Coding(parsed.report.id, self.maker, coding.records))

    def _settle(self, outcome: Report | Failure, store: Store, writer: Writer) -> Done:
        if isinstance(outcome, Failure):
            writer.add_failure(outcome)
            return Done(outcome.origin, failure=outcome)
        try:
            coding = self._kept(outcome, store, writer)
        except ReportError as error:
            coding = _from_error(error, outcome)
        except EvidenceError as error:  # the store believes no part
            message = f"{error}. Nothing of this report's coding is kept."
            coding = Failure(outcome.origin, "store", message, outcome.id)
        if isinstance(coding, Failure):
            return self._failed(coding, outcome, writer)
        writer.clear_failures(outcome)
        return Done(outcome.origin, outcome, coding)

    def _kept(self, report: Report, store: Store, writer: Writer) -> Coding | Failure | None:
        """The coding that was made and kept now; None where these parts' coding was kept before and is in force again.

        Raises:
            ReportError, EvidenceError: the store refuses the report or its coding.
        """
        writer.add_report(report)
        if store.is_in_force(report.id, self.maker) or writer.put_in_force(report, self.maker):
            return None
        coding = self.code_report(report)
        if not isinstance(coding, Failure):
            writer.add_coding(report, coding)
        return coding

    @staticmethod
    def _failed(failure: Failure, report: Report, writer: Writer) -> Done:
        writer.add_failure(failure)
        return Done(report.origin, report, failure=failure)


@dataclass
class _Tally:
    """The counts of a run while it goes on."""

    interrupted: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, done: Done) -> None:
        self.counts["reports"] += done.report is not None
        if done.failure is not None:
            self.counts["failures"] += 1
        elif done.coding is None:
            self.counts["unchanged"] += 1
        else:
            self.counts["coded"] += 1
            self.counts["records"] += len(done.coding.records)

    def summary(self) -> RunSummary:
        counts = self.counts
        return RunSummary(
            counts["reports"],
            counts["coded"],
            counts["unchanged"],
            counts["records"],
            counts["failures"],
            self.interrupted,
        )


def _read(outcomes: Iterable[Report | Failure]) -> Iterator[Report | Failure]:
    """The outcomes; where their source crashes, a last one that says so."""
    last = "the first report"
    try:
        for outcome in outcomes:
            yield outcome
            last = f"what comes after {outcome.origin}"
    except RunError:
        raise
    except Exception as error:  # the edge of the stage: any crash becomes a listed failure
        message = f"reading stopped: {type(error).__name__}: {error}. What follows was not read; please report it."
        yield Failure(last, "read", message, None, traceback.format_exc())


def _at_edge(stage: str, report: Report, act: Callable[[], _T | Failure]) -> _T | Failure:
    """What ``act`` gives; where it crashes, the failure of ``report`` in ``stage``. Errors of the whole run go on."""
    try:
        return act()
    except RunError:
        raise
    except ReportError as error:
        return _from_error(error, report)
    except Exception as error:  # the edge of a stage: any crash becomes a listed failure
        message = f"stage {stage!r} failed: {type(error).__name__}: {error}. The other reports go on; please report it."
        return Failure(report.origin, stage, message, report.id, traceback.format_exc())


def _single(outcomes: Iterator[_T | Failure], maker: Maker) -> _T | Failure:
    """The one outcome that a part owes for one report.

    Raises:
        ValueError: it gives none or several.
    """
    found = list(outcomes)
    if len(found) != 1:
        raise ValueError(f"{maker.component!r} gave {len(found)} outcomes for one report; it must give exactly one")
    return found[0]


def _checked(report: Report, coding: Coding) -> Coding | Failure:
    """``coding``, if every record is this report's, has its own id, and rests on words that stand in the text."""
    ids = Counter(record.id for record in coding.records)
    clash = next((identity for identity, count in ids.items() if count > 1), None)
    if clash is not None:
        message = f"{ids[clash]} records rest on the same first mention and type (id {clash!r}); one happening is one."
        return Failure(report.origin, "resolve", message, report.id)
    try:
        for record in coding.records:
            record.verify(report)
    except EvidenceError as error:
        return Failure(report.origin, "resolve", f"{error}. Nothing of this report's coding is kept.", report.id)
    return coding


def _from_error(error: ReportError, report: Report) -> Failure:
    return Failure(error.origin, error.stage, str(error), error.report_id or report.id)

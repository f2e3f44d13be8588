"""The progress bar of long work: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dateline.cli.safe import one_line
from dateline.cli.talk import make_console, say
from dateline.run import Done

_TOLD_AT_MOST = 20


class CodingProgress:
    """Counts the reports of a run on a bar, and tells at once what failed or has no day of publication.

    files: how many files are to be opened; the bar moves on when a report of another file comes. Of each kind of
    message the first twenty are told; the end of the block tells how many were not.
    """

    def __init__(self, files: int, console: Console | None = None) -> None:
        self._console = console or make_console(sys.stderr)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=files if files > 1 else None)
        self._files: set[str] = set()
        self._reports = self._records = 0
        self._failed = self._undated = 0

    def __enter__(self) -> CodingProgress:
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._bar.live.is_started:
            self._bar.stop()
        self._tell_rest()

    def __call__(self, done: Done) -> None:
        """Take one report into account."""
        self._files.add(done.origin.partition(", ")[0])
        self._reports += done.report is not None
        self._records += len(done.coding.records) if done.coding else 0
        if done.failure is not None:
            self._failed += 1
            self._tell(self._failed, f"failed: {done.failure.origin}: {done.failure.message}")
        elif done.coding is not None and done.report is not None and done.report.published is None:
            self._undated += 1
            self._tell(
                self._undated,
                f"note: {done.origin}: no day of publication is told, so days such as 'on Friday' stay unresolved; "
                "accepted is YYYY-MM-DD. Add it to the file, or give --date.",
            )
        told = f"{self._reports} reports, {self._records} records, {self._failed} failed: {one_line(done.origin)[-40:]}"
        self._bar.update(self._task, description=told, completed=len(self._files) - 1)

    def _tell(self, number: int, message: str) -> None:
        if number <= _TOLD_AT_MOST:
            say(message, self._console if self._console.is_terminal else None)

    def _tell_rest(self) -> None:
        for number, what in ((self._failed, "failed"), (self._undated, "without a day of publication")):
            if number > _TOLD_AT_MOST:
                say(f"and {number - _TOLD_AT_MOST} more {what}")

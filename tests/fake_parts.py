"""Small parts that follow the protocols and load no model: for tests of the order of stages and of the command line.

What does not belong here: imitations of the store or of files; those are real in every test.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from dateline.model import Claim, Coding, EventRecord, EventType, Failure, Field, Maker, ParsedReport, Report, Words
from dateline.model import settings_hash as hashed


class BareParser:
    """Gives every report without tokens. ``crash`` is called with each report first, and may raise."""

    def __init__(self, crash: Callable[[Report], None] | None = None, version: str = "1") -> None:
        self.maker = Maker("bare-parser", version, hashed({}))
        self.read: list[str] = []
        self._crash = crash

    def parse(self, reports: Iterable[Report]) -> Iterator[ParsedReport | Failure]:
        for report in reports:
            self.read.append(report.id)
            if self._crash is not None:
                self._crash(report)
            yield ParsedReport(report, (), ())


class WordCoder:
    """Makes an ASSAULT of every "killed" in the text, and nothing else."""

    def __init__(self, version: str = "1") -> None:
        self.maker = Maker("word-coder", version, hashed({}))

    def extract(self, reports: Iterable[ParsedReport]) -> Iterator[Coding | Failure]:
        for parsed in reports:
            yield Coding(parsed.report.id, self.maker, tuple(self._records(parsed.report)))

    def _records(self, report: Report) -> Iterator[EventRecord]:
        start = report.text.find("killed")
        while start >= 0:
            span = report.span(start, start + len("killed"))
            named = Claim(Field.TYPE, EventType.ASSAULT, (span,), self.maker)
            yield EventRecord(report.id, (named, Claim(Field.MENTION, Words(span.text), (span,), self.maker)))
            start = report.text.find("killed", start + 1)


class SlowCoder(WordCoder):
    """A `WordCoder` that takes a tenth of a second for each report."""

    def extract(self, reports: Iterable[ParsedReport]) -> Iterator[Coding | Failure]:
        for outcome in super().extract(reports):
            time.sleep(0.1)
            yield outcome

"""Every error that dateline raises on purpose.

    DatelineError
    ├── RunError            the run cannot go on
    │   ├── ConfigError     a setting or an argument is wrong
    │   ├── PluginError     a named part is unknown or cannot be loaded
    │   ├── StoreError      the store cannot be opened, read or written
    │   │   └── OvertakenError   another program wrote what a merging was made from
    │   ├── DecisionError   a decision about two records cannot be kept or undone
    │   └── ActError        what a person decided about a record cannot be kept or undone
    ├── ReportError         this report fails, the run goes on
    └── EvidenceError       a value whose words do not stand in the report; also a ValueError

A message says four things: the offending value, where it stood, what would be accepted, and what to do next.
What does not belong here: catching. Errors are caught at the edge of a stage (`run`) and in `cli`.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors that dateline raises on purpose."""


class RunError(DatelineError):
    """The run cannot go on."""


class ConfigError(RunError):
    """A setting or an argument is wrong."""


class PluginError(RunError):
    """A named part is unknown or cannot be loaded."""


class StoreError(RunError):
    """The store cannot be opened, read or written."""


class OvertakenError(StoreError):
    """Another program merged or decided while a merging was made; nothing of it is kept, and it can be made again."""


class DecisionError(RunError):
    """A decision about two records cannot be kept or undone; nothing was changed."""


class ActError(RunError):
    """What a person decided about a record cannot be kept or undone; nothing was changed."""


class ReportError(DatelineError):
    """One report fails; the run goes on and keeps the failure as a row.

    origin: where the report came from, in words a person can find again ("news.jsonl, line 3").
    stage: the stage that failed ("read", "parse", "extract", "resolve", "store").
    report_id: the report's id, where it got so far as to have one.
    """

    def __init__(self, message: str, *, origin: str, stage: str, report_id: str | None = None) -> None:
        super().__init__(message)
        self.origin = origin
        self.stage = stage
        self.report_id = report_id


class EvidenceError(DatelineError, ValueError):
    """Words given as evidence do not stand in the report at the place given."""

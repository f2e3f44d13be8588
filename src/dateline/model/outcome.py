"""What a stage gives back: its result, a failure that can be kept as a row and listed, or words left unresolved."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.maker import Maker
from dateline.model.record import EventRecord
from dateline.model.spans import content_id


@dataclass(frozen=True, slots=True)
class Coding:
    """The records that one coder found in one report, in the order of the text. No records is a result, too."""

    report_id: str
    maker: Maker
    records: tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that did not get through a stage.

    origin: where it came from, in words a person can find again; report_id: its id, where it got so far.
    stage: "read", "parse", "extract", "resolve" or "store". message: one line for a person.
    detail: the traceback, where the failure was not one that dateline foresaw.
    """

    origin: str
    stage: str
    message: str
    report_id: str | None = None
    detail: str | None = None

    @property
    def id(self) -> str:
        """The failure's id, made from where and how it failed."""
        return content_id("f", self.origin, self.stage, self.message, self.report_id)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words are told, and no value can be defended from them.

    reason: why, in words for a person; it is stored beside the words.
    """

    reason: str

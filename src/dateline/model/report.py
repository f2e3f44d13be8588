"""A report: one published text, frozen, with its publisher, time and language."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dateline.errors import EvidenceError
from dateline.model.codebook import PublishedBasis
from dateline.model.spans import Span, content_id


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line at the head of a dispatch that says where and when it was filed.

    start, end: offsets of the whole line head into ``Report.text``, up to and with the dash that closes it.
    place: the place words, or None where only a date or agency stands.
    day: the day of filing where the dateline tells day, month and year; else None.
    """

    start: int
    end: int
    place: Span | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text.

    id: the id that the input gave, or one made from the text (`report_id`).
    text: the frozen text. The title, where there is one, is its first line: ``text[:body_start - 1]``.
    body_start: offset at which the body begins; 0 when there is no title.
    published, published_basis: the day of publication and where it was taken from; both None when unknown.
    publisher, language: as told by the input; language is an ISO 639-1 code.
    origin: where it was read from, in words a person can find again ("news.jsonl, line 3").

    Raises:
        ValueError: empty id or text, body_start outside the text or not after a line break, or a day of publication
            without its basis (or the other way round).
    """

    id: str
    text: str
    origin: str
    body_start: int = 0
    published: date | None = None
    published_basis: PublishedBasis | None = None
    publisher: str | None = None
    language: str | None = None
    dateline: Dateline | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError(f"{self.origin}: a report needs an id")
        if not self.text.strip():
            raise ValueError(f"{self.origin}: the text of report {self.id!r} is empty")
        if self.body_start and self.text[self.body_start - 1 : self.body_start] != "\n":
            raise ValueError(f"{self.origin}: body_start {self.body_start} of report {self.id!r} follows no line break")
        if (self.published is None) != (self.published_basis is None):
            raise ValueError(
                f"{self.origin}: report {self.id!r} needs both a day of publication and its basis, or none"
            )

    @property
    def title(self) -> str | None:
        """The title, or None."""
        return self.text[: self.body_start - 1] if self.body_start else None

    @property
    def text_hash(self) -> str:
        """SHA-256 of the frozen text in UTF-8, as hex."""
        return text_hash(self.text)

    def span(self, start: int, end: int) -> Span:
        """The stretch ``text[start:end]`` as evidence. Offsets in code points, end exclusive.

        Raises:
            EvidenceError: the offsets are not inside the text.
        """
        return Span(self.id, start, end, self.text[start:end])

    def verify(self, span: Span) -> None:
        """Check that the words of ``span`` stand where it says.

        Raises:
            EvidenceError: the span belongs to another report, or other words stand there.
        """
        if span.report_id != self.id:
            raise EvidenceError(f"span of report {span.report_id!r} was checked against report {self.id!r}")
        found = self.text[span.start : span.end]
        if found != span.text:
            raise EvidenceError(
                f"report {self.id!r} reads {found!r} at {span.start}:{span.end}, not {span.text!r}; "
                "the value has no evidence and cannot be kept"
            )


def text_hash(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, as hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(text: str) -> str:
    """The id of a report whose input gives none: made from its text."""
    return content_id("r", text)

"""Evidence: a stretch of one report's text, and the content ids that everything made from it carries."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from dateline.errors import EvidenceError


def content_id(prefix: str, *parts: object) -> str:
    """An id made from content alone: ``prefix``, a hyphen, and 20 hex digits of SHA-256 over ``parts`` as JSON.

    Equal parts give equal ids on every machine; 80 bits make an accidental clash among a thousand million ids less
    likely than one in a million.
    """
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{prefix}-{hashlib.sha256(packed.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one report's text.

    report_id: the report that the offsets point into.
    start, end: offsets in Unicode code points into ``Report.text``; end is exclusive, 0 <= start < end.
    text: the characters themselves; ``report.text[start:end] == text``, checked by `Report.verify` and by the store.

    Raises:
        EvidenceError: the offsets are not 0 <= start < end, or their distance is not the length of ``text``.
    """

    report_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise EvidenceError(
                f"span {self.start}:{self.end} of report {self.report_id!r} cannot hold {self.text!r}: "
                f"offsets must be 0 <= start < end with end - start == {len(self.text)}, counted in code points"
            )

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character of the same report."""
        return self.report_id == other.report_id and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.report_id == other.report_id and self.start <= other.start and other.end <= self.end

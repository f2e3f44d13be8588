"""How far two happenings of a report lie apart, as it tells: "police arrested two men a day after the bombing".

What does not belong here: the days themselves (`dates`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import EventRecord, Field, ParsedReport, Span, Token

_SIDES = {"after": 1, "following": 1, "before": -1}
_UNITS = frozenset("day night week fortnight month year decade".split())
_SHORT = frozenset("minute hour moment".split())
_COUNTING = frozenset({"det", "nummod", "quantmod", "advmod", "amod", "compound"})
_LEFT_OUT = frozenset("just only barely about exactly some than less more".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """Two happenings of a report and the stretch between them.

    start, other: indices of their records; the stretch is counted from ``start``'s happening to ``other``'s.
    words: the words that tell it, up to the happening that it is counted from ("a day after the bombing").
    from_start, from_other: the stretch as time words, seen from either end ("a day later", "a day earlier").
    """

    start: int
    other: int
    words: Span
    from_start: str
    from_other: str


def find_gaps(report: ParsedReport, records: Sequence[EventRecord]) -> Iterator[Gap]:
    """The gaps that a parsed report tells between happenings that have a record."""
    owners = _owners(report, records)
    for unit, link in pairwise(report.tokens):
        is_link = link.lower in _SIDES and link.pos in ("ADP", "SCONJ") and link.sentence == unit.sentence
        if is_link and unit.pos == "NOUN" and (length := _length(report, unit)):
            yield from _gap(report, unit, link, length, owners)


def _owners(report: ParsedReport, records: Sequence[EventRecord]) -> Mapping[int, int]:
    """The record that each word names, by the word's index."""
    spans = [(span, n) for n, record in enumerate(records) for c in record.of(Field.MENTION) for span in c.evidence]
    return {
        token.index: number
        for span, number in spans
        for token in report.tokens
        if span.start <= token.start and token.end <= span.end
    }


def _length(report: ParsedReport, unit: Token) -> str | None:
    """The stretch whose unit is ``unit`` as time words count it ("two days", "hours"); None where it is none."""
    lemma = unit.lemma.lower()
    if lemma in _SHORT:
        return "hours"
    if lemma not in _UNITS:
        return None
    counting = [c for c in report.children(unit) if c.index < unit.index and c.dep in _COUNTING]
    words = [c.lower for c in counting if c.lower not in _LEFT_OUT]
    return " ".join([*words, unit.lower]) if words else None


def _gap(report: ParsedReport, unit: Token, link: Token, length: str, owners: Mapping[int, int]) -> Iterator[Gap]:
    head = report.head(link)
    if head is None:
        return
    is_clause = link.dep == "mark"  # "a day after gunmen killed six people"
    start = head if is_clause else _governed(report, link, owners)
    above = report.head(head) if is_clause else head
    if above is None:  # the parser took the clause of "after" for the main one, and the main one for its complement
        above = next((c for c in report.children(head) if c.index < unit.index and c.pos == "VERB"), None)
    if start is None or above is None or start.index not in owners:
        return
    other = next((token for token in _verbs_above(report, above) if token.index in owners), None)
    if other is None or owners[other.index] == owners[start.index]:
        return
    words = report.span(report.subtree(unit)[0], max(start, link, key=lambda token: token.index))
    later, earlier = ("later", "earlier") if _SIDES[link.lower] > 0 else ("earlier", "later")
    if length.startswith("the "):  # "the day after the bombing"
        later, earlier = ("after", "before") if later == "later" else ("before", "after")
    yield Gap(owners[start.index], owners[other.index], words, f"{length} {later}", f"{length} {earlier}")


def _verbs_above(report: ParsedReport, token: Token) -> Iterator[Token]:
    """``token`` and, while it only adds to another verb ("was killed when he trod on a mine"), that verb."""
    yield token
    while token.dep in ("advcl", "conj", "xcomp") and (above := report.head(token)) is not None:
        token = above
        yield token


def _governed(report: ParsedReport, link: Token, owners: Mapping[int, int]) -> Token | None:
    """The word for the happening in the phrase that ``link`` governs: its head, else a word before the head."""
    head = next((child for child in report.children(link) if child.dep in ("pobj", "pcomp")), None)
    if head is None or head.index in owners:
        return head
    return next((c for c in report.children(head) if c.index < head.index and c.index in owners), None)

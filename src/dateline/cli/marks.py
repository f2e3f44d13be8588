"""A report's text with its evidence marked in place: ``[1 actor: gunmen]``, readable without colour.

The number is the record's. A mention is marked with the record's type. Where one stretch serves several claims, its
mark names them all; marks nest; a mark that would cross another is cut there and goes on after it with ``…``.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from dateline.cli.safe import printable
from dateline.model import Casualties, Claim, EventRecord, Field, Report

# The words of these are most often those of the mention, the place or the time; they are marked where they are not.
_DERIVED = frozenset({Field.TYPE, Field.MODE, Field.COUNTRY, Field.DAYS, Field.STATUS, Field.CERTAINTY, Field.MAIN})


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A label on characters ``start`` to ``end`` (exclusive) of a text. ``minus_end`` sorts the longer mark first."""

    start: int
    minus_end: int
    label: str

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return -self.minus_end


def marked_text(report: Report, records: Sequence[EventRecord]) -> Text:
    """The whole text of ``report`` with a mark on each stretch that a claim of ``records`` rests on.

    Records are numbered from 1 in the order given. Nothing of the text can act on a terminal.
    """
    text = Text()
    open_ends: list[int] = []
    position = 0

    def advance(to: int) -> None:
        nonlocal position
        while open_ends and open_ends[-1] <= to:
            end = open_ends.pop()
            text.append(printable(report.text[position:end]))
            text.append("]", style="dim")
            position = end
        text.append(printable(report.text[position:to]))
        position = to

    for mark in _nested(_marks(records)):
        advance(mark.start)
        text.append(f"[{mark.label}: ", style="bold")
        open_ends.append(mark.end)
    advance(len(report.text))
    return text


def _marks(records: Sequence[EventRecord]) -> list[Mark]:
    """One mark per stretch, with all that it serves: ``1,2 actor; 3 recipient``."""
    labels: dict[tuple[int, int], dict[str, list[int]]] = {}
    for number, record in enumerate(records, 1):
        for (start, end), words in _labels(record).items():
            for word in words:
                labels.setdefault((start, end), {}).setdefault(word, []).append(number)
    return [
        Mark(start, -end, "; ".join(f"{','.join(map(str, numbers))} {word}" for word, numbers in served.items()))
        for (start, end), served in labels.items()
    ]


def _labels(record: EventRecord) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for claim in sorted(record.claims, key=lambda claim: claim.field in _DERIVED):
        for span in claim.evidence:
            place = (span.start, span.end)
            if not (claim.field in _DERIVED and place in found):
                _add(found, place, _label(record, claim))
        for voice in claim.voice.chain() if claim.voice else ():
            for word, part in (("source", voice.source), ("cue", voice.cue)):
                if part is not None:
                    _add(found, (part.start, part.end), word)
    for absence in record.absences:
        for span in absence.evidence:
            _add(found, (span.start, span.end), f"{absence.field}?")
    return found


def _add(found: dict[tuple[int, int], list[str]], place: tuple[int, int], word: str) -> None:
    words = found.setdefault(place, [])
    if word not in words:
        words.append(word)


def _label(record: EventRecord, claim: Claim) -> str:
    if claim.field is Field.MENTION:
        return record.type.value
    return claim.value.kind.value if isinstance(claim.value, Casualties) else claim.field.value


def _nested(marks: list[Mark]) -> Iterator[Mark]:
    """The marks in the order of the text, cut so that each lies wholly inside or outside any other."""
    heapq.heapify(marks)
    open_ends: list[int] = []
    while marks:
        mark = heapq.heappop(marks)
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        end = mark.end
        if open_ends and end > open_ends[-1]:
            end = open_ends[-1]
            heapq.heappush(marks, Mark(end, -mark.end, f"…{mark.label.lstrip('…')}"))
        open_ends.append(end)
        yield Mark(mark.start, -end, mark.label)

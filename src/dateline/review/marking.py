"""A report's text cut into stretches, each with the claims whose words it is part of.

What does not belong here: how a stretch looks (`templates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import EventRecord, Field, Report, Span

_COLOURS = {
    Field.TYPE: "what",
    Field.MODE: "what",
    Field.MENTION: "what",
    Field.ACTOR: "who",
    Field.ACTOR_IDENTITY: "who",
    Field.RECIPIENT: "whom",
    Field.RECIPIENT_IDENTITY: "whom",
    Field.OBJECT: "whom",
    Field.MEANS: "how",
    Field.PLACE: "where",
    Field.LOCATION: "where",
    Field.COUNTRY: "where",
    Field.TIME: "when",
    Field.DAYS: "when",
    Field.CASUALTIES: "toll",
}
_BIDI = {ord(each): f"⟦U+{ord(each):04X}⟧" for each in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
"""Marks that turn the direction of what follows; in a report they could make words read as others."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text. start: offset in code points. claims: keys of the claims it belongs to. colours: theirs."""

    text: str
    start: int
    claims: tuple[str, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked: of which claim, in which colour."""

    span: Span
    claim: str
    colour: str


def shown(text: str) -> str:
    """``text`` as it may be shown: marks that turn the direction of writing stand as their code points."""
    return text.translate(_BIDI)


def colour_of(field: Field) -> str:
    """The colour's name for the words of a field."""
    return _COLOURS.get(field, "sure")


def marks_of(record: EventRecord) -> Iterator[Mark]:
    """Every stretch of words that a record rests on; a voice's words are marked as what says it."""
    for number, claim in enumerate(record.claims):
        for span in claim.evidence:
            yield Mark(span, f"c{number}", colour_of(claim.field))
        if claim.voice is not None:
            for span in claim.voice.spans():
                yield Mark(span, f"c{number}", "says")
    for absence in record.absences:
        for span in absence.evidence:
            yield Mark(span, f"a-{absence.field.value}", "hole")


def paragraphs(report: Report, marks: Iterable[Mark]) -> list[list[Stretch]]:
    """The whole text, title first, as paragraphs of stretches; marks may overlap."""
    listed = list(marks)
    cuts = sorted({0, len(report.text), *(each for mark in listed for each in (mark.span.start, mark.span.end))})
    found: list[list[Stretch]] = [[]]
    for start, end in pairwise(cuts):
        over = [mark for mark in listed if mark.span.start <= start and end <= mark.span.end]
        for part, at in _lines(report.text[start:end], start):
            if part == "\n":
                found.append([])
            elif part:
                found[-1].append(_stretch(part, at, over))
    return [paragraph for paragraph in found if paragraph]


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    at = start
    for part in text.splitlines(keepends=True):
        line = part.rstrip("\r\n")
        yield line, at
        if line != part:
            yield "\n", at + len(line)
        at += len(part)


def _stretch(text: str, start: int, over: Sequence[Mark]) -> Stretch:
    claims = tuple(dict.fromkeys(mark.claim for mark in over))
    return Stretch(text, start, claims, tuple(dict.fromkeys(mark.colour for mark in over)))

"""Marked-up report text to plain text and the offsets of the marked words.

``{name!|words}`` is the main mention of an incident, ``{name|words}`` a further mention, ``{name@|words}`` its place
words, ``{day:2024-03-13|Wednesday}`` a weekday with its date, ``{day:|Fridays}`` one that means no single day. Marks
may stand in one another. A blank line parts paragraphs; a single line break is a blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_LABEL = re.compile(r"(?:day:(?P<day>\d{4}-\d\d-\d\d)?|(?P<name>[a-z0-9][a-z0-9-]*)(?P<sort>[!@]?))")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class MarkError(ValueError):
    """A mark that cannot be read."""


class MarkKind(StrEnum):
    """What a mark says of its words."""

    MAIN = "main"
    FURTHER = "further"
    PLACE = "place"
    DAY = "day"


_SORTS = {"!": MarkKind.MAIN, "": MarkKind.FURTHER, "@": MarkKind.PLACE}


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of one report.

    start, end: offsets in Unicode code points into the plain text, end exclusive.
    name: the incident's name within its story; for a weekday its ISO date, "" where no one day is meant.
    """

    kind: MarkKind
    name: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text without marks, and the marks in the order of the words."""

    text: str
    marks: tuple[Mark, ...]


def unmark(marked: str) -> MarkedText:
    """Take the marks out of ``marked``.

    Raises:
        MarkError: a mark is not closed, not opened, empty, or its label is none of the four.
    """
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPHS.split(marked.strip()))
    source = "\n\n".join(paragraphs)
    plain: list[str] = []
    length = index = 0
    opened: list[tuple[MarkKind, str, int]] = []
    marks: list[Mark] = []
    while index < len(source):
        char = source[index]
        if char == "{":
            kind, name, index = _label(source, index)
            opened.append((kind, name, length))
            continue
        if char == "}":
            if not opened:
                raise MarkError(f"a '}}' that closes nothing after {_before(source, index)!r}")
            kind, name, start = opened.pop()
            words = "".join(plain)[start:]
            if not words.strip() or words != words.strip():
                raise MarkError(f"the mark {name!r} holds {words!r}; it must hold words without blanks around them")
            marks.append(Mark(kind, name, start, length, words))
        else:
            plain.append(char)
            length += 1
        index += 1
    if opened:
        raise MarkError(f"the mark {opened[-1][1]!r} is never closed")
    return MarkedText("".join(plain), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


def _label(source: str, index: int) -> tuple[MarkKind, str, int]:
    """Kind and name of the mark that opens at ``index``, and where its words begin."""
    bar = source.find("|", index)
    label = source[index + 1 : bar] if bar >= 0 else source[index + 1 : index + 30]
    match = _LABEL.fullmatch(label)
    if bar < 0 or match is None:
        raise MarkError(
            f"label {label[:40]!r} after {_before(source, index)!r}; accepted are name!, name, name@ and day:YYYY-MM-DD"
        )
    if match["name"] is not None:
        return _SORTS[match["sort"]], match["name"], bar + 1
    try:
        return MarkKind.DAY, date.fromisoformat(match["day"]).isoformat() if match["day"] else "", bar + 1
    except ValueError:
        raise MarkError(f"day {match['day']!r} after {_before(source, index)!r} is no date") from None


def _before(source: str, index: int) -> str:
    return source[max(0, index - 30) : index]

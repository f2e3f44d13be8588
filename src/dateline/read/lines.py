"""Files that are read line by line, so that their size does not matter: JSONL and CSV.

A damaged line is damage to that line alone: bytes that do not decode are let through as surrogates
(``surrogateescape``) and found again by `Line.bad_byte`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from dateline.read.decode import find_encoding, first_undecoded
from dateline.read.source import Source

_SAMPLE_BYTES = 1 << 20
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, its line break included.

    number: counted from 1. offset: of its first byte in the file. is_cut: it was longer than the limit; ``text`` is its
    beginning and the rest is passed over, with ``quotes_passed`` double quotes in it.
    """

    number: int
    offset: int
    text: str
    encoding: str
    is_cut: bool = False
    quotes_passed: int = 0

    def damage(self) -> str | None:
        """What is wrong with the line's bytes, in words for a person, or None."""
        index = first_undecoded(self.text)
        if index is None:
            return None
        offset = self.offset + len(_encode(self.text[:index], self.encoding))
        byte = ord(self.text[index]) - 0xDC00
        return (
            f"byte 0x{byte:02x} at offset {offset} (line {self.number}, column {index + 1}) is not valid "
            f"{self.encoding.upper()}; accepted are UTF-8, UTF-16 with a byte order mark, and Latin-1 or Windows-1252 "
            "throughout. Save the line again as UTF-8."
        )


class LineReader:
    """The lines of one file in order. Lines can be put back and are then given again."""

    def __init__(self, stream: TextIO, encoding: str, longest: int) -> None:
        self._stream = stream
        self._encoding = encoding
        self._longest = longest
        self.number = 0
        self._offset = 0
        self._waiting: list[Line] = []

    def next(self) -> Line | None:
        """The next line, or None at the end.

        Raises:
            UnicodeError: a UTF-16 or UTF-32 file is damaged; nothing after that place can be read.
        """
        if self._waiting:
            return self._waiting.pop()
        text = self._stream.readline(self._longest)
        if not text:
            return None
        is_cut = len(text) >= self._longest and not text.endswith(("\n", "\r"))
        self.number += 1
        start = self._offset
        self._offset += len(_encode(text, self._encoding))
        quotes = self._pass_over() if is_cut else 0
        return Line(self.number, start, text, self._encoding, is_cut, quotes)

    def put_back(self, lines: list[Line]) -> None:
        """Give ``lines``, which stand in the order of the file, again."""
        self._waiting.extend(reversed(lines))

    def _pass_over(self) -> int:
        """Read to the end of the line, and give the number of double quotes on the way."""
        quotes = 0
        while piece := self._stream.readline(_PIECE):
            self._offset += len(_encode(piece, self._encoding))
            quotes += piece.count('"')
            if piece.endswith(("\n", "\r")):
                break
        return quotes


@contextmanager
def open_lines(source: Source, longest: int) -> Iterator[LineReader]:
    """The lines of ``source``; a line of more than ``longest`` characters is cut.

    Raises:
        ReportError: the source is binary or in an encoding that cannot be told.
    """
    encoding = find_encoding(source.head(_SAMPLE_BYTES), source, is_sample=True)
    errors = "strict" if encoding in {"utf-16", "utf-32"} else "surrogateescape"
    with source.open() as raw, io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as stream:
        yield LineReader(stream, encoding.removesuffix("-sig"), longest)


def _encode(text: str, encoding: str) -> bytes:
    if encoding in {"utf-16", "utf-32"}:
        return text.encode(encoding + "-le", "surrogatepass")
    return text.encode(encoding, "surrogateescape")

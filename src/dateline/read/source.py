"""One thing to read: its bytes, and what to call it in messages. A file and bytes from a pipe look alike here."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline.errors import ReportError


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name.

    origin: what to call it in messages: the path as the caller gave it. size: in bytes.
    open: gives the bytes from their beginning, each time it is called.
    """

    origin: str
    size: int
    open: Callable[[], BinaryIO]

    @property
    def suffix(self) -> str:
        """The end of the name from its last full stop, in lower case; "" where there is none."""
        return Path(self.origin).suffix.lower()

    def head(self, length: int) -> bytes:
        """The first ``length`` bytes, or all where there are fewer."""
        with self.open() as stream:
            return stream.read(length)

    def read_all(self, at_most: int, advice: str) -> bytes:
        """All bytes.

        Raises:
            ReportError: there are more than ``at_most``; nothing is read then. ``advice`` ends the message.
        """
        if self.size > at_most:
            raise self.error(
                f"{self.size:,} bytes are too many for one read; at most {at_most:,} are accepted. {advice}"
            )
        with self.open() as stream:
            return stream.read()

    def error(self, message: str, place: str = "", report_id: str | None = None) -> ReportError:
        """An error of the reading stage about this source; ``place`` says where inside it, such as "line 3"."""
        origin = f"{self.origin}, {place}" if place else self.origin
        return ReportError(message, origin=origin, stage="read", report_id=report_id)


def file_source(path: Path) -> Source:
    """The regular file at ``path``.

    Raises:
        OSError: the file cannot be looked at.
    """
    return Source(path.as_posix(), path.stat().st_size, lambda: path.open("rb"))


def bytes_source(data: bytes, origin: str) -> Source:
    """Bytes that are already in memory, called ``origin``."""
    return Source(origin, len(data), lambda: io.BytesIO(data))

"""The plug-in points: what a part must offer to take the place of a built-in one.

Each protocol has one or two methods over plain types. Each has a contract suite in ``tests/contracts``, run over every
implementation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from dateline.model.losses import Losses
from dateline.model.maker import Maker
from dateline.model.outcome import Coding, Failure
from dateline.model.parsed import ParsedReport
from dateline.model.report import Report


@runtime_checkable
class Reader(Protocol):
    """Bytes in, reports out."""

    def read(self, path: Path) -> Iterator[Report | Failure]:
        """Yield one outcome per report in ``path``, in the order of the file; never raise for a bad report."""
        ...


@runtime_checkable
class Parser(Protocol):
    """Reports in, grammar out."""

    maker: Maker

    def parse(self, reports: Iterable[Report]) -> Iterator[ParsedReport | Failure]:
        """Yield exactly one outcome per report, in input order."""
        ...


@runtime_checkable
class Extractor(Protocol):
    """Grammar in, records out."""

    maker: Maker

    def extract(self, reports: Iterable[ParsedReport]) -> Iterator[Coding | Failure]:
        """Yield exactly one outcome per report, in input order."""
        ...


@runtime_checkable
class Resolver(Protocol):
    """Records in, the same records with more fields resolved out."""

    maker: Maker

    def resolve(self, report: ParsedReport, coding: Coding) -> Coding:
        """Give back ``coding`` with this resolver's fields told or explained; other fields stay as they are."""
        ...


@runtime_checkable
class Exporter(Protocol):
    """Codings in, lines of a file out."""

    name: str

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield the file piece by piece; each piece ends with its line break."""
        ...


@runtime_checkable
class FileExporter(Protocol):
    """Codings in, a file or a folder out that is no text: several tables, or bytes.

    is_folder: whether it makes a folder; else it makes one file.
    """

    name: str
    is_folder: bool

    def write(self, codings: Iterable[tuple[Report, Coding]], path: Path) -> None:
        """Write everything to ``path``, where nothing is yet; a folder is made by the exporter.

        The caller moves it to its place when it is whole, and takes away what is left where this raises.
        """
        ...


@runtime_checkable
class Layout(Protocol):
    """Codings in, lines of somebody else's table out, with what is lost counted."""

    name: str

    def lay_out(self, codings: Iterable[tuple[Report, Coding]], losses: Losses) -> Iterator[str]:
        """Yield the file line by line, and count into ``losses`` as the lines are taken."""
        ...

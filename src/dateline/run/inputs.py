"""What is handed in, as reports: paths, standard input, or a text that a program already holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.model import Failure, Report
from dateline.read import FileReader, ReadOptions, count_files
from dateline.read.build import Draft, build_report
from dateline.read.text import find_title_end

STANDARD_INPUT = "-"


def read_inputs(
    paths: Iterable[str], options: ReadOptions, standard_input: BinaryIO | None = None
) -> Iterator[Report | Failure]:
    """Yield one outcome per report in ``paths``, in the order given; ``-`` stands for ``standard_input``.

    A report that stands in two places with the same text is given once; see `dateline.read.FileReader`.
    """
    reader = FileReader(options)
    for path in paths:
        if path == STANDARD_INPUT and standard_input is not None:
            yield from reader.read_bytes(standard_input.read(), "standard input")
        else:
            yield from reader.read(Path(path))


def count_inputs(paths: Sequence[str]) -> int:
    """How many files `read_inputs` will open; standard input counts as one."""
    files = [Path(path) for path in paths if path != STANDARD_INPUT]
    return count_files(files) + len(paths) - len(files)


def make_report(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    id: str | None = None,
) -> Report:
    """The frozen report that ``text`` makes, read as a file with that text would be.

    Without ``title``, a first line that looks like one is taken for it. Without ``published``, the day is that of the
    text's dateline, if it tells one. Without ``id``, one is made from the text.

    Raises:
        ReportError: there are no words, or too many.
        ConfigError: a language that is no ISO 639-1 code, or an empty publisher.
    """
    options = ReadOptions(published=published, publisher=publisher, language=language)
    title_end = 0 if title else find_title_end(text)
    return build_report(Draft("text", body=text, title=title, title_end=title_end, id=id), options)

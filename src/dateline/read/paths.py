"""From paths to reports: files and folders in the order given, each file by the reader of its kind."""

from __future__ import annotations

import os
import stat
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from dateline.errors import ReportError
from dateline.model import Failure, Report
from dateline.read.articles import as_failure, read_csv, read_json, read_jsonl
from dateline.read.detect import Kind, detect_kind
from dateline.read.html import read_html
from dateline.read.options import ReadOptions
from dateline.read.source import Source, bytes_source, file_source
from dateline.read.text import read_text

_READERS: dict[Kind, Callable[[Source, ReadOptions], Iterator[Report | Failure]]] = {
    Kind.TEXT: read_text,
    Kind.HTML: read_html,
    Kind.JSON: read_json,
    Kind.JSONL: read_jsonl,
    Kind.CSV: read_csv,
}


class FileReader:
    """Reads files and folders; remembers the ids that it has given, so that no two reports of a run share one.

    A report whose id came before with the same text is left out: it is the same report. With another text it is a
    failure.
    """

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._seen: dict[str, tuple[str, str]] = {}

    def read(self, path: Path) -> Iterator[Report | Failure]:
        """Yield one outcome per report in the file, or in every file below the folder in the order of their names.

        Never raises for a bad report or an unreadable file. Links that lead out of a folder are not followed, and
        hidden files are left out.
        """
        for found in _files(path):
            if isinstance(found, Failure):
                yield found
            else:
                yield from self._unique(_guarded(partial(file_source, found), found.as_posix(), self._options))

    def read_bytes(self, data: bytes, origin: str) -> Iterator[Report | Failure]:
        """Yield one outcome per report in ``data``, such as what came through a pipe; `origin` names it."""
        yield from self._unique(_guarded(partial(bytes_source, data, origin), origin, self._options))

    def _unique(self, outcomes: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                yield outcome
                continue
            before = self._seen.get(outcome.id)
            if before is None:
                self._seen[outcome.id] = (outcome.text_hash, outcome.origin)
                yield outcome
                continue
            text_hash, origin = before
            if text_hash != outcome.text_hash:
                yield Failure(
                    outcome.origin,
                    "read",
                    f"id {outcome.id!r} stands at {origin} with another text; accepted is one text for an id. "
                    "Give one of the two another id.",
                    outcome.id,
                )


def read_paths(paths: Iterable[Path], options: ReadOptions) -> Iterator[Report | Failure]:
    """Yield one outcome per report in files and folders, in the order given. See `FileReader.read`."""
    reader = FileReader(options)
    for path in paths:
        yield from reader.read(path)


def read_bytes(data: bytes, origin: str, options: ReadOptions) -> Iterator[Report | Failure]:
    """Yield one outcome per report in ``data``; ``origin`` is what messages call it ("standard input")."""
    yield from FileReader(options).read_bytes(data, origin)


def count_files(paths: Iterable[Path]) -> int:
    """How many files `read_paths` will open, found without opening one: the total of a progress bar."""
    return sum(isinstance(found, Path) for path in paths for found in _files(path))


def _guarded(make_source: Callable[[], Source], origin: str, options: ReadOptions) -> Iterator[Report | Failure]:
    """The outcomes of one source; what stops its reading becomes its last outcome, a failure."""
    try:
        source = make_source()
        yield from _READERS[detect_kind(source)](source, options)
    except ReportError as error:
        yield as_failure(error)
    except OSError as error:
        yield _unreachable(origin, error)
    except Exception as error:  # the edge of the stage: any crash becomes a listed failure
        message = (
            f"the reader failed: {type(error).__name__}: {error}. Please report it with the file that it failed on."
        )
        yield Failure(origin, "read", message, None, traceback.format_exc())


def _files(path: Path) -> Iterator[Path | Failure]:
    """The file at ``path``, or the files below it in the order of their names, and what cannot be reached."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _unreachable(path.as_posix(), error)
        return
    if stat.S_ISDIR(mode):
        yield from _files_below(path)
    elif stat.S_ISREG(mode):
        yield path
    else:
        yield Failure(
            path.as_posix(),
            "read",
            "it is neither a file nor a folder; accepted are both. Save what it gives to a file.",
        )


def _files_below(folder: Path) -> Iterator[Path | Failure]:
    is_empty = True
    root = folder.resolve()
    failures: list[Failure] = []

    def refuse(error: OSError) -> None:
        failures.append(_unreachable(Path(error.filename or folder).as_posix(), error))

    for where, folders, names in os.walk(folder, onerror=refuse):
        yield from _drain(failures)
        links = [name for name in folders if Path(where, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        for name in sorted(name for name in (*names, *links) if not name.startswith(".")):
            is_empty = False
            yield from _entry(Path(where, name), root)
    is_empty = is_empty and not failures
    yield from _drain(failures)
    if is_empty:
        yield Failure(
            folder.as_posix(),
            "read",
            "the folder holds no files, hidden ones left out; accepted is a folder with reports. Name another folder.",
        )


def _entry(path: Path, root: Path) -> Iterator[Path | Failure]:
    """One name in a folder. A link to a folder inside the same root gives nothing: that folder is read itself."""
    if not path.is_symlink():
        yield from _files(path)
        return
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a ring of links
        yield _unreachable(path.as_posix(), error)
        return
    if not target.is_relative_to(root):
        yield Failure(
            path.as_posix(),
            "read",
            "it is a link that leads out of the folder, and such links are not followed; accepted are files inside. "
            "Name the file itself beside the folder.",
        )
    elif not target.is_dir():
        yield from _files(path)


def _drain(failures: list[Failure]) -> Iterator[Failure]:
    while failures:
        yield failures.pop(0)


def _unreachable(origin: str, error: Exception) -> Failure:
    if isinstance(error, FileNotFoundError):
        message = "there is no such file or folder; accepted is a path that exists. Check the spelling."
    elif isinstance(error, PermissionError):
        message = (
            "this user may not read it; accepted is a path with read permission. "
            "Change its permission, or leave it out."
        )
    else:
        reason = getattr(error, "strerror", None) or str(error)
        message = (
            f"it cannot be opened ({reason}); accepted are readable files and folders. Check the path and the disk."
        )
    return Failure(origin, "read", message)

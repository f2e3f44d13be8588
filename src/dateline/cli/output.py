"""Data out: to standard output, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.errors import ConfigError, RunError

STANDARD_OUTPUT = "-"


def write_pieces(pieces: Iterable[str], output: str | None) -> None:
    """Write ``pieces`` in UTF-8 to the file ``output``, or to standard output where it is None or ``-``.

    A file is written beside its place and moved there when it is whole and on the disk; a file that stood there
    before stays until then. What is no regular file (a device, a pipe) is written straight.

    Raises:
        RunError: the file cannot be written; what stood there before is unchanged.
    """
    if output in (None, STANDARD_OUTPUT):
        sys.stdout.flush()
        stream = sys.stdout.buffer
        for piece in pieces:
            stream.write(_encoded(piece))
        stream.flush()
        return
    path = Path(str(output))
    try:
        if path.exists() and not path.is_file():
            _write_straight(pieces, path)
        else:
            _write_whole(pieces, path.resolve())
    except OSError as error:
        raise _refused(path, error) from error


def write_made(make: Callable[[Path], None], output: str | None, *, is_folder: bool) -> None:
    """Let ``make`` write a file, or a folder, and move it to ``output`` when it is whole.

    A file that stood at ``output`` stays until then. A file may go to standard output (None or ``-``), a folder not.

    Raises:
        ConfigError: a folder without a name, or one that is there already and not empty.
        RunError: it cannot be written; what stood there before is unchanged.
    """
    if output in (None, STANDARD_OUTPUT):
        if is_folder:
            raise ConfigError(
                "this format makes a folder of several files, which standard output cannot take; name a new folder "
                "with --output."
            )
        with TemporaryDirectory() as folder:
            made = Path(folder) / "made"
            make(made)
            sys.stdout.flush()
            with made.open("rb") as stream:
                shutil.copyfileobj(stream, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    path = Path(str(output))
    if is_folder and (path.is_file() or (path.is_dir() and any(path.iterdir()))):
        raise ConfigError(
            f"{path} is there already; this format makes a folder, and never writes over one with files in it. "
            "Name a new folder with --output, or move this one away."
        )
    try:
        _make_whole(make, path.resolve())
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> RunError:
    return RunError(
        f"{path}: it cannot be written ({error.strerror or error}); accepted is a place in a folder with room and "
        "write permission. Nothing was changed there; free room or name another place with --output."
    )


def _make_whole(make: Callable[[Path], None], path: Path) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        make(draft)
        if draft.is_dir() and path.is_dir():
            path.rmdir()  # an empty one; not every system lets a folder take its place
        elif path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    finally:
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)


def _write_straight(pieces: Iterable[str], path: Path) -> None:
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(_encoded(piece))


def _write_whole(pieces: Iterable[str], path: Path) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with draft.open("xb") as stream:
            for piece in pieces:
                stream.write(_encoded(piece))
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _encoded(piece: str) -> bytes:
    return piece.encode("utf-8", "backslashreplace")

"""Data out: to standard output, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path

from dateline.errors import RunError

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
        raise RunError(
            f"{path}: it cannot be written ({error.strerror or error}); accepted is a file in a folder with room and "
            "write permission. Nothing was changed there; free room or name another file with --output."
        ) from error


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

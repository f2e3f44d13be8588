"""What is said to the person at the terminal, on standard error, and the making of consoles."""

from __future__ import annotations

import sys
from typing import IO

from rich.console import Console

from dateline.cli.safe import one_line


def make_console(stream: IO[str], width: int | None = None) -> Console:
    """A console that takes no text for markup, emoji or a number to colour. ``width``: columns, or the terminal's."""
    return Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False, width=width)


def say(text: str, console: Console | None = None) -> None:
    """One line on standard error, through ``console`` where a progress bar owns the last line of the terminal."""
    if console is None:
        print(one_line(text), file=sys.stderr)  # noqa: T201 - this is the one place that talks
    else:
        console.print(one_line(text), soft_wrap=True)


def say_progress(text: str) -> None:
    """One line on standard error about work that takes a while; silent where that is no terminal."""
    if sys.stderr.isatty():
        say(text)

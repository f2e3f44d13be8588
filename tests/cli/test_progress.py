"""The progress bar: on a terminal only, and never at the cost of a message."""

from __future__ import annotations

import io

from rich.console import Console

from dateline.cli.progress import CodingProgress
from dateline.model import EventType, Failure
from dateline.run import Done
from factories import coding, record, report


def _screen() -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    return Console(file=stream, force_terminal=True, width=120, markup=False), stream


def _done(number: int) -> Done:
    made, (killed,) = report("Gunmen [[killed]] two.", id=f"r{number}", origin=f"news[bold].jsonl, line {number}")
    return Done(made.origin, made, coding(made, record(EventType.ASSAULT, killed)))


def test_a_terminal_sees_the_counts_and_the_bar_goes_at_the_end() -> None:
    console, stream = _screen()
    with CodingProgress(3, console) as progress:
        for number in (1, 2):
            progress(_done(number))
        progress(Done("b.txt", failure=Failure("b.txt", "read", "the file is empty")))
        progress._bar.refresh()
    shown = stream.getvalue()
    assert "2 reports, 2 records, 1 failed: b.txt" in shown
    assert "failed: b.txt: the file is empty\n" in shown.replace("\r", "")
    assert shown.endswith("\x1b[2K")


def test_a_file_name_that_looks_like_markup_is_shown_as_it_is() -> None:
    console, stream = _screen()
    with CodingProgress(3, console) as progress:
        progress(_done(1))
        progress._bar.refresh()
    assert "news[bold].jsonl, line 1" in stream.getvalue()


def test_without_a_terminal_there_is_nothing_but_messages(capsys) -> None:
    with CodingProgress(3) as progress:
        progress(Done("b.txt", failure=Failure("b.txt", "read", "the file is empty")))
    assert capsys.readouterr() == ("", "failed: b.txt: the file is empty\n")

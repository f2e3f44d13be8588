"""Runs the blocks of a documentation page as its reader would, and compares what they print with what the page shows.

The convention, for README.md and every page under ``docs/``:

- A block ```` ```console ```` holds commands, each on a line after ``$ ``, and under each what it prints, standard
  output and standard error together as on a terminal. A command ends with 0, or with N where ``# exit N`` follows it.
- A block ```` ```python ```` is run; a block ```` ```text ```` that follows next shows what it prints.
- In what is shown, a line ``...`` stands for any lines, and ``...`` inside a line for any characters. Where nothing is
  shown, nothing is compared. Blank lines and spaces at line ends do not count.
- All blocks of a page run in order in one empty folder, in which ``examples/`` is at hand; python blocks share their
  names. A block in another language (```` ```sh ````) is not run.

``make docs`` writes what is really printed into the pages where it differs. What does not belong here: the pages that
are generated as a whole (`reference_docs`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_FENCE = re.compile(r"^```(?P<kind>[a-z]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"#\s*exit (\d+)\s*$")
_LONGEST_S = 300


@dataclass(frozen=True)
class Block:
    """A fenced block: ``page[start:end]`` is its body, between the lines of the fences."""

    kind: str
    body: str
    start: int
    end: int


@dataclass(frozen=True)
class Step:
    """One thing to run, and the stretch of the page that shows what it prints."""

    code: str
    is_python: bool
    shown: str
    start: int
    end: int
    line: int
    exit_code: int = 0


@dataclass(frozen=True)
class Difference:
    """A step that prints other than its page shows, or ends otherwise than told."""

    page: Path
    step: Step
    printed: str
    exit_code: int

    def __str__(self) -> str:
        where = f"{os.path.relpath(self.page, ROOT)}, line {self.step.line}: {self.step.code.splitlines()[0]}"
        ended = f" ended with {self.exit_code}, not {self.step.exit_code}" if not self.is_as_told else ""
        return f"{where}{ended}\n--- shown\n{self.step.shown}\n--- printed\n{self.printed}"

    @property
    def is_as_told(self) -> bool:
        """Whether the exit code is the one told, so that only the words differ."""
        return self.exit_code == self.step.exit_code


def pages() -> list[Path]:
    """The pages that are written by hand."""
    generated = ROOT / "docs" / "reference"
    return [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if generated not in p.parents)]


def steps(page: str) -> list[Step]:
    """Everything that the text of a page asks to run, in order."""
    blocks = [Block(m["kind"], m["body"], m.start("body"), m.end("body")) for m in _FENCE.finditer(page)]
    found: list[Step] = []
    for number, block in enumerate(blocks):
        if block.kind == "console":
            found.extend(_commands(block, page))
        elif block.kind == "python":
            follower = blocks[number + 1] if number + 1 < len(blocks) else None
            found.append(_python(block, follower, page))
    return found


def _commands(block: Block, page: str) -> Iterator[Step]:
    starts = [match.start() for match in re.finditer(r"^\$ ", block.body, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(block.body)], strict=True):
        command, _, shown = block.body[start:end].partition("\n")
        told = _EXIT.search(command)
        at = block.start + start + len(command) + 1
        line = page.count("\n", 0, block.start + start) + 1
        yield Step(command[2:], False, shown, at, at + len(shown), line, int(told[1]) if told else 0)


def _python(block: Block, follower: Block | None, page: str) -> Step:
    line = page.count("\n", 0, block.start) + 1
    if follower is None or follower.kind != "text" or page[block.end : follower.start].strip() != "```\n\n```text":
        return Step(block.body, True, "", block.end, block.end, line)
    return Step(block.body, True, follower.body, follower.start, follower.end, line)


def run_page(page: Path, folder: Path) -> list[Difference]:
    """Run every step of ``page`` in the empty ``folder`` and give those that differ from what is shown."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    names: dict[str, Any] = {"__name__": "__page__"}
    differences = []
    for step in steps(page.read_text(encoding="utf-8")):
        printed, exit_code = _run_python(step, names, folder) if step.is_python else _run_command(step, folder)
        if exit_code != step.exit_code or not _matches(step.shown, printed):
            differences.append(Difference(page, step, _without_ends(printed), exit_code))
    return differences


def _run_command(step: Step, folder: Path) -> tuple[str, int]:
    programs = str(Path(sys.executable).parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    settings = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        step.code,
        shell=True,
        cwd=folder,
        env=kept | settings | {"PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=_LONGEST_S,
        check=False,
    )
    return done.stdout, done.returncode


def _run_python(step: Step, names: dict[str, Any], folder: Path) -> tuple[str, int]:
    printed = StringIO()
    with chdir(folder), redirect_stdout(printed):
        exec(compile(step.code, f"line {step.line}", "exec"), names)
    return printed.getvalue(), 0


def _matches(shown: str, printed: str) -> bool:
    if not shown.strip():
        return True
    pattern = ""
    for line in _tidy(shown).splitlines():
        pattern += r"(?:[^\n]*\n)*?" if line.strip() == "..." else _line_pattern(line) + r"\n"
    return re.fullmatch(pattern, _tidy(printed)) is not None


def _line_pattern(line: str) -> str:
    return r"[^\n]*".join(map(re.escape, line.split("...")))


def _without_ends(words: str) -> str:
    """The words without spaces at line ends and blank lines at both ends: what is written into a page."""
    lines = [line.rstrip() for line in words.splitlines()]
    return "".join(f"{line}\n" for line in "\n".join(lines).strip("\n").splitlines())


def _tidy(words: str) -> str:
    """The words as they are compared: without spaces at line ends and blank lines."""
    return "".join(f"{line.rstrip()}\n" for line in words.splitlines() if line.strip())


def rewrite(page: Path, differences: list[Difference]) -> None:
    """Write what was printed into ``page`` where that is all that differs."""
    text = page.read_text(encoding="utf-8")
    for found in sorted(differences, key=lambda each: each.step.start, reverse=True):
        if found.is_as_told and found.step.start < found.step.end:
            text = text[: found.step.start] + found.printed + text[found.step.end :]
    page.write_text(text, encoding="utf-8")

"""The documentation tells the truth: its blocks are run, its lists are complete, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.cli.main import main
from executed_docs import ROOT, Difference, pages, rewrite, run_page, steps
from reference_docs import cli_page, commands, error_classes, errors_page, options

REFERENCE = ROOT / "docs" / "reference"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LONGEST_DECISION = 15


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", [p for p in pages() if steps(p.read_text(encoding="utf-8"))], ids=_name)
def test_what_a_page_shows_is_what_is_printed(page: Path, tmp_path: Path) -> None:
    differences = run_page(page, tmp_path)

    assert not differences, "\n\n".join(map(str, differences)) + "\n'make docs' writes what is printed into the page."


def test_the_readme_shows_a_command_and_a_python_use() -> None:
    found = steps((ROOT / "README.md").read_text(encoding="utf-8"))

    assert any(step.is_python for step in found)
    assert any(not step.is_python and step.shown for step in found)


def test_the_page_of_the_command_line_is_the_one_that_the_code_gives() -> None:
    assert (REFERENCE / "cli.md").read_text(encoding="utf-8") == cli_page(), "out of date; run 'make docs'"


def test_every_command_and_option_is_documented() -> None:
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")

    for path, command in commands(main, ("dateline",)):
        assert f"## `{' '.join(path)}`" in page
        assert command.help, f"{' '.join(path)} has no help"
        for option in options(command):
            assert all(name in page for name in option.opts), f"{' '.join(path)} {option.opts}"
            assert option.help, f"{' '.join(path)} {option.opts} has no help"


def test_every_error_is_documented() -> None:
    page = (REFERENCE / "errors.md").read_text(encoding="utf-8")

    assert page == errors_page(), "out of date; run 'make docs'"
    assert all(f"## `{error.__name__}`" in page for error in error_classes())


@pytest.mark.parametrize("decision", DECISIONS, ids=_name)
def test_a_decision_is_short(decision: Path) -> None:
    lines = [line for line in decision.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert len(lines) <= LONGEST_DECISION


def test_the_index_leads_to_every_page_and_every_link_leads_somewhere() -> None:
    docs = ROOT / "docs"
    linked = set()
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *docs.rglob("*.md")]:
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{_name(page)} links to {target}, which is not there"
            if page == docs / "index.md":
                linked.add((page.parent / target).resolve())

    written = {page.resolve() for page in docs.rglob("*.md") if "decisions" not in page.parts}
    assert written - linked == {(docs / "index.md").resolve()}


SHOWN = "some\n...\nlast ... word\n"


@pytest.mark.parametrize(
    ("printed", "differs"),
    [
        ("some\nlast good word", False),
        ("some  \n\nother\nmore\nlast word word", False),
        ("some\nmore", True),
        ("last good word", True),
    ],
)
def test_three_dots_stand_for_what_is_left_out(printed: str, differs: bool, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"```python\nprint({printed!r})\n```\n\n```text\n{SHOWN}```\n", encoding="utf-8")

    assert bool(_run(page, tmp_path)) is differs


def test_a_command_that_ends_otherwise_than_told_is_a_difference(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ true\n$ exit 3  # exit 3\n$ false\n```\n", encoding="utf-8")

    assert [found.exit_code for found in _run(page, tmp_path)] == [1]


def _run(page: Path, folder: Path) -> list[Difference]:
    (folder / "run").mkdir()
    return run_page(page, folder / "run")


def test_what_is_printed_can_be_written_into_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ echo one\n?\n$ echo two\ntwo\n$ false\n?\n```\n\n```python\nprint(3)\n```\n\n```text\n?\n```\n",
        encoding="utf-8",
    )

    rewrite(page, _run(page, tmp_path))

    assert page.read_text(encoding="utf-8") == (
        "```console\n$ echo one\none\n$ echo two\ntwo\n$ false\n?\n```\n\n```python\nprint(3)\n```\n\n```text\n3\n```\n"
    )

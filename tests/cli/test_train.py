"""``dateline train stories``: what is written, and that a faulty story stops the writing and is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[2] / "corpus" / "stories"


@pytest.fixture
def folder(working_folder: Path) -> Path:
    """A folder with one sound story."""
    (working_folder / "tales").mkdir()
    story = next(iter(sorted(SHIPPED.glob("01-*.toml"))))
    (working_folder / "tales" / story.name).write_text(story.read_text(encoding="utf-8"), encoding="utf-8")
    return working_folder / "tales"


def test_stories_are_compiled_into_two_files(dateline, folder: Path) -> None:
    made = dateline("train", "stories", "tales", "--output", "made")
    assert made.exit_code == 0, made.stderr
    assert "1 stories, 4 reports" in made.stderr
    assert len(json.loads(Path("made/reports.json").read_text(encoding="utf-8"))) == 4
    gold = json.loads(Path("made/gold.json").read_text(encoding="utf-8"))
    assert set(gold) == {"about", "stories", "incidents", "links", "told_once", "day_words"}


def test_nothing_is_written_where_a_story_is_faulty(dateline, folder: Path) -> None:
    (folder / "02-empty.toml").write_text("about = 3\n")
    made = dateline("train", "stories", "tales", "--output", "made")
    assert made.exit_code == 1
    assert "02-empty.toml: about: Input should be a valid string, got '3'" in made.stderr
    assert "faults, nothing written" in made.stderr
    assert not Path("made").exists()


def test_a_folder_without_stories_is_a_fault(dateline, working_folder: Path) -> None:
    Path("none").mkdir()
    made = dateline("train", "stories", "none")
    assert made.exit_code == 1
    assert "no NN-short-name.toml there" in made.stderr

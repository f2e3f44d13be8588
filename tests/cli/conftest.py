"""The command, run in process in an empty working folder, with small parts installed beside the built-in ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline import registry
from dateline.cli.main import main

FAST = ("--parser", "bare", "--coder", "words", "--resolvers", "")
"""The flags that choose the small parts of ``fake_parts``, which load no model."""


@pytest.fixture
def small_parts(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a distribution that offers the parts of ``fake_parts``, on the path as if installed."""
    folder = tmp_path_factory.mktemp("installed")
    info = folder / "fake_parts-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-parts\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[dateline.parsers]\nbare = fake_parts:BareParser\n"
        "[dateline.coders]\nwords = fake_parts:WordCoder\nslow = fake_parts:SlowCoder\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    registry._parts.cache_clear()
    yield folder
    registry._parts.cache_clear()


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def dateline(working_folder: Path) -> Callable[..., Result]:
    """``dateline("status", "events.db")`` runs the command; a crash of the command is a crash of the test."""

    def run(*arguments: str, given: bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=given, catch_exceptions=False, prog_name="dateline")

    return run


@pytest.fixture
def code(dateline: Callable[..., Result], small_parts: Path) -> Callable[..., Result]:
    """``code("a.txt")`` runs ``dateline code a.txt --store events.db`` with the small parts."""
    return lambda *arguments, **rest: dateline("code", *arguments, "--store", "events.db", *FAST, **rest)

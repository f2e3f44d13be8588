"""Names to parts: the table, parts of other distributions, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import registry
from dateline.errors import PluginError
from dateline.registry import Point, find, load, plugins


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A function that installs a distribution with entry points and modules into a folder on the path."""
    monkeypatch.syspath_prepend(str(tmp_path))
    registry._parts.cache_clear()
    yield lambda points, **modules: _install(tmp_path, points, modules)
    registry._parts.cache_clear()


def _install(folder: Path, points: str, modules: dict[str, str]) -> None:
    info = folder / "dateline_extra-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dateline-extra\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(points)
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(source)


@pytest.mark.parametrize("plugin", plugins(), ids=lambda plugin: f"{plugin.point}-{plugin.name}")
def test_every_part_of_the_table_can_be_loaded(plugin: registry.Plugin) -> None:
    assert callable(load(plugin.point, plugin.name))


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(
        PluginError, match=r"no exporter named 'xls'; known: 'codings', 'csv', .*'jsonl'.*dateline plugins"
    ):
        find(Point.EXPORTER, "xls")


def test_a_part_of_another_distribution_is_found_and_loaded(distribution) -> None:
    distribution("[dateline.coders]\nechoing = extra_coder:Coder\n", extra_coder="class Coder: pass\n")
    assert find(Point.CODER, "echoing") == registry.Plugin(
        Point.CODER, "echoing", "extra_coder:Coder", "dateline-extra"
    )
    assert load(Point.CODER, "echoing").__name__ == "Coder"


def test_listing_loads_no_module(distribution) -> None:
    distribution("[dateline.coders]\nbroken = extra_broken:Coder\n", extra_broken="raise RuntimeError('loaded')\n")
    assert "broken" in [plugin.name for plugin in plugins(Point.CODER)]


def test_a_name_taken_twice_is_refused_with_both_sources(distribution) -> None:
    distribution("[dateline.coders]\nbuiltin = extra_coder:Coder\n")
    with pytest.raises(PluginError, match=r"two parts .*'builtin'.*dateline.*dateline-extra.*Uninstall"):
        find(Point.CODER, "builtin")


@pytest.mark.parametrize("path", ["extra_missing:Coder", "extra_coder:Missing"])
def test_a_part_that_cannot_be_loaded_names_its_source(distribution, path: str) -> None:
    distribution(f"[dateline.coders]\nbad = {path}\n", extra_coder="class Coder: pass\n")
    with pytest.raises(PluginError, match=r"coder 'bad' of dateline-extra cannot be loaded") as caught:
        load(Point.CODER, "bad")
    assert caught.value.__cause__ is not None

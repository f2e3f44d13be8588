"""From settings to parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.errors import ConfigError, PluginError
from dateline.model import Exporter, Extractor, FileExporter, Parser, Resolver
from dateline.registry import Point, plugins
from dateline.run import make_exporter, make_pipeline
from small_gazetteer import make_gazetteer


def test_the_default_parts_follow_their_protocols() -> None:
    pipeline = make_pipeline()
    assert isinstance(pipeline.parser, Parser)
    assert isinstance(pipeline.extractor, Extractor)
    assert len(pipeline.resolvers) == len(Settings().resolvers)
    assert all(isinstance(resolver, Resolver) for resolver in pipeline.resolvers)


def test_the_maker_of_the_same_settings_is_the_same() -> None:
    assert make_pipeline().maker == make_pipeline(Settings()).maker
    assert make_pipeline(Settings(pipeline="other")).maker != make_pipeline().maker
    assert make_pipeline(Settings(resolvers=())).maker != make_pipeline().maker


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(coder="nobody"), "no coder named 'nobody'; known: 'builtin'"),
        (Settings(parser="nobody"), "no parser named 'nobody'; known: 'spacy'"),
        (Settings(resolvers=("dates", "nobody")), "no resolver named 'nobody'; known: 'actors', 'dates', 'places'"),
    ],
)
def test_a_part_that_is_not_there_is_told_with_those_that_are(settings: Settings, told: str) -> None:
    with pytest.raises(PluginError, match=told):
        make_pipeline(settings)


def test_parts_that_look_places_up_share_one_gazetteer(tmp_path: Path) -> None:
    path = make_gazetteer(tmp_path / "own.sqlite")
    pipeline = make_pipeline(Settings(gazetteer=path))
    found = [part.gazetteer for part in (pipeline.parser, *pipeline.resolvers) if hasattr(part, "gazetteer")]
    assert {id(one) for one in found} == {id(found[0])}
    assert found[0].path == path
    assert pipeline.maker != make_pipeline().maker


def test_a_setting_that_no_part_takes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"actors '.*own.csv' is set, and none of the parts takes it"):
        make_pipeline(Settings(actors=tmp_path / "own.csv", resolvers=("dates",)))


def test_a_gazetteer_that_is_none_stops_before_the_first_report(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no usable gazetteer file"):
        make_pipeline(Settings(gazetteer=tmp_path / "none.sqlite"))


@pytest.mark.parametrize("name", [plugin.name for plugin in plugins(Point.EXPORTER)])
def test_every_exporter_answers_to_its_name(name: str) -> None:
    exporter = make_exporter(name)
    assert isinstance(exporter, Exporter | FileExporter)
    assert exporter.name == name

"""From settings to parts."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.errors import PluginError
from dateline.model import Exporter, Extractor, Parser, Resolver
from dateline.registry import Point, plugins
from dateline.run import make_exporter, make_pipeline


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
        (Settings(resolvers=("dates", "nobody")), "no resolver named 'nobody'; known: 'countries', 'dates'"),
    ],
)
def test_a_part_that_is_not_there_is_told_with_those_that_are(settings: Settings, told: str) -> None:
    with pytest.raises(PluginError, match=told):
        make_pipeline(settings)


@pytest.mark.parametrize("name", [plugin.name for plugin in plugins(Point.EXPORTER)])
def test_every_exporter_answers_to_its_name(name: str) -> None:
    exporter = make_exporter(name)
    assert isinstance(exporter, Exporter)
    assert exporter.name == name

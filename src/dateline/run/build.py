"""From settings to parts: the pipeline that the settings name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import cast

from dateline.config import Settings
from dateline.errors import ConfigError, PluginError
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Exporter, Extractor, FileExporter, Layout, Parser, Resolver
from dateline.registry import Point, find, load
from dateline.run.pipeline import Pipeline

Tell = Callable[[str], None]
"""Is called with one line for a person before work that takes a while, such as making the gazetteer."""


def make_pipeline(settings: Settings | None = None, tell: Tell | None = None) -> Pipeline:
    """The pipeline that ``settings`` name, or the default one. No model is loaded before the first report.

    All parts that look places up share one gazetteer.

    Raises:
        PluginError: a name that no installed part has, or a part that cannot be loaded or made.
        ConfigError: the gazetteer or the list of actors cannot be used, or no part uses it.
    """
    settings = settings or Settings()
    options = _options(settings, tell)
    makers = [
        _Maker(Point.PARSER, settings.parser),
        _Maker(Point.CODER, settings.coder),
        *(_Maker(Point.RESOLVER, name) for name in settings.resolvers),
    ]
    for name in ("pipeline", "least_confidence", "gazetteer", "actors"):
        if getattr(settings, name) is not None and not any(name in maker.takes for maker in makers):
            told = ", ".join(f"{maker.point} {maker.name!r}" for maker in makers)
            raise ConfigError(
                f"{name} {str(getattr(settings, name))!r} is set, and none of the parts takes it ({told}). Leave the "
                "setting out, or choose parts that take it; 'dateline plugins' lists them."
            )
    parser, coder, *resolvers = (maker.make(options) for maker in makers)
    return Pipeline(cast(Parser, parser), cast(Extractor, coder), tuple(cast(Resolver, each) for each in resolvers))


def make_exporter(name: str) -> Exporter | FileExporter:
    """The exporter called ``name``: one that gives text piece by piece, or one that writes a file or folder itself.

    Raises:
        PluginError: no exporter of that name is installed, or it cannot be loaded or made.
    """
    return cast("Exporter | FileExporter", _Maker(Point.EXPORTER, name).make({}))


def make_layout(name: str) -> Layout:
    """The layout called ``name``.

    Raises:
        PluginError: no layout of that name is installed, or it cannot be loaded or made.
    """
    return cast(Layout, _Maker(Point.LAYOUT, name).make({}))


def _options(settings: Settings, tell: Tell | None) -> dict[str, object]:
    """What parts can be made with; each is given those that it takes."""
    options: dict[str, object] = {"gazetteer": Gazetteer(settings.gazetteer, tell)}
    if settings.pipeline is not None:
        options["pipeline"] = settings.pipeline
    if settings.least_confidence is not None:
        options["least_confidence"] = settings.least_confidence
    if settings.actors is not None:
        options["actors"] = settings.actors
    return options


class _Maker:
    """Makes the part of one name. One that lacks a method is refused here, not in the middle of a run."""

    def __init__(self, point: Point, name: str) -> None:
        self.point, self.name = point, name
        self._make = load(point, name)
        self.takes = frozenset(inspect.signature(self._make).parameters)

    def make(self, options: dict[str, object]) -> object:
        """The part, made with those of ``options`` that it takes."""
        point, path = self.point, find(self.point, self.name).path
        try:
            part: object = self._make(**{name: value for name, value in options.items() if name in self.takes})
        except TypeError as error:
            raise PluginError(
                f"{point} {self.name!r} ({path}) cannot be made: {error}. Choose another {point}; 'dateline plugins' "
                "lists them."
            ) from error
        if not isinstance(part, _PROTOCOLS[point]):
            protocols = " or ".join(each.__name__ for each in _PROTOCOLS[point])
            raise PluginError(
                f"{point} {self.name!r} ({path}) does not offer what a {point} must: see {protocols} "
                "in dateline.model.protocols. Choose another with 'dateline plugins'."
            )
        return part


_PROTOCOLS: dict[Point, tuple[type, ...]] = {
    Point.PARSER: (Parser,),
    Point.CODER: (Extractor,),
    Point.RESOLVER: (Resolver,),
    Point.EXPORTER: (Exporter, FileExporter),
    Point.LAYOUT: (Layout,),
}

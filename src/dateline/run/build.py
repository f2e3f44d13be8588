"""From settings to parts: the pipeline that the settings name."""

from __future__ import annotations

from typing import cast

from dateline.config import Settings
from dateline.errors import PluginError
from dateline.model import Exporter, Extractor, Parser, Resolver
from dateline.registry import Point, find, load
from dateline.run.pipeline import Pipeline


def make_pipeline(settings: Settings | None = None) -> Pipeline:
    """The pipeline that ``settings`` name, or the default one. No model is loaded before the first report.

    Raises:
        PluginError: a name that no installed part has, or a part that cannot be loaded or made.
    """
    settings = settings or Settings()
    options = {} if settings.pipeline is None else {"pipeline": settings.pipeline}
    return Pipeline(
        cast(Parser, _made(Point.PARSER, settings.parser, options)),
        cast(Extractor, _made(Point.CODER, settings.coder)),
        tuple(cast(Resolver, _made(Point.RESOLVER, name)) for name in settings.resolvers),
    )


def make_exporter(name: str) -> Exporter:
    """The exporter called ``name``.

    Raises:
        PluginError: no exporter of that name is installed, or it cannot be loaded or made.
    """
    return cast(Exporter, _made(Point.EXPORTER, name))


def _made(point: Point, name: str, options: dict[str, str] | None = None) -> object:
    """The part, made with ``options``. One that lacks a method is refused here, not in the middle of a run."""
    try:
        part = load(point, name)(**(options or {}))
    except TypeError as error:
        told = ", ".join(options or {}) or "no options"
        raise PluginError(
            f"{point} {name!r} ({find(point, name).path}) cannot be made with {told}: {error}. "
            f"Leave the option out, or choose another {point}; 'dateline plugins' lists them."
        ) from error
    if not isinstance(part, _PROTOCOLS[point]):
        raise PluginError(
            f"{point} {name!r} ({find(point, name).path}) does not offer what a {point} must: "
            f"see {_PROTOCOLS[point].__name__} in dateline.model.protocols. Choose another with 'dateline plugins'."
        )
    return part


_PROTOCOLS: dict[Point, type] = {
    Point.PARSER: Parser,
    Point.CODER: Extractor,
    Point.RESOLVER: Resolver,
    Point.EXPORTER: Exporter,
}

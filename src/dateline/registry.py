"""Every plug-in point, and how a name becomes the object behind it.

The built-in parts stand in one table by import path and are loaded when they are asked for. Parts of other
distributions come by entry points of the groups ``dateline.parsers``, ``dateline.coders``, ``dateline.resolvers``,
``dateline.exporters`` and ``dateline.layouts``; these are read at the first look-up. What a part must offer is in
`dateline.model.protocols`.

What does not belong here: making a part with its options (`run`), and what the parts do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dateline.errors import PluginError

BUILT_IN = "dateline"
"""What `Plugin.source` says of a part that comes with dateline itself."""


class Point(StrEnum):
    """The plug-in points. Each names the protocol of `dateline.model.protocols` that its parts follow."""

    PARSER = "parser"
    CODER = "coder"
    RESOLVER = "resolver"
    EXPORTER = "exporter"
    LAYOUT = "layout"

    @property
    def group(self) -> str:
        """The entry point group by which other distributions offer parts for this point."""
        return f"dateline.{self.value}s"


_TABLE: Mapping[Point, Mapping[str, str]] = {
    Point.PARSER: {"spacy": "dateline.parse:SpacyParser"},
    Point.CODER: {"builtin": "dateline.extract.builtin:BuiltinCoder"},
    Point.RESOLVER: {
        "actors": "dateline.resolve:ActorResolver",
        "dates": "dateline.resolve:DateResolver",
        "places": "dateline.resolve:PlaceResolver",
    },
    Point.EXPORTER: {
        "hxl": "dateline.export.hxl:HxlExporter",
        "jsonl": "dateline.export.jsonl:JsonlExporter",
        "jsonld": "dateline.export.jsonld:JsonLdExporter",
        "parquet": "dateline.export.parquet:ParquetExporter",
        "csv": "dateline.export.csv:CsvExporter",
        "codings": "dateline.export.codings:CodingsExporter",
        "datapackage": "dateline.export.datapackage:DataPackageExporter",
        "datasette": "dateline.export.datasette:DatasetteExporter",
        "ftm": "dateline.export.ftm:FtmExporter",
        "geojson": "dateline.export.geojson:GeoJsonExporter",
    },
    Point.LAYOUT: {
        "acled": "dateline.export.layouts.acled:AcledLayout",
        "ged": "dateline.export.layouts.ged:GedLayout",
        "gtd": "dateline.export.layouts.gtd:GtdLayout",
        "polecat": "dateline.export.layouts.polecat:PolecatLayout",
        "gdelt": "dateline.export.layouts.gdelt:GdeltLayout",
        "gdelt-mentions": "dateline.export.layouts.gdelt_mentions:GdeltMentionsLayout",
    },
}


@dataclass(frozen=True, slots=True, order=True)
class Plugin:
    """One part that can be asked for by name.

    path: import path, ``module:attribute``. source: the distribution that it comes from.
    """

    point: Point
    name: str
    path: str
    source: str


def plugins(point: Point | None = None) -> tuple[Plugin, ...]:
    """Every part that is installed, or those of one point; sorted by point and name.

    Raises:
        PluginError: two parts of one point have the same name.
    """
    found = [plugin for each in Point if point in (None, each) for plugin in _parts(each)]
    return tuple(sorted(found))


def find(point: Point, name: str) -> Plugin:
    """The part called ``name``; nothing is loaded.

    Raises:
        PluginError: no part of that name is installed; the message lists those that are.
    """
    parts = _parts(point)
    for plugin in parts:
        if plugin.name == name:
            return plugin
    known = ", ".join(repr(plugin.name) for plugin in parts)
    raise PluginError(f"no {point} named {name!r}; known: {known}. Plug-ins are listed by 'dateline plugins'.")


def load(point: Point, name: str) -> Any:
    """The class or function behind ``name``, imported now; calling it makes the part.

    Raises:
        PluginError: no such part, or its module or attribute cannot be imported.
    """
    plugin = find(point, name)
    module, _, attribute = plugin.path.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise PluginError(
            f"{point} {name!r} of {plugin.source} cannot be loaded from {plugin.path!r}: {error}. "
            f"Install {plugin.source} again, or choose another {point}; 'dateline plugins' lists them."
        ) from error


@cache
def _parts(point: Point) -> tuple[Plugin, ...]:
    """The parts of one point; entry points are read once, at the first look-up."""
    parts = {name: Plugin(point, name, path, BUILT_IN) for name, path in _TABLE[point].items()}
    for entry in entry_points(group=point.group):
        plugin = Plugin(point, entry.name, entry.value, _distribution(entry))
        other = parts.setdefault(entry.name, plugin)
        if other != plugin:
            raise PluginError(
                f"two parts are offered as {point} {entry.name!r}: {other.path!r} of {other.source} and "
                f"{plugin.path!r} of {plugin.source}; a name may stand for one. Uninstall one of them."
            )
    return tuple(sorted(parts.values()))


def _distribution(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else "an unnamed distribution"

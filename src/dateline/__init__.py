"""dateline: news reports in, an event record out that can be defended.

Five lines of use::

    import dateline

    coding = dateline.code("RABAT, May 3, 2025 (Agency) - Gunmen killed two guards at a depot on Friday.")
    for record in coding.records:
        print(record.type, [span.text for span in record.spans()])

The names below are the public ones. Each is loaded when it is first used: importing the package loads no model, opens
no file and reads no environment.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.config import Settings
    from dateline.errors import DatelineError, ReportError, RunError
    from dateline.knowledge.gazetteer import Gazetteer
    from dateline.knowledge.times import resolve_date
    from dateline.model import (
        AttributionRelation,
        Claim,
        Coding,
        EventRecord,
        Failure,
        Field,
        Report,
        Span,
        Unresolved,
        Voice,
    )
    from dateline.read import ReadOptions, read_paths
    from dateline.resolve import resolve_actor, resolve_place
    from dateline.run import Pipeline, attribute, code, make_pipeline, make_report, open_store

    __version__: str

_HOMES = {
    "AttributionRelation": "dateline.model",
    "Claim": "dateline.model",
    "Coding": "dateline.model",
    "DatelineError": "dateline.errors",
    "EventRecord": "dateline.model",
    "Failure": "dateline.model",
    "Field": "dateline.model",
    "Gazetteer": "dateline.knowledge.gazetteer",
    "Pipeline": "dateline.run",
    "ReadOptions": "dateline.read",
    "Report": "dateline.model",
    "ReportError": "dateline.errors",
    "RunError": "dateline.errors",
    "Settings": "dateline.config",
    "Span": "dateline.model",
    "Unresolved": "dateline.model",
    "Voice": "dateline.model",
    "attribute": "dateline.run",
    "code": "dateline.run",
    "make_pipeline": "dateline.run",
    "make_report": "dateline.run",
    "open_store": "dateline.run",
    "read_paths": "dateline.read",
    "resolve_actor": "dateline.resolve",
    "resolve_date": "dateline.knowledge.times",
    "resolve_place": "dateline.resolve",
}

__all__ = [
    "AttributionRelation",
    "Claim",
    "Coding",
    "DatelineError",
    "EventRecord",
    "Failure",
    "Field",
    "Gazetteer",
    "Pipeline",
    "ReadOptions",
    "Report",
    "ReportError",
    "RunError",
    "Settings",
    "Span",
    "Unresolved",
    "Voice",
    "__version__",
    "attribute",
    "code",
    "make_pipeline",
    "make_report",
    "open_store",
    "read_paths",
    "resolve_actor",
    "resolve_date",
    "resolve_place",
]


def __getattr__(name: str) -> object:
    value: object
    if name == "__version__":
        value = import_module("importlib.metadata").version("dateline")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}; its public names are {', '.join(__all__)}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

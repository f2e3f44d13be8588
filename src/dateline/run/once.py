"""One report, coded and handed back, with no store: the way in for programs."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ReportError
from dateline.model import Coding, Failure, Report
from dateline.run.build import make_pipeline
from dateline.run.inputs import make_report
from dateline.run.pipeline import Pipeline

if TYPE_CHECKING:
    from dateline.store import Store


def code(report: str | Report, *, published: date | None = None, pipeline: Pipeline | None = None) -> Coding:
    """The records of one report, every span checked against its text.

    report: a `Report`, or a text from which `make_report` makes one. published: the day of publication of a text; a
    `Report` carries its own. pipeline: the parts to code with; the default ones are made once and kept.

    Raises:
        ReportError: the report does not get through a stage; the error says which and why.
        RunError: a part is not installed.
        ValueError: ``published`` is given beside a `Report`.
    """
    if isinstance(report, str):
        report = make_report(report, published=published)
    elif published is not None:
        raise ValueError(f"report {report.id!r} carries its own day of publication; leave out published={published}")
    outcome = (pipeline or default_pipeline()).code_report(report)
    if isinstance(outcome, Failure):
        raise ReportError(outcome.message, origin=outcome.origin, stage=outcome.stage, report_id=outcome.report_id)
    return outcome


def open_store(path: str | Path, *, create: bool = True) -> Store:
    """The store in the file at ``path``, made if need be; a context manager.

    Raises:
        StoreError: the file cannot be opened, is no store, is of a newer dateline, or is missing and not to be made.
    """
    from dateline.store import Store  # noqa: PLC0415 - SQLAlchemy and Alembic, which coding a text does not need

    return Store.open(Path(path), create=create)


@cache
def default_pipeline() -> Pipeline:
    """The pipeline that the default settings name, made once and kept."""
    return make_pipeline()

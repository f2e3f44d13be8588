"""The parts over which the contract suites run, and the reports that they run on.

Every part that the registry knows takes part, those of installed plug-ins included; small parts made for tests do, too,
so that a suite asks for no more than the protocol does.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from datetime import date
from typing import Any

from dateline.model import Coding, Failure, ParsedReport, PublishedBasis, Report
from dateline.registry import Point, load, plugins
from factories import report

TEXTS = (
    "Gunmen killed two farmers near Bangui on Monday, a trader said. Police arrested three men in Lagos.",
    "The valley is wide and green.",
    "“We saw smoke,” said a witness.\n\nA blast wounded dozens in Kabul. No group has claimed responsibility.",
    "  \n\n Café 🎉\u200b e\u0301 \x07 — ??? \n\n",
    "KILLED",
    "The presidents of Chile and Bolivia will meet in La Paz next week. Turkey denied shelling the town of Afrin.",
)
"""Plain reports, one without happenings, one of several paragraphs, one that is hardly a text, one word, and talk."""


def reports() -> list[Report]:
    """One report for each text, with ids r0, r1, ... and a day of publication."""
    facts: dict[str, Any] = {"published": date(2031, 5, 14), "published_basis": PublishedBasis.GIVEN}
    return [report(text, id=f"r{n}", origin=f"line {n}", **facts)[0] for n, text in enumerate(TEXTS)]


def installed(point: Point) -> list[Any]:
    """The classes behind every name of a plug-in point."""
    return [load(point, plugin.name) for plugin in plugins(point)]


def options(part: Any) -> list[str]:
    """The options with which a part can be made."""
    return [name for name in inspect.signature(part).parameters if name != "self"]


def ids(outcomes: Iterable[ParsedReport | Coding | Failure]) -> list[str | None]:
    """The report ids of outcomes, whatever they are."""
    return [one.report.id if isinstance(one, ParsedReport) else one.report_id for one in outcomes]

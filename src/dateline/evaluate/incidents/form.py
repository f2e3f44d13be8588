"""The gold file of a story set and a prediction of its incidents, read into types.

What does not belong here: the figures (`figures`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.json_lines import (
    listed,
    mapping_of,
    optional_mapping,
    optional_text,
    required_text,
    texts,
    too_deep,
    whole_number,
)


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """One incident of a story.

    role: "focus", "near-miss" or "background". mentions: by report, the words of the clearest mention. others: by
    report, further words for it. reports: ids of all that tell it. origins: how many tell it independently. starts: by
    report, where the clearest mention begins in the report's text. place_words: by report, the words for its place.
    """

    id: str
    story: str
    role: str
    type: str
    reports: tuple[str, ...]
    mentions: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]
    origins: int
    mode: str | None
    country: str | None
    status: str
    days: tuple[date, date] | None
    starts: Mapping[str, int]
    place_words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """A happening that only one report tells: taken into account when records are mapped, never scored."""

    report: str
    trigger: str
    type: str


@dataclass(frozen=True, slots=True)
class GoldStories:
    """A story set. links: pairs of incident ids, the later or dependent one first. reports: ids of all reports."""

    incidents: tuple[GoldIncident, ...]
    links: tuple[tuple[str, str], ...]
    told_once: tuple[ToldOnce, ...]
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class PredictedMember:
    """One record of a predicted incident: its report, the words that name the happening, clearest first, its type."""

    report: str
    triggers: tuple[str, ...]
    type: str | None


@dataclass(frozen=True, slots=True)
class PredictedIncident:
    """One predicted incident. origins: how many of its reports tell it independently, None where not told."""

    id: str
    members: tuple[PredictedMember, ...]
    origins: int | None


def parse_stories(text: str, origin: str) -> GoldStories:
    """The story set in the text of a gold file.

    Raises:
        RunError: it has another form; the message names the place.
    """
    data = _object(text, origin, '{"incidents", "links", "told_once", "day_words"}')
    return GoldStories(
        tuple(_gold(row, place) for place, row in _rows(data, "incidents", origin)),
        tuple(
            (required_text(row, "from", place), required_text(row, "to", place))
            for place, row in _rows(data, "links", origin)
        ),
        tuple(
            ToldOnce(*(required_text(row, key, place) for key in ("report", "trigger", "type")))
            for place, row in _rows(data, "told_once", origin)
        ),
        frozenset(mapping_of(data.get("day_words"), f"{origin}, day_words")),
    )


def parse_predicted_incidents(text: str, origin: str, reports: frozenset[str]) -> tuple[PredictedIncident, ...]:
    """The incidents in the text of a prediction file.

    Raises:
        RunError: it has another form, an id comes twice, or a report is not one of ``reports``.
    """
    data = _object(text, origin, '{"incidents": [..]}')
    found: dict[str, PredictedIncident] = {}
    for place, row in _rows(data, "incidents", origin):
        incident = _predicted(row, place, reports)
        if incident.id in found:
            raise RunError(f"{place}: the id {incident.id!r} comes twice; give each incident an id of its own.")
        found[incident.id] = incident
    return tuple(found.values())


def _gold(row: Mapping[str, Any], place: str) -> GoldIncident:
    mentions = mapping_of(row.get("mentions"), f"{place}, mentions")
    others = mapping_of(row.get("other_mentions"), f"{place}, other_mentions")
    starts = optional_mapping(row, "mention_starts", place)
    places = optional_mapping(row, "place_words", place)
    return GoldIncident(
        required_text(row, "id", place),
        required_text(row, "story", place),
        required_text(row, "role", place),
        required_text(row, "type", place),
        texts(row, "reports", place),
        {report: required_text(mentions, report, f"{place}, mentions") for report in mentions},
        {report: texts(others, report, f"{place}, other_mentions") for report in others},
        whole_number(row, "independent_origins", place),
        optional_text(row, "mode", place),
        optional_text(row, "country", place),
        required_text(row, "status", place),
        _days(row, place),
        {report: whole_number(starts, report, f"{place}, mention_starts") for report in starts},
        {report: required_text(places, report, f"{place}, place_words") for report in places},
    )


def _days(row: Mapping[str, Any], place: str) -> tuple[date, date] | None:
    first, last = optional_text(row, "date_from", place), optional_text(row, "date_to", place)
    if first is None:
        return None
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise RunError(f"{place}: {error}; accepted in date_from and date_to is YYYY-MM-DD. Mend it.") from error


def _predicted(row: Mapping[str, Any], place: str, reports: frozenset[str]) -> PredictedIncident:
    members = []
    for number, item in enumerate(listed(row, "members", place), 1):
        where = f"{place}, member {number}"
        member = mapping_of(item, where)
        report = required_text(member, "report", where)
        if report not in reports:
            raise RunError(f"{where}: report {report!r} is none of the {len(reports)} reports of the story set.")
        members.append(PredictedMember(report, texts(member, "triggers", where), optional_text(member, "type", where)))
    told = row.get("independent_origins")
    origins = None if told is None else whole_number(row, "independent_origins", place)
    return PredictedIncident(required_text(row, "id", place), tuple(members), origins)


def _object(text: str, origin: str, form: str) -> Mapping[str, Any]:
    try:
        return mapping_of(json.loads(text), origin)
    except json.JSONDecodeError as error:
        raise RunError(f"{origin}, line {error.lineno}: {error.msg}; accepted is one JSON object {form}.") from error
    except RecursionError as error:
        raise too_deep(origin) from error


def _rows(data: Mapping[str, Any], key: str, origin: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, row in enumerate(listed(data, key, origin), 1):
        place = f"{origin}, {key}, number {number}"
        yield place, mapping_of(row, place)

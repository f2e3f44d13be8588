"""Articles and codings as the scorer reads them, from files in the coding guide's form.

A `CodedEvent` holds what is scored and nothing else. Shape and type are checked; the other closed values are taken as
they are, so that a coder with words of its own is measured and found wrong rather than refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.json_lines import (
    boolean,
    json_objects,
    kind_of,
    mapping_of,
    optional_mapping,
    optional_text,
    required_text,
    text_of,
    texts,
    too_deep,
)
from dateline.model import EventType

ROLES = ("actor", "recipient", "object", "means", "place")
"""The fields that count as arguments, in the order in which they are reported."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article that was coded by hand: its id, its title ("" where it has none) and its text."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title, a line break, text: what the words of a coding are looked for in."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class CodedFigure:
    """The bounds of a number of people, inclusive; None where the words set none."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event of a coding.

    arguments: the words of each of `ROLES`. sources: the words of the sources that vouch for it or dispute it.
    responsibility: the stance of the responsibility, or None.
    """

    type: EventType
    triggers: tuple[str, ...]
    arguments: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...] = ()
    mode: str | None = None
    country: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    killed: CodedFigure | None = None
    injured: CodedFigure | None = None
    status: str | None = None
    certainty: str | None = None
    responsibility: str | None = None
    main: bool = False


def load_articles(path: Path) -> dict[str, Article]:
    """The articles of a JSON file, ``[{"id", "title", "text", ...}, ...]``, by their ids; other keys are passed over.

    Raises:
        ConfigError: the file cannot be read.
        RunError: it is no such list, an article lacks id or text, or an id comes twice.
    """
    try:
        items = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise RunError(
            f"{path}, line {error.lineno}: {error.msg}; accepted is a JSON list of articles with id, title and text. "
            "Mend the file, or name the articles first and the codings second."
        ) from error
    except RecursionError as error:
        raise too_deep(str(path)) from error
    if not isinstance(items, list):
        raise RunError(
            f"{path}: it holds {kind_of(items)} and not a list; accepted is a JSON list of articles with id, title and "
            "text. Name the articles first and the codings second."
        )
    articles: dict[str, Article] = {}
    for number, item in enumerate(items, 1):
        article = _article(item, f"{path}, article {number}")
        if article.id in articles:
            raise RunError(f"{path}, article {number}: the id {article.id!r} comes twice; take one of the two out.")
        articles[article.id] = article
    return articles


def load_codings(path: Path) -> dict[str, tuple[CodedEvent, ...]]:
    """The codings of a JSONL file, ``{"id", "events"}`` a line, by the ids of their reports; blank lines are skipped.

    Raises:
        ConfigError: the file cannot be read.
        RunError: a line is no coding, or a report is coded twice; the message names the line.
    """
    return parse_codings(text_of(path).split("\n"), str(path))


def parse_codings(lines: Iterable[str], origin: str) -> dict[str, tuple[CodedEvent, ...]]:
    """The codings of ``lines``, one ``{"id", "events"}`` a line, by the ids of their reports.

    origin: where the lines come from, for messages.

    Raises:
        RunError: a line is no coding, or a report is coded twice; the message names the line.
    """
    return {
        report_id: tuple(
            _event(event, f"{place}, event {number}") for number, event in enumerate(_events(data, place), 1)
        )
        for place, report_id, data in json_objects(lines, origin, '{"id", "events"}')
    }


def _article(item: object, place: str) -> Article:
    data = mapping_of(item, place)
    title = data.get("title")
    if title is not None and not isinstance(title, str):
        raise RunError(f"{place}: 'title' is {kind_of(title)}; accepted is text or null. Mend the article.")
    return Article(required_text(data, "id", place), title or "", required_text(data, "text", place))


def _events(data: Mapping[str, Any], place: str) -> list[Any]:
    events = data.get("events")
    if not isinstance(events, list):
        raise RunError(f"{place}: 'events' is {kind_of(events)}; accepted is a list, [] for no events. Mend the line.")
    return events


def _event(item: object, place: str) -> CodedEvent:
    data = mapping_of(item, place)
    responsibility = optional_mapping(data, "responsibility", place)
    return CodedEvent(
        type=_event_type(data, place),
        triggers=texts(data, "triggers", place),
        arguments={role: texts(data, role, place) for role in ROLES},
        sources=_sources(data, place),
        mode=optional_text(data, "mode", place),
        country=optional_text(data, "country", place),
        date_from=optional_text(data, "date_from", place),
        date_to=optional_text(data, "date_to", place),
        killed=_figure(data, "killed", place),
        injured=_figure(data, "injured", place),
        status=optional_text(data, "status", place),
        certainty=optional_text(data, "certainty", place),
        responsibility=optional_text(responsibility, "stance", f"{place}, responsibility"),
        main=boolean(data, "main", place),
    )


def _event_type(data: Mapping[str, Any], place: str) -> EventType:
    word = data.get("type")
    known = {event_type.value: event_type for event_type in EventType}
    if isinstance(word, str) and word in known:
        return known[word]
    raise RunError(f"{place}: type {word!r} is not one of {', '.join(known)}. Mend the event.")


def _sources(data: Mapping[str, Any], place: str) -> tuple[str, ...]:
    """The named sources of ``attribution``; an entry without one is no source."""
    entries = data.get("attribution") or []
    if not isinstance(entries, list):
        raise RunError(
            f"{place}: 'attribution' is {kind_of(entries)}; accepted is a list of objects with source, cue and stance. "
            "Mend the event."
        )
    told = (optional_text(mapping_of(entry, f"{place}, attribution"), "source", place) for entry in entries)
    return tuple(source for source in told if source)


def _figure(data: Mapping[str, Any], key: str, place: str) -> CodedFigure | None:
    figure = optional_mapping(data, key, place)
    if not figure:
        return None
    return CodedFigure(_bound(figure, "low", f"{place}, {key}"), _bound(figure, "high", f"{place}, {key}"))


def _bound(data: Mapping[str, Any], key: str, place: str) -> int | None:
    value = data.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is a whole number, or null where it is not told.")

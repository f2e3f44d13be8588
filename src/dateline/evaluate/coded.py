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

from dateline.errors import ConfigError, RunError
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
        items = json.loads(_text_of(path))
    except json.JSONDecodeError as error:
        raise RunError(
            f"{path}, line {error.lineno}: {error.msg}; accepted is a JSON list of articles with id, title and text. "
            "Mend the file, or name the articles first and the codings second."
        ) from error
    except RecursionError as error:
        raise _too_deep(str(path)) from error
    if not isinstance(items, list):
        raise RunError(
            f"{path}: it holds {_kind(items)} and not a list; accepted is a JSON list of articles with id, title and "
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
    return parse_codings(_text_of(path).split("\n"), str(path))


def parse_codings(lines: Iterable[str], origin: str) -> dict[str, tuple[CodedEvent, ...]]:
    """The codings of ``lines``, one ``{"id", "events"}`` a line, by the ids of their reports.

    origin: where the lines come from, for messages.

    Raises:
        RunError: a line is no coding, or a report is coded twice; the message names the line.
    """
    codings: dict[str, tuple[CodedEvent, ...]] = {}
    line_of: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{origin}, line {number}"
        report_id, events = _coding(line, place)
        if report_id in codings:
            raise RunError(
                f"{place}: report {report_id!r} is coded on line {line_of[report_id]} already; one coding of a report "
                "can be scored. Take one of the two lines out."
            )
        codings[report_id] = events
        line_of[report_id] = number
    return codings


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{path}: it cannot be read ({error.strerror or error}); accepted is a file in UTF-8. Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise RunError(
            f"{path}: byte {error.start} is no UTF-8 ({error.reason}); accepted is UTF-8. Convert the file."
        ) from error


def _too_deep(place: str) -> RunError:
    return RunError(f"{place}: the JSON is nested too deeply to be read; accepted is the coding guide's form. Mend it.")


def _article(item: object, place: str) -> Article:
    data = _mapping(item, place)
    title = data.get("title")
    if title is not None and not isinstance(title, str):
        raise RunError(f"{place}: 'title' is {_kind(title)}; accepted is text or null. Mend the article.")
    return Article(_required_text(data, "id", place), title or "", _required_text(data, "text", place))


def _coding(line: str, place: str) -> tuple[str, tuple[CodedEvent, ...]]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise RunError(
            f"{place}: {error.msg} at column {error.colno}; accepted is one JSON object "
            '{"id", "events"} a line. Mend the line, or leave it out.'
        ) from error
    except RecursionError as error:
        raise _too_deep(place) from error
    data = _mapping(item, place)
    report_id = _required_text(data, "id", place)
    events = data.get("events")
    if not isinstance(events, list):
        raise RunError(f"{place}: 'events' is {_kind(events)}; accepted is a list, [] for no events. Mend the line.")
    return report_id, tuple(_event(event, f"{place}, event {number}") for number, event in enumerate(events, 1))


def _event(item: object, place: str) -> CodedEvent:
    data = _mapping(item, place)
    responsibility = _optional_mapping(data, "responsibility", place)
    return CodedEvent(
        type=_event_type(data, place),
        triggers=_texts(data, "triggers", place),
        arguments={role: _texts(data, role, place) for role in ROLES},
        sources=_sources(data, place),
        mode=_optional_text(data, "mode", place),
        country=_optional_text(data, "country", place),
        date_from=_optional_text(data, "date_from", place),
        date_to=_optional_text(data, "date_to", place),
        killed=_figure(data, "killed", place),
        injured=_figure(data, "injured", place),
        status=_optional_text(data, "status", place),
        certainty=_optional_text(data, "certainty", place),
        responsibility=_optional_text(responsibility, "stance", f"{place}, responsibility"),
        main=_boolean(data, "main", place),
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
            f"{place}: 'attribution' is {_kind(entries)}; accepted is a list of objects with source, cue and stance. "
            "Mend the event."
        )
    told = (_optional_text(_mapping(entry, f"{place}, attribution"), "source", place) for entry in entries)
    return tuple(source for source in told if source)


def _figure(data: Mapping[str, Any], key: str, place: str) -> CodedFigure | None:
    figure = _optional_mapping(data, key, place)
    if not figure:
        return None
    return CodedFigure(_bound(figure, "low", f"{place}, {key}"), _bound(figure, "high", f"{place}, {key}"))


def _bound(data: Mapping[str, Any], key: str, place: str) -> int | None:
    value = data.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is a whole number, or null where it is not told.")


def _texts(data: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = data.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise RunError(f"{place}: {key!r} is {value!r}; accepted is a list of texts, [] for none. Mend the event.")
    return tuple(value)


def _required_text(data: Mapping[str, Any], key: str, place: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise RunError(f"{place}: {key!r} is {_kind(value)}; accepted is a text that is not empty. Add it.")
    return value


def _optional_text(data: Mapping[str, Any], key: str, place: str) -> str | None:
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is a text, or null where it is not told. Mend it.")


def _boolean(data: Mapping[str, Any], key: str, place: str) -> bool:
    """A truth value that is false where it is left out: predictions need not tell it, and it is read in gold alone."""
    value = data.get(key, False)
    if isinstance(value, bool):
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is true or false. Mend the event.")


def _optional_mapping(data: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    value = data.get(key)
    return {} if value is None else _mapping(value, f"{place}, {key}")


def _mapping(item: object, place: str) -> Mapping[str, Any]:
    if isinstance(item, dict):
        return item
    raise RunError(f"{place}: it is {_kind(item)}; accepted is a JSON object. Mend it, or leave it out.")


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "missing or null"
    names = {
        str: "a text",
        list: "a list",
        dict: "an object",
        bool: "a truth value",
        int: "a number",
        float: "a number",
    }
    return f"{names.get(type(value), type(value).__name__)}{' that is empty' if value in ('', [], {}) else ''}"

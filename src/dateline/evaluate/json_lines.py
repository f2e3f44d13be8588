"""Files of JSON lines, read with errors that say where and what: shared by all that load gold and predictions.

What does not belong here: what the values mean (the module of each figure).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError, RunError


def json_objects(lines: Iterable[str], origin: str, form: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield (place, id, object) for each line that is not blank; each id comes once.

    origin: where the lines come from. form: what one line must be, such as ``{"id", "events"}``; both for messages.

    Raises:
        RunError: a line is no JSON object with an id, or an id comes twice; the message names the line.
    """
    first_place: dict[str, str] = {}
    for place, data in json_rows(lines, origin, form):
        identity = required_text(data, "id", place)
        if identity in first_place:
            raise RunError(
                f"{place}: {identity!r} stands on {first_place[identity]} already; one line of each id can be scored. "
                "Take one of the two lines out."
            )
        first_place[identity] = place.removeprefix(f"{origin}, ")
        yield place, identity, data


def json_rows(lines: Iterable[str], origin: str, form: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (place, object) for each line that is not blank, as `json_objects` does, whatever its keys.

    Raises:
        RunError: a line is no JSON object; the message names the line.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{origin}, line {number}"
            yield place, mapping_of(_parsed(line, place, form), place)


def _parsed(line: str, place: str, form: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise RunError(
            f"{place}: {error.msg} at column {error.colno}; accepted is one JSON object {form} a line. Mend the line, "
            "or leave it out."
        ) from error
    except RecursionError as error:
        raise too_deep(place) from error


def whole_number(data: Mapping[str, Any], key: str, place: str) -> int:
    """The whole number from 0 under ``key``."""
    value = data.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is a whole number from 0. Mend it.")


def optional_number(data: Mapping[str, Any], key: str, place: str) -> float | None:
    """The number under ``key``, or None where it is null or absent."""
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is a number, or null where it is not known. Mend it.")


def listed(data: Mapping[str, Any], key: str, place: str) -> list[Any]:
    """The list under ``key``; an empty one where it is null or absent."""
    value = data.get(key)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    raise RunError(f"{place}: {key!r} is {kind_of(value)}; accepted is a list, [] for none. Mend the line.")


def text_of(path: Path) -> str:
    """The text of a file in UTF-8.

    Raises:
        ConfigError: the file cannot be read.
        RunError: it is not UTF-8.
    """
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


def too_deep(place: str) -> RunError:
    """The error for JSON that is nested too deeply."""
    return RunError(f"{place}: the JSON is nested too deeply to be read; accepted is the coding guide's form. Mend it.")


def mapping_of(item: object, place: str) -> Mapping[str, Any]:
    """``item``, which must be a JSON object; ``place`` says where it stands, for the error."""
    if isinstance(item, dict):
        return item
    raise RunError(f"{place}: it is {kind_of(item)}; accepted is a JSON object. Mend it, or leave it out.")


def optional_mapping(data: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    """The object under ``key``; an empty one where it is null or absent."""
    value = data.get(key)
    return {} if value is None else mapping_of(value, f"{place}, {key}")


def required_text(data: Mapping[str, Any], key: str, place: str) -> str:
    """The text under ``key``, which must be there and not empty."""
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise RunError(f"{place}: {key!r} is {kind_of(value)}; accepted is a text that is not empty. Add it.")
    return value


def optional_text(data: Mapping[str, Any], key: str, place: str) -> str | None:
    """The text under ``key``, or None where it is null or absent."""
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is a text, or null where it is not told. Mend it.")


def boolean(data: Mapping[str, Any], key: str, place: str) -> bool:
    """A truth value that is false where it is left out: predictions need not tell it, and it is read in gold alone."""
    value = data.get(key, False)
    if isinstance(value, bool):
        return value
    raise RunError(f"{place}: {key!r} is {value!r}; accepted is true or false. Mend the event.")


def texts(data: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    """The texts listed under ``key``; none where it is null or absent."""
    value = data.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise RunError(f"{place}: {key!r} is {value!r}; accepted is a list of texts, [] for none. Mend the event.")
    return tuple(value)


def kind_of(value: object) -> str:
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

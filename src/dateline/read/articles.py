"""Files of many articles: JSON, JSONL and CSV with the fields id, date, publisher, title and text.

Only ``text`` is needed; other fields are passed over. Field names are read without regard to case. JSONL and CSV are
read line by line; a JSON file is read as a whole, up to 256 MB.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from dateline.errors import ReportError
from dateline.model import Failure, Report
from dateline.read.build import Draft, build_report
from dateline.read.decode import decode
from dateline.read.lines import Line, LineReader, open_lines
from dateline.read.messages import quoted
from dateline.read.options import ReadOptions
from dateline.read.source import Source

_FIELDS = ("id", "date", "publisher", "title", "text")
_LIST_KEYS = ("articles", "reports", "items", "documents", "data")
_LARGEST_JSON = 256 * 1024 * 1024
# JSON may write one character as two escapes of six characters; the other fields get a fixed allowance.
_JSON_CHARACTERS_A_CHARACTER = 12
_OTHER_FIELDS = 1 << 18
_ACCEPTED_ITEM = 'accepted is an object such as {"id": "a1", "date": "2025-04-25", "title": "...", "text": "..."}'

Outcomes = Iterator[Report | Failure]


def as_failure(error: ReportError) -> Failure:
    """The row that is kept of ``error``."""
    return Failure(error.origin, error.stage, str(error), error.report_id)


def read_json(source: Source, options: ReadOptions) -> Outcomes:
    """Yield one outcome for each article of a JSON list, of an object that holds one list, or of a single object.

    Raises:
        ReportError: the file is no JSON, or holds no articles.
    """
    data = source.read_all(_LARGEST_JSON, "Write the articles as JSONL, one a line, which is read piece by piece.")
    items = _items(_parse_json(decode(data, source), source, ""), source)
    if not items:
        raise source.error(f"the list of articles is empty; {_ACCEPTED_ITEM}. Fill it, or leave the file out.")
    for number, item in enumerate(items, 1):
        yield _outcome(partial(_article, item), source, f"item {number}", options)


def read_jsonl(source: Source, options: ReadOptions) -> Outcomes:
    """Yield one outcome for each line that is not blank; a broken line is a failure of that line alone."""
    longest = options.max_characters * _JSON_CHARACTERS_A_CHARACTER + _OTHER_FIELDS
    is_empty = True
    with open_lines(source, longest) as lines:
        for line in _each(lines, source):
            if line.text.strip():
                is_empty = False
                place = f"line {line.number}"
                yield _outcome(partial(_line_article, line, source), source, place, options)
    if is_empty:
        raise source.error(f"the file has no line with an article; {_ACCEPTED_ITEM} on each line. Leave the file out.")


def read_csv(source: Source, options: ReadOptions) -> Outcomes:
    """Yield one outcome for each row; a broken row is a failure, and reading goes on with the line after its first.

    Raises:
        ReportError: the header has no column ``text``, or names one of ours twice; or there are no rows.
    """
    most = 2 * options.max_characters + _OTHER_FIELDS
    with open_lines(source, most) as lines:
        table = _Table(lines, source, most)
        is_empty = True
        for line, row in table.rows():
            is_empty = False
            place = f"line {line.number}"
            if isinstance(row, str):
                yield as_failure(source.error(row, place))
            else:
                yield _outcome(partial(_article, row), source, place, options)
        if is_empty:
            raise source.error(
                "the table has a header and no rows; accepted is one row an article. Leave the file out."
            )


def _outcome(
    make: Callable[[], Mapping[str, str | None]], source: Source, place: str, options: ReadOptions
) -> Report | Failure:
    try:
        fields = make()
        draft = Draft(
            f"{source.origin}, {place}",
            body=fields["text"] or "",
            title=fields["title"],
            id=fields["id"],
            published=fields["date"],
            publisher=fields["publisher"],
        )
        return build_report(draft, options)
    except _ArticleError as error:
        return as_failure(source.error(str(error), place))
    except ReportError as error:
        return as_failure(error)


class _ArticleError(Exception):
    """What is wrong with one article; its place is added by `_outcome`."""


def _article(item: object) -> dict[str, str | None]:
    """The five fields of an article as words, None where one is not told."""
    if not isinstance(item, dict):
        raise _ArticleError(f"{quoted(item)} is no article; {_ACCEPTED_ITEM}. Correct it, or leave it out.")
    told: dict[str, Any] = {str(name).strip().lower(): value for name, value in item.items()}
    if told.get("text") is None:
        names = ", ".join(map(str, item)) or "none"
        raise _ArticleError(
            f"the article has no text; its fields are: {names[:200]}. Accepted is an object with 'text'. "
            "Name the field that holds the text 'text', or leave the article out."
        )
    return {name: _words(name, told.get(name)) for name in _FIELDS}


def _words(name: str, value: object) -> str | None:
    """A field's value as words. A number becomes its digits, except for the text and the title, which are words."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and name in {"id", "date"}:
        return str(value)
    accepted = "a string or a number" if name in {"id", "date"} else "a string"
    raise _ArticleError(f"{name} {quoted(value)} is not {accepted}; write it as one, or leave it out")


def _line_article(line: Line, source: Source) -> dict[str, str | None]:
    if line.is_cut:
        raise _ArticleError(
            f"the line is longer than {len(line.text):,} characters; accepted is one article a line. "
            "Split the article, or raise the limit on the length of a text."
        )
    damage = line.damage()
    if damage is not None:
        raise _ArticleError(damage)
    return _article(_parse_json(line.text.rstrip("\r\n"), source, f"line {line.number}"))


def _parse_json(text: str, source: Source, place: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"column {error.colno}" if place else f"line {error.lineno}, column {error.colno}"
        found = repr(text[error.pos : error.pos + 20]) if error.pos < len(text) else "the end"
        message = f"{where}: {error.msg}, found {found}; accepted is valid JSON. Correct it there."
        raise source.error(message, place) from error
    except RecursionError as error:
        raise source.error(f"the JSON is nested too deeply to be an article; {_ACCEPTED_ITEM}.", place) from error
    except ValueError as error:
        raise source.error(f"the JSON holds a value that cannot be read ({error}); {_ACCEPTED_ITEM}.", place) from error


def _items(data: object, source: Source) -> list[object]:
    """The articles of a JSON file: the list, the one list in an object, or the object itself where it has a text."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        raise source.error(f"the file holds {quoted(data)}; accepted is a list of articles. {_ACCEPTED_ITEM}.")
    names = {str(name).strip().lower(): name for name in data}
    if "text" in names:
        return [data]
    for key in _LIST_KEYS:
        if key in names and isinstance(data[names[key]], list):
            return list(data[names[key]])
    lists = [value for value in data.values() if isinstance(value, list)]
    if len(lists) == 1:
        return list(lists[0])
    found = ", ".join(map(str, data)) or "none"
    raise source.error(
        f"the object has neither 'text' nor a list of articles; its fields are: {found[:200]}. "
        f"Accepted is a list, or an object with a list under one of {', '.join(_LIST_KEYS)}."
    )


def _each(lines: LineReader, source: Source) -> Iterator[Line]:
    """The lines that are left.

    Raises:
        ReportError: a UTF-16 or UTF-32 file is damaged, so that no further line can be told.
    """
    while (line := _next(lines, source)) is not None:
        yield line


def _next(lines: LineReader, source: Source) -> Line | None:
    try:
        return lines.next()
    except UnicodeError as error:
        raise source.error(
            f"the file is damaged here and cannot be read on ({error}); accepted are UTF-8 and whole UTF-16. "
            "Save it again as UTF-8.",
            f"after line {lines.number}",
        ) from error


class _RowTooLongError(Exception):
    """A row goes on for longer than any article may; _Table._row passes over the rest of it."""


class _Table:
    """The rows of a CSV file, each told with the line it begins on, or what is wrong with it."""

    def __init__(self, lines: LineReader, source: Source, longest: int) -> None:
        self._lines = lines
        self._source = source
        self._longest = longest
        self._delimiter = ","
        self._header = self._read_header()

    def rows(self) -> Iterator[tuple[Line, dict[str, str] | str]]:
        """Yield each row as its fields by column name, or as the words that say what is wrong with it."""
        while (line := _next(self._lines, self._source)) is not None:
            if line.text.strip():
                yield line, self._row(line)

    def _read_header(self) -> list[str]:
        line = _next(self._lines, self._source)
        while line is not None and not line.text.strip():
            line = _next(self._lines, self._source)
        if line is None:
            raise self._source.error("the file has no line with words in it; accepted is a table with a header.")
        first = line.text.removeprefix("\ufeff")
        self._delimiter = max(",;\t", key=lambda mark: (self._columns(first, mark).count("text"), first.count(mark)))
        header = self._columns(first, self._delimiter)
        if header.count("text") != 1 or any(header.count(name) > 1 for name in _FIELDS):
            what = "no column 'text'" if "text" not in header else "a column that is named twice"
            raise self._source.error(
                f"the table has {what}; its columns are: {', '.join(header)[:200]}. Accepted are the columns "
                "id, date, publisher, title and text, of which only text must be there. Rename the columns."
            )
        return header

    @staticmethod
    def _columns(line: str, delimiter: str) -> list[str]:
        try:
            return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter))]
        except csv.Error:
            return []

    def _row(self, first: Line) -> dict[str, str] | str:
        """The row that begins with the line ``first``. After a broken row, the line after its first is next."""
        used: list[Line] = []
        try:
            fields = self._parse(first, used)
        except csv.Error as error:
            self._lines.put_back(used[1:])
            return (
                f"the row that begins here is broken: {error}; accepted are fields in double quotes, quotes inside "
                "them doubled. Correct the row."
            )
        except _RowTooLongError:
            self._skip_row(used)
            return (
                f"the row that begins here is longer than {self._longest:,} characters, or its last quote is missing; "
                f"it was passed over up to line {self._lines.number}. Close the quote, or split the article."
            )
        damage = next(filter(None, (line.damage() for line in used)), None)
        if damage is not None:
            return damage
        if len(fields) != len(self._header):
            self._lines.put_back(used[1:])
            return (
                f"the row has {len(fields)} fields, and the header has {len(self._header)}: "
                f"{', '.join(self._header)[:200]}. Put fields that hold the separator {self._delimiter!r} in quotes."
            )
        return dict(zip(self._header, fields, strict=True))

    def _parse(self, first: Line, used: list[Line]) -> list[str]:
        before = csv.field_size_limit(self._longest)  # of the whole process, so it is put back
        try:
            return next(csv.reader(self._pieces(first, used), delimiter=self._delimiter, strict=True))
        finally:
            csv.field_size_limit(before)

    def _pieces(self, first: Line, used: list[Line]) -> Iterator[str]:
        length = 0
        line: Line | None = first
        while line is not None:
            used.append(line)
            length += len(line.text)
            if line.is_cut or length > self._longest:
                raise _RowTooLongError
            yield line.text
            line = _next(self._lines, self._source)

    def _skip_row(self, used: list[Line]) -> None:
        """Pass over the rest of a row that is too long: up to the line on which its quotes are all closed."""
        quotes = sum(line.text.count('"') + line.quotes_passed for line in used)
        while quotes % 2 and (line := _next(self._lines, self._source)) is not None:
            quotes += line.text.count('"') + line.quotes_passed

"""Which reader a file is for: told by the end of its name, else by its first characters."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from dateline.read.decode import find_encoding
from dateline.read.source import Source

_HEAD_BYTES = 1 << 16


class Kind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
}


def detect_kind(source: Source) -> Kind:
    """The kind of ``source``. A ``.json`` file that holds one object a line counts as JSONL.

    Raises:
        ReportError: the source is empty, binary, or XML that is no web page.
    """
    if source.size == 0:
        raise source.error("the file is empty; accepted is a file with at least one report. Leave it out, or fill it.")
    data = source.head(_HEAD_BYTES)
    kind = _BY_SUFFIX.get(source.suffix)
    encoding = find_encoding(data, source, is_sample=True)
    head = data.decode(encoding, "replace").removeprefix("\ufeff").lstrip()
    if kind is None:
        return _by_content(head, source)
    return Kind.JSONL if kind is Kind.JSON and _is_lines(head) else kind


def _by_content(head: str, source: Source) -> Kind:
    if re.match(
        r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", head, re.I | re.S
    ):
        return Kind.HTML
    if head.startswith("<?xml") or re.match(r"<(?:rss|feed|sitemapindex|urlset|nitf|newsml)\b", head, re.IGNORECASE):
        raise source.error(
            "the file is XML, and XML is not read; accepted are plain text, HTML, JSON, JSONL and CSV. "
            "Convert it to JSONL with the fields id, date, publisher, title and text."
        )
    if head.startswith(("{", "[")):
        return Kind.JSONL if _is_lines(head) else Kind.JSON
    first_line = head.partition("\n")[0].lower()
    columns = {column.strip(' "\r') for column in re.split("[,;\t]", first_line)}
    return Kind.CSV if "text" in columns and len(columns) > 1 else Kind.TEXT


def _is_lines(head: str) -> bool:
    """Whether a whole JSON object is followed by the beginning of another on a later line."""
    if not head.startswith("{"):
        return False
    try:
        _, end = json.JSONDecoder().raw_decode(head)
    except (ValueError, RecursionError):
        return False
    return re.match(r"[ \t\r]*\n\s*\{", head[end:]) is not None

"""Format ``jsonl``: one full record a line, every claim with its evidence, voice and maker. Nothing is left out.

A line is the record as `dateline.model.codec.record_to_json` writes it, with two keys more: ``report``, the facts of
the report that it was read in, and ``coder``, the maker of the coding. The JSON Schema is
``docs/reference/record.schema.json``. A report without records has no line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dateline.model import Coding, Report
from dateline.model.codec import Json, maker_to_json, record_to_json


class JsonlExporter:
    """Writes one record a line, in the order of the codings and of the text."""

    name = "jsonl"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield one line for each record: JSON in which characters beyond ASCII stand as themselves."""
        for report, coding in codings:
            added = {"report": report_facts(report), "coder": maker_to_json(coding.maker)}
            for record in coding.records:
                yield json.dumps(record_to_json(record) | added, ensure_ascii=False) + "\n"


def report_facts(report: Report) -> Json:
    """What a reader needs to find the report again and to check that its text is the one that was read."""
    return {
        "id": report.id,
        "date": report.published.isoformat() if report.published else None,
        "date_basis": report.published_basis.value if report.published_basis else None,
        "publisher": report.publisher,
        "title": report.title,
        "text_hash": report.text_hash,
    }

"""Links between incidents brought up to date.

What does not belong here: reading them (`incidents`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from dateline.model import Link, Span
from dateline.store import incident_schema as tables
from dateline.store import incidents, schema
from dateline.store.inserting import in_parts, insert_numbered, insert_plain, span_numbers
from dateline.store.merged import Merged

_Key = tuple[str, str, str, tuple[Span, ...]]


def keep_links(connection: Connection, merged: Merged) -> None:
    """Bring the links to those of ``merged``. Of a part, links with an end outside of it stay."""
    inside = {each.id for each in merged.incidents}
    old = _standing(connection, None if merged.is_whole else inside)
    new = {_key(each): each for each in merged.links}
    for part in in_parts([number for key, number in old.items() if key not in new]):
        connection.execute(delete(tables.link).where(tables.link.c.number.in_(part)))
    _insert(connection, [each for key, each in new.items() if key not in old])


def _key(link: Link) -> _Key:
    return link.later, link.earlier, link.kind.value, link.evidence


def _standing(connection: Connection, inside: set[str] | None) -> dict[_Key, int]:
    """The links with both ends inside, or all, with their numbers."""
    later, earlier = tables.incident.alias(), tables.incident.alias()
    query = (
        select(tables.link.c.number, later.c.id.label("later"), earlier.c.id.label("earlier"), tables.link.c.kind)
        .join(later, later.c.number == tables.link.c.later)
        .join(earlier, earlier.c.number == tables.link.c.earlier)
    )
    parts = [query] if inside is None else [query.where(later.c.id.in_(part)) for part in in_parts(sorted(inside))]
    rows = [row for part in parts for row in connection.execute(part) if inside is None or row.earlier in inside]
    evidence = incidents.link_evidence(connection, [row.number for row in rows])
    return {(row.later, row.earlier, row.kind, tuple(evidence[row.number])): row.number for row in rows}


def _insert(connection: Connection, links: list[Link]) -> None:
    ends = incidents.numbers_of(connection, {end for each in links for end in (each.later, each.earlier)})
    rows = [{"later": ends[each.later], "earlier": ends[each.earlier], "kind": each.kind.value} for each in links]
    numbers = insert_numbered(connection, tables.link, rows)
    spans = _span_numbers(connection, (span for each in links for span in each.evidence))
    told = (
        {"link": number, "position": position, "span": spans[span]}
        for number, each in zip(numbers, links, strict=True)
        for position, span in enumerate(each.evidence, 1)
    )
    insert_plain(connection, tables.link_evidence, told)


def _span_numbers(connection: Connection, spans: Iterable[Span]) -> dict[Span, int]:
    of_report: dict[str, set[Span]] = defaultdict(set)
    for span in spans:
        of_report[span.report_id].add(span)
    found: dict[Span, int] = {}
    for report_id, own in of_report.items():
        number = connection.scalar(select(schema.report.c.number).where(schema.report.c.id == report_id))
        if number is not None:
            found |= span_numbers(connection, number, own)
    return found

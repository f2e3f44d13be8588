"""One incident as JSON data: the matrix with every value and its words, and all that belongs to it."""

from __future__ import annotations

from typing import Any

from dateline.cli.changes import change_row
from dateline.cli.incidents import incident_row
from dateline.model import Link
from dateline.model.codec import claim_to_json, decision_to_json, span_to_json
from dateline.model.wording import value_in_words
from dateline.run import Account, Row, Telling, compare, tolls


def account_to_json(account: Account) -> dict[str, Any]:
    """Everything about one incident."""
    incident = account.outlined.incident
    return {
        **incident_row(account.outlined),
        "tellings": [_telling(each) for each in account.tellings],
        "matrix": [_row(each) for each in compare(account.tellings)],
        "tolls": [
            {"report": each.report, "kind": each.kind.value, "claim": claim_to_json(each.claim)}
            for each in tolls(account.tellings)
        ],
        "bonds": [
            {"earlier": bond.earlier, "later": bond.later, "kind": bond.kind.value, "words": bond.words}
            for bond in incident.bonds
        ],
        "links": [_link(each) for each in account.links],
        "decisions": [decision_to_json(each) for each in account.decisions],
        "changes": [change_row(each) for each in account.changes],
    }


def _telling(telling: Telling) -> dict[str, Any]:
    report = telling.report
    return {
        "record": telling.record.id,
        "report": report.id,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "origin": report.origin,
    }


def _row(row: Row) -> dict[str, Any]:
    values = [
        {
            "value": value_in_words(cells[0].claim.value),
            "claims": [{"report": cell.report, **claim_to_json(cell.claim)} for cell in cells],
        }
        for cells in row.values
    ]
    return {"field": row.name, "agreement": row.agreement.value, "values": values}


def _link(link: Link) -> dict[str, Any]:
    evidence = [{"report": span.report_id, **span_to_json(span)} for span in link.evidence]
    return {"later": link.later, "earlier": link.earlier, "kind": link.kind.value, "evidence": evidence}

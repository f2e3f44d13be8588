"""The JSON API, version 1: what the pages use, for programs. ``/api/v1/openapi.json`` describes it.

A request that writes carries the header ``X-CSRF-Token`` with the token that ``GET /api/v1/me`` gives. What does not
belong here: what a decision means (`deciding`).
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel
from pydantic import Field as Told
from starlette.exceptions import HTTPException

from dateline.model import ActKind, Field
from dateline.model.codec import decision_to_json, outline_to_json, record_to_json
from dateline.review import views
from dateline.review.access import Role, is_token
from dateline.review.pages import DeskOf, FilterOf, needs, standing_incident, visitor_of
from dateline.run import account_of, compare

router = APIRouter(prefix="/api/v1", tags=["review"])
_ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"description": told}
    for code, told in (
        (400, "The body cannot be read."),
        (401, "Nobody is logged in."),
        (403, "The token is missing or wrong, or the role is not enough."),
        (404, "There is no such thing."),
        (409, "It was changed, split or undone meanwhile."),
        (410, "It was withdrawn."),
        (422, "A value is not accepted; the message says what is."),
        (503, "The store cannot be read or written now."),
    )
}


class Decided(BaseModel):
    """A decision about one record. ``seen`` is the state that ``GET /records`` gave; ``told`` as the form's fields."""

    report: str = Told(max_length=500)
    record: str = Told(max_length=100)
    seen: str = Told(max_length=32)
    kind: ActKind
    because: str = Told("", max_length=2000)
    told: dict[str, str] = Told(default_factory=dict, description="field, value, words, start, kind, low, high")


def checked(request: Request, x_csrf_token: Annotated[str | None, Header()] = None) -> None:
    """Refuse a request without the token of its visitor."""
    if not is_token(x_csrf_token, visitor_of(request)):
        raise HTTPException(403, "the header X-CSRF-Token is missing or wrong; GET /api/v1/me gives it")


@router.get("/me")
def me(request: Request) -> dict[str, str]:
    """Who asks, with which role, and the token for requests that write."""
    visitor = visitor_of(request)
    return {"name": visitor.name, "role": visitor.role.name.lower(), "csrf": visitor.csrf}


@router.get("/queue", responses=_ERRORS)
def queue(
    desk: DeskOf,
    wanted: FilterOf,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    after: Annotated[int | None, Query(ge=0, le=2**62)] = None,
) -> dict[str, Any]:
    """Records to work through, in the filter's order, with how many there are."""
    items = [asdict(item) for item in desk.store.queue(wanted, limit, after)]
    return {"count": desk.store.queue_count(wanted), "items": items}


@router.get("/reports/{report_id:path}", responses=_ERRORS)
def report(desk: DeskOf, report_id: str) -> dict[str, Any]:
    """A report's text and facts, and its records as they stand."""
    found = desk.store.report(report_id)
    if found is None:
        raise HTTPException(404, f"the store holds no report {report_id!r}")
    coding = desk.store.coding(report_id)
    return {
        "id": found.id,
        "title": found.title,
        "text": found.text,
        "published": found.published,
        "publisher": found.publisher,
        "origin": found.origin,
        "records": [record_to_json(record) for record in coding.records] if coding else None,
    }


@router.get("/records/{record_id}", responses=_ERRORS)
def record(desk: DeskOf, record_id: str) -> dict[str, Any]:
    """One record as it stands, with the state to decide about."""
    found = desk.store.record(record_id)
    if found is None:
        raise HTTPException(404, f"the store holds no record {record_id!r}")
    return {"seen": views.state_of(found[1]), "record": record_to_json(found[1])}


@router.get("/incidents", responses=_ERRORS)
def incidents(
    desk: DeskOf,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=2**62)] = 0,
    country: Annotated[str | None, Query(max_length=3)] = None,
) -> list[dict[str, Any]]:
    """Incidents that stand, the latest first."""
    found = desk.store.incidents(country=country, limit=limit, offset=offset)
    return [
        {"id": each.id, "grade": each.incident.grade.value, **outline_to_json(each.outline)}
        | {"reports": list(each.incident.reports), "origins": [list(group) for group in each.incident.origins]}
        for each in found
    ]


@router.get("/incidents/{incident_id}", responses=_ERRORS)
def incident(desk: DeskOf, incident_id: str) -> dict[str, Any]:
    """One incident with its records and the agreement of each field."""
    found, _ = standing_incident(desk, incident_id)
    account = account_of(desk.store, found)
    return {
        "id": found.id,
        "grade": found.incident.grade.value,
        **outline_to_json(found.outline),
        "records": [record_to_json(telling.record) for telling in account.tellings],
        "agreement": {row.name: row.agreement.value for row in compare(account.tellings)},
        "decisions": [decision_to_json(each) for each in account.decisions],
    }


@router.get("/changes", responses=_ERRORS)
def changes(desk: DeskOf, since: datetime) -> list[dict[str, Any]]:
    """What happened to incidents since a moment, oldest first; a moment without zone is UTC."""
    moment = since if since.tzinfo else since.replace(tzinfo=UTC)
    return [
        {"at": each.at, "incident": each.incident, "kind": each.kind.value, "field": each.field}
        | {"before": each.before, "after": each.after, "into": list(each.into), "records": list(each.records)}
        for each in desk.store.changes(since=moment)
    ]


@router.get("/acts", responses=_ERRORS)
def acts(desk: DeskOf, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[dict[str, str]]:
    """The newest acts of people, newest first."""
    return [views.act_line(each) for each in reversed(desk.store.acts(newest=limit))]


@router.post("/acts", dependencies=[Depends(checked), needs(Role.CODER)], responses=_ERRORS, status_code=201)
def decide(request: Request, desk: DeskOf, decided: Decided) -> dict[str, str]:
    """Accept, reject or change a record."""
    found = desk.store.report(decided.report)
    coding = desk.store.coding(decided.report) if found else None
    seen = next((each for each in coding.records if each.id == decided.record), None) if coding else None
    if found is None or seen is None:
        raise HTTPException(404, f"report {decided.report!r} has no record {decided.record!r} now")
    if views.state_of(seen) != decided.seen:
        raise HTTPException(409, f"the record {decided.record!r} was changed meanwhile; GET it, then decide again")
    name = visitor_of(request).name
    if decided.kind is ActKind.CHANGE:
        made = desk.decider.change(found, seen, {**decided.told, "because": decided.because}, name)
    else:
        made = desk.decider.judge(seen, decided.kind, decided.because, name)
    with desk.store.writer() as writer:
        writer.add_act(made, seen)
    return {"id": made.id, "fields": ", ".join(field.value for field in Field if field in dict(made.told))}

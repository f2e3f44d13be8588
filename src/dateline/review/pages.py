"""The addresses of the pages. Each reads the store, and renders one template; forms decide and lead on.

What does not belong here: what is shown of a thing (`views`), and what a form means (`deciding`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from dateline.errors import ConfigError
from dateline.model import (
    ActKind,
    CasualtyKind,
    Decision,
    EventRecord,
    EventType,
    Field,
    Grade,
    OutlinedIncident,
    Reason,
    Report,
    Verdict,
)
from dateline.model.codec import claim_to_json, maker_to_json
from dateline.review import views
from dateline.review.access import COOKIE, Role, Visitor, check_password, is_token
from dateline.review.deciding import CHANGEABLE, WORDS, choices_of, person_maker
from dateline.review.desk import Desk
from dateline.review.marking import marks_of, paragraphs, shown
from dateline.run import account_of, make_exporter, merge_store
from dateline.store import Order, QueueFilter, QueueItem, QueueState

router = APIRouter(include_in_schema=False)
_PAGE = 50


# ---- what an address is given ----


def desk_of(request: Request) -> Desk:
    """The desk that the application was made with."""
    desk: Desk = request.app.state.desk
    return desk


def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    visitor: Visitor = request.state.visitor
    return visitor


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that one of our pages sent.

    Raises:
        HTTPException: it does not carry the token of its visitor.
    """
    form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    if not is_token(form.get("csrf"), visitor_of(request)):
        raise HTTPException(403, "the form is older than this session; go back, reload the page, and decide again")
    return form


def needs(role: Role) -> Any:
    """A dependency that lets only accounts of this role, or one above it, go on."""

    def check(request: Request) -> None:
        if visitor_of(request).role < role:
            raise HTTPException(403, f"this needs the role {role.name.lower()}; ask an admin for it")

    return Depends(check)


def filter_of(
    state: QueueState = QueueState.OPEN,
    order: Order = Order.DOUBT,
    type: str = "",
    country: str = "",
    source: str = "",
    since: str = "",
) -> QueueFilter:
    """The queue's filter, as it stands in the address."""
    try:
        day = date.fromisoformat(since) if since else None
    except ValueError as error:
        raise HTTPException(422, f"{since!r} is no day; accepted is YYYY-MM-DD") from error
    return QueueFilter(state, order, type or None, country or None, source or None, day)


DeskOf = Annotated[Desk, Depends(desk_of)]
FilterOf = Annotated[QueueFilter, Depends(filter_of)]
_Form = Annotated[dict[str, str], Depends(form_of)]


def address_of(wanted: QueueFilter) -> str:
    """The filter as it stands in an address."""
    told = {
        "state": wanted.state.value,
        "order": wanted.order.value,
        "type": wanted.type,
        "country": wanted.country,
        "source": wanted.source_kind,
        "since": wanted.since,
    }
    return urlencode({key: value for key, value in told.items() if value})


# ---- queue and records ----


@router.get("/")
def home() -> RedirectResponse:
    """Lead to the queue."""
    return RedirectResponse("/queue", 303)


@router.get("/healthz")
def health(desk: DeskOf) -> Response:
    """Whether the store can be read."""
    desk.store.queue(QueueFilter(state=QueueState.ALL), 1)
    return Response("ok\n", media_type="text/plain")


@router.get("/queue")
def queue(request: Request, desk: DeskOf, wanted: FilterOf, after: int | None = None) -> HTMLResponse:
    """The queue, one page of it."""
    store = desk.store
    found = store.queue(wanted, _PAGE + 1, after)
    counts = {state.value: store.queue_count(replace(wanted, state=state)) for state in QueueState}
    return desk.page(
        request,
        "queue.html",
        items=[_row(item) for item in found[:_PAGE]],
        more=found[_PAGE - 1].number if len(found) > _PAGE else None,
        counts=counts,
        wanted=wanted,
        address=address_of(wanted),
        orders=list(Order),
        states=list(QueueState),
        choices={name: store.queue_choices(name) for name in ("type", "country", "source_kind")},
        since=wanted.since or "",
    )


def _row(item: QueueItem) -> dict[str, Any]:
    return {"item": item, "title": shown(item.title), "words": shown(item.words)}


@router.get("/report")
def report_page(
    request: Request,
    desk: DeskOf,
    wanted: FilterOf,
    id: str,
    record: str = "",
) -> HTMLResponse:
    """A report with one of its records beside it."""
    report, coding = _coded(desk, id)
    records = list(coding.records) if coding else []
    if record and not any(each.id == record for each in records):
        raise HTTPException(404, _gone(desk, record))
    chosen = next((each for each in records if each.id == record), records[0] if records else None)
    place = next((item for item in _items_of(desk, id) if chosen and item.record == chosen.id), None)
    following = desk.store.queue(wanted, 1, place.number if place else None) or desk.store.queue(wanted, 1)
    return desk.page(
        request,
        "report.html",
        report=report,
        title=shown(report.title or report.id),
        records=[(each, _short(each)) for each in records],
        chosen=chosen,
        state=views.state_of(chosen) if chosen else "",
        sentence=views.sentence_of(chosen) if chosen else "",
        fields=views.field_lines(chosen) if chosen else [],
        paragraphs=paragraphs(report, marks_of(chosen) if chosen else ()),
        verdict=place.verdict if place else None,
        acts=[views.act_line(act) for act in reversed(desk.store.acts(report=id))],
        following=next((item for item in following if chosen is None or item.record != chosen.id), None),
        changeable={
            field.value: (choices_of(chosen, field), field in WORDS) for field in CHANGEABLE if chosen is not None
        },
        kinds=[kind.value for kind in CasualtyKind],
        reviewed=coding is not None and views.is_reviewed(coding.maker),
        coder=f"{coding.maker.component} {coding.maker.version}" if coding else "nobody",
        wanted=wanted,
        address=address_of(wanted),
    )


def _coded(desk: Desk, report_id: str) -> tuple[Report, Any]:
    report = desk.store.report(report_id)
    if report is None:
        raise HTTPException(404, f"the store holds no report {report_id!r}; the queue lists what it holds")
    return report, desk.store.coding(report_id)


def _items_of(desk: Desk, report_id: str) -> list[QueueItem]:
    found: list[QueueItem] = desk.store.queue(QueueFilter(state=QueueState.ALL, report=report_id), 1000)
    return found


def _gone(desk: Desk, record: str) -> str:
    about = desk.store.acts(record=record)
    if about:
        last = about[-1]
        return (
            f"the record {record!r} is not there any more: {views.person(last.maker)} decided '{last.kind.value}' on "
            f"{last.made_at:%Y-%m-%d}. The history shows it, and can undo it"
        )
    return f"the store holds no record {record!r}; the queue lists what it holds"


def _short(record: EventRecord) -> str:
    return shown(record.words(Field.MENTION)[0])


@router.post("/act", dependencies=[needs(Role.CODER)])
def act(request: Request, desk: DeskOf, form: _Form) -> RedirectResponse:
    """Keep what a person decided about a record, and lead to the next one or back to the same."""
    report, coding = _coded(desk, form.get("report", ""))
    wanted = form.get("record", "")
    record = next((each for each in coding.records if each.id == wanted), None) if coding else None
    if record is None:
        raise HTTPException(409, _gone(desk, wanted))
    if views.state_of(record) != form.get("seen"):
        raise HTTPException(
            409,
            f"the record {wanted!r} was changed meanwhile, and your decision is not kept; go back and reload to see "
            "what it is now",
        )
    name = visitor_of(request).name
    kind = form.get("kind_of_act", "")
    if kind == ActKind.CHANGE.value:
        made = desk.decider.change(report, record, form, name)
    elif kind in (ActKind.ACCEPT.value, ActKind.REJECT.value):
        made = desk.decider.judge(record, ActKind(kind), form.get("because", ""), name)
    else:
        raise HTTPException(422, f"{kind!r} is no decision; accepted are accept, reject and change")
    with desk.store.writer() as writer:
        writer.add_act(made, record)
    return RedirectResponse(_onwards(desk, form, made.kind, report.id, record), 303)


def _onwards(desk: Desk, form: dict[str, str], kind: ActKind, report: str, record: EventRecord) -> str:
    """Where a decision leads: a judged record to the one that follows it, a changed one back to itself."""
    told = form.get("queue", "")
    if kind is not ActKind.CHANGE and form.get("next_report"):
        return f"/report?{urlencode({'id': form['next_report'], 'record': form.get('next_record', '')})}&{told}"
    if kind is ActKind.CHANGE:
        again = desk.store.coding(report)
        span = record.of(Field.MENTION)[0].evidence[0]
        now = next((r for r in again.records if r.of(Field.MENTION)[0].evidence[0] == span), None) if again else None
        return f"/report?{urlencode({'id': report, 'record': now.id if now else ''})}&{told}"
    return f"/queue?{told}"


@router.post("/undo", dependencies=[needs(Role.CODER)])
def undo(request: Request, desk: DeskOf, form: _Form) -> RedirectResponse:
    """Undo one act; without its id, the newest that stands and is the visitor's own."""
    by = person_maker(visitor_of(request).name)
    wanted = form.get("act", "")
    if not wanted:
        own = [each for each in desk.store.acts(newest=500) if each.ended_at is None and each.maker == by]
        if not own:
            raise HTTPException(409, "nothing of yours is left to undo")
        wanted = own[-1].id
    with desk.store.writer() as writer:
        writer.end_act(wanted, by)
    about = next((each for each in desk.store.acts(newest=5000) if each.id == wanted), None)
    if about is None:
        return RedirectResponse("/history", 303)
    coding = desk.store.coding(about.report_id)
    there = coding is not None and any(each.id == about.record for each in coding.records)
    told = {"id": about.report_id, **({"record": about.record} if there else {})}
    return RedirectResponse(f"/report?{urlencode(told)}&{form.get('queue', '')}", 303)


# ---- incidents ----


@router.get("/incidents")
def incidents(
    request: Request,
    desk: DeskOf,
    country: str = "",
    type: str = "",
    grade: str = "",
    page: int = 1,
) -> HTMLResponse:
    """The incidents that stand, the latest first."""
    store, page = desk.store, max(1, min(page, 100_000))
    found = list(
        store.incidents(
            country=country or None,
            event_type=_enum(EventType, type),
            grade=_enum(Grade, grade),
            limit=_PAGE + 1,
            offset=(page - 1) * _PAGE,
        )
    )
    return desk.page(
        request,
        "incidents.html",
        incidents=[(each, shown(each.outline.place or "")) for each in found[:_PAGE]],
        more=len(found) > _PAGE,
        page=page,
        count=store.incident_count(),
        behind=store.coded_out_of_date(),
        pairs=store.open_pair_count(),
        country=country,
        type=type,
        grade=grade,
        types=list(EventType),
        grades=list(Grade),
        countries=store.queue_choices("country"),
    )


def _enum(kind: Any, told: str) -> Any:
    try:
        return kind(told) if told else None
    except ValueError as error:
        raise HTTPException(422, f"{told!r} is none; accepted is one of {', '.join(kind)}") from error


@router.get("/incident")
def incident(request: Request, desk: DeskOf, id: str) -> Response:
    """One incident: field by source, toll, origins, decisions; an id of one that is gone leads to what holds it now."""
    found, moved = standing_incident(desk, id)
    if moved:
        return RedirectResponse(f"/incident?{urlencode({'id': found.id})}", 303)
    account = account_of(desk.store, found)
    origin = {report: number for number, group in enumerate(found.incident.origins, 1) for report in group}
    return desk.page(
        request,
        "incident.html",
        outlined=found,
        place=shown(found.outline.place or ""),
        tellings=[(telling, shown(telling.report.title or telling.report.id)) for telling in account.tellings],
        origin=origin,
        copies=[report for group in found.incident.origins for report in group[1:]],
        bonds=found.incident.bonds,
        rows=views.matrix(account),
        reports=list(dict.fromkeys(telling.report.id for telling in account.tellings)),
        headings={telling.report.id: telling.report for telling in account.tellings},
        points=views.toll_points(account),
        links=account.links,
        decisions=[views.decision_line(each) for each in account.decisions],
        changes=account.changes,
    )


def standing_incident(desk: Desk, incident_id: str) -> tuple[OutlinedIncident, bool]:
    """The incident that an id leads to, and whether under another id.

    Raises:
        HTTPException: the id was never given, or leads nowhere, or to several.
    """
    where = desk.store.whereabouts(incident_id)
    if where is None:
        raise HTTPException(404, f"the store holds no incident {incident_id!r} and never did")
    if where.is_withdrawn:
        raise HTTPException(410, f"incident {incident_id!r} was withdrawn: none of its records is there any more")
    if len(where.now) > 1:
        raise HTTPException(
            409, f"incident {incident_id!r} was split; its records are in {', '.join(where.now)}. Open one of these"
        )
    found = desk.store.incident(where.now[0])
    if found is None:
        raise HTTPException(404, f"incident {incident_id!r} is not there any more; reload the list")
    return found, not where.stands


@router.post("/merge", dependencies=[needs(Role.ADJUDICATOR)])
def merge(desk: DeskOf, form: _Form) -> RedirectResponse:
    """Bring the incidents up to date with records and decisions."""
    merge_store(desk.store)
    return RedirectResponse("/incidents", 303)


@router.get("/pairs")
def pairs(request: Request, desk: DeskOf, skip: int = 0) -> HTMLResponse:
    """The merge queue: one pair that the machine left open, side by side."""
    skip = max(0, skip)
    found = desk.store.open_pairs(1, skip)
    left = desk.store.open_pair_count()
    sides = [_side(desk, record) for record in found[0].records] if found else []
    return desk.page(
        request,
        "pairs.html",
        pair=views.decision_line(found[0]) if found else None,
        reasons=found[0].reasons if found else (),
        sides=sides,
        left=left,
        skip=skip,
        verdicts=list(Verdict),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    record: EventRecord
    report: Report
    title: str
    sentence: str
    fields: list[views.FieldLine]


def _side(desk: Desk, record_id: str) -> _Side | None:
    found = desk.store.record(record_id)
    if found is None:
        return None
    report, record = found
    told = [line for line in views.field_lines(record) if line.claims]
    return _Side(record, report, shown(report.title or report.id), views.sentence_of(record), told)


@router.post("/decision", dependencies=[needs(Role.ADJUDICATOR)])
def decision(request: Request, desk: DeskOf, form: _Form) -> RedirectResponse:
    """Keep what a person says two records are to each other, and follow it."""
    first, second = sorted((form.get("first", ""), form.get("second", "")))
    verdict = _enum(Verdict, form.get("verdict", ""))
    if verdict is None or not first or first == second:
        raise HTTPException(422, "a decision needs two records and one of same, different, related, unsure")
    _decide(desk, request, [(first, second)], verdict, form.get("because", ""))
    return RedirectResponse(form.get("back", "") if _is_inner(form.get("back", "")) else "/pairs", 303)


@router.post("/split", dependencies=[needs(Role.ADJUDICATOR)])
def split(request: Request, desk: DeskOf, form: _Form) -> RedirectResponse:
    """Take one record out of its incident: it is another happening than every other member."""
    found, _ = standing_incident(desk, form.get("incident", ""))
    record = form.get("record", "")
    others = [member.record for member in found.incident.members if member.record != record]
    if len(others) == len(found.incident.members) or not others:
        raise HTTPException(409, f"{record!r} is not one of several records of this incident; reload the page")
    each = [(min(record, other), max(record, other)) for other in others]
    _decide(desk, request, each, Verdict.DIFFERENT, form.get("because", ""))
    return RedirectResponse(f"/incident?{urlencode({'id': _holder(desk, others[0]) or found.id})}", 303)


def _holder(desk: Desk, record: str) -> str | None:
    held: dict[str, str] = desk.store.holders([record])
    return held.get(record)


def _decide(desk: Desk, request: Request, each: list[tuple[str, str]], verdict: Verdict, because: str) -> None:
    told = " ".join(because.split())[:2000] or "decided on the review page"
    maker, now = person_maker(visitor_of(request).name), datetime.now(UTC)
    with desk.store.writer() as writer:
        for records in each:
            writer.add_decision(Decision(records, verdict, None, (Reason(None, 0.0, told),), maker, now))
    merge_store(desk.store)


@router.post("/decision/undo", dependencies=[needs(Role.ADJUDICATOR)])
def undo_decision(request: Request, desk: DeskOf, form: _Form) -> RedirectResponse:
    """Undo a decision about two records, and follow that."""
    maker = person_maker(visitor_of(request).name)
    told = " ".join(form.get("because", "").split())[:2000] or "undone on the review page"
    with desk.store.writer() as writer:
        ended = writer.end_decision(form.get("decision", ""), maker, datetime.now(UTC), told)
    merge_store(desk.store)
    held = _holder(desk, ended.records[0])
    return RedirectResponse(f"/incident?{urlencode({'id': held})}" if held else "/incidents", 303)


def _is_inner(address: str) -> bool:
    return address.startswith("/") and not address.startswith(("//", "/\\"))


# ---- history, quality, export ----


@router.get("/history")
def history(request: Request, desk: DeskOf) -> HTMLResponse:
    """The newest acts and decisions of people: who, when, what, old, new, why."""
    acts = [views.act_line(each) for each in reversed(desk.store.acts(newest=300))]
    decided = [views.decision_line(each) for each in reversed(desk.store.newest_persons_decisions(100))]
    return desk.page(request, "history.html", acts=acts, decisions=decided)


@router.get("/history.jsonl")
def log(desk: DeskOf) -> StreamingResponse:
    """The whole log of acts, oldest first, one JSON object a line."""
    return StreamingResponse(_log(desk), media_type="application/jsonl", headers=_attachment("history.jsonl"))


def _log(desk: Desk) -> Iterator[str]:
    for each in desk.store.all_acts():
        told = {
            "id": each.id,
            "report": each.report_id,
            "record": each.record,
            "kind": each.kind.value,
            "before": {field.value: [claim_to_json(claim) for claim in claims] for field, claims in each.before},
            "told": {field.value: [claim_to_json(claim) for claim in claims] for field, claims in each.told},
            "because": each.because,
            "maker": maker_to_json(each.maker),
            "made_at": each.made_at.isoformat(),
            "ended_at": each.ended_at.isoformat() if each.ended_at else None,
            "ended_by": maker_to_json(each.ended_by) if each.ended_by else None,
        }
        yield json.dumps(told, ensure_ascii=False) + "\n"


@router.get("/quality")
def quality(request: Request, desk: DeskOf) -> HTMLResponse:
    """How often people left what the machine made: records accepted, changed and rejected, and changes by field."""
    verdicts: dict[tuple[str, str], str] = {}
    changed: dict[str, set[tuple[str, str]]] = {}
    for each in desk.store.all_acts():
        if each.ended_at is None:
            key = each.report_id, each.record
            verdicts[key] = (
                "change" if verdicts.get(key) == "change" and each.kind is ActKind.ACCEPT else each.kind.value
            )
            for field, _ in each.told:
                changed.setdefault(field.value, set()).add(key)
    kept = sum(verdict != "reject" for verdict in verdicts.values())
    fields = [(field.value, len(changed.get(field.value, ())), kept) for field in Field]
    counts = {kind.value: sum(v == kind.value for v in verdicts.values()) for kind in ActKind}
    return desk.page(request, "quality.html", counts=counts, fields=fields, kept=kept, decided=len(verdicts))


_EXPORTS = {"jsonl": "application/jsonl", "csv": "text/csv"}


@router.get("/export")
def export_page(request: Request, desk: DeskOf) -> HTMLResponse:
    """What can be taken away from here, and how to get the rest."""
    return desk.page(request, "export.html", formats=list(_EXPORTS), store=str(desk.store.path))


@router.get("/export/{name}")
def export(desk: DeskOf, name: str) -> StreamingResponse:
    """The records in force in one of the text formats."""
    if name not in _EXPORTS:
        raise ConfigError(f"{name!r} is no format here; accepted is one of {', '.join(_EXPORTS)}")
    exporter: Any = make_exporter(name)
    pieces = exporter.export(desk.store.codings())
    return StreamingResponse(pieces, media_type=_EXPORTS[name], headers=_attachment(f"records.{name}"))


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


# ---- login ----


@router.get("/login")
def login_page(request: Request, desk: DeskOf) -> Response:
    """The form to log in."""
    if not desk.settings.needs_login:
        return RedirectResponse("/queue", 303)
    return desk.page(request, "login.html", message="")


@router.post("/login")
async def login(request: Request, desk: DeskOf) -> Response:
    """Log in with name and password."""
    form = await request.form()
    name, password = str(form.get("name", ""))[:80], str(form.get("password", ""))[:1000]
    keys = (f"name:{name}", f"address:{request.client.host if request.client else ''}")
    if desk.sessions.must_wait(*keys):
        raise HTTPException(429, "too many failed logins; wait a quarter of an hour, then try again")
    role = check_password(desk.store.accounts(), name, password)
    if role is None:
        desk.sessions.failed(*keys)
        return desk.page(request, "login.html", code=401, message="Name or password is wrong.")
    token = desk.sessions.begin(name, role)
    response = RedirectResponse("/queue", 303)
    response.set_cookie(COOKIE, token, httponly=True, secure=True, samesite="strict", path="/")
    return response


@router.post("/logout")
def logout(request: Request, desk: DeskOf, form: _Form) -> RedirectResponse:
    """Log out."""
    desk.sessions.end(request.cookies.get(COOKIE))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, path="/")
    return response

"""The web application, put together: addresses, access, headers, and errors as pages or JSON.

What does not belong here: what the pages show (`pages`, `api`).
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader
from starlette.exceptions import HTTPException

from dateline.errors import ActError, ConfigError, DatelineError, DecisionError, EvidenceError, StoreError
from dateline.review import api, pages
from dateline.review.access import COOKIE, LOOPBACK, Role, Sessions, Visitor, host_name, is_own_origin
from dateline.review.deciding import Decider
from dateline.review.desk import Desk, ReviewSettings
from dateline.review.marking import shown
from dateline.store import Store

_HERE = Path(__file__).parent
_OPEN = ("/login", "/static/", "/healthz")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_STATUS = {ActError: 409, DecisionError: 409, EvidenceError: 422, ConfigError: 404, StoreError: 503}


def create_app(store: Store, settings: ReviewSettings) -> FastAPI:
    """The application over an open store, which stays the caller's to close."""
    app = FastAPI(
        title="dateline review",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        description="What the review page uses: queue, records, incidents, decisions, changes.",
    )
    templates = Environment(loader=PackageLoader("dateline.review"), autoescape=True, trim_blocks=True)
    templates.filters["shown"] = shown
    app.state.desk = desk = Desk(
        store,
        settings,
        Decider(settings.settings),
        Sessions(),
        templates,
        Visitor(settings.person, Role.ADMIN, secrets.token_urlsafe(32)),
    )
    app.include_router(pages.router)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.middleware("http")(_gate(desk))
    for kind in (DatelineError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _told)
    return app


def _gate(desk: Desk) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    hosts = LOOPBACK | desk.settings.hosts

    async def gate(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        response = _refused(desk, hosts, request) or await go_on(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return gate


def _refused(desk: Desk, hosts: frozenset[str], request: Request) -> Response | None:
    """The answer to a request that may not go on; None where it may. Notes who asks."""
    host = request.headers.get("host", "")
    if host_name(host) not in hosts:
        told = f"{host_name(host)!r} is no name of this page; start it with --name {host_name(host) or 'NAME'}"
        return _answer(desk, request, 421, told)
    if request.method not in ("GET", "HEAD") and not is_own_origin(request.headers.get("origin"), host):
        return _answer(desk, request, 403, "the form comes from another site's page; open the page here and try again")
    visitor = desk.local
    if desk.settings.needs_login:
        found = desk.sessions.visitor(request.cookies.get(COOKIE))
        if found is None and not request.url.path.startswith(_OPEN):
            if request.url.path.startswith("/api/"):
                return _answer(desk, request, 401, "nobody is logged in; log in at /login first")
            return RedirectResponse("/login", 303)
        visitor = found or Visitor("", Role.READER, "")
    request.state.visitor = visitor
    return None


async def _told(request: Request, error: Exception) -> Response:
    desk: Desk = request.app.state.desk
    if isinstance(error, HTTPException):
        return _answer(desk, request, error.status_code, str(error.detail))
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return _answer(desk, request, 422, f"{where} is {first.get('input')!r}: {first['msg']}")
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return _answer(desk, request, status, str(error))


def _answer(desk: Desk, request: Request, status: int, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, status)
    return desk.page(request, "message.html", code=status, message=message)

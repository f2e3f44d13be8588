"""What every address works with: the store, the settings, who is logged in, and the templates.

What does not belong here: addresses (`pages`, `api`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from dateline.config import Settings
from dateline.review.access import Sessions, Visitor
from dateline.review.deciding import Decider
from dateline.store import Store


@dataclass(frozen=True)
class ReviewSettings:
    """How a page is served.

    person: who decides where no login is asked for. hosts: names by which browsers may call the page, beside loopback.
    needs_login: whether everybody has to log in; always so where others than this machine can reach the page.
    settings: of the parts that resolve changed words again.
    """

    person: str
    hosts: frozenset[str] = frozenset()
    needs_login: bool = False
    settings: Settings = field(default_factory=Settings)


@dataclass
class Desk:
    """What every address works with."""

    store: Store
    settings: ReviewSettings
    decider: Decider
    sessions: Sessions
    templates: Environment
    local: Visitor

    def page(self, request: Request, name: str, *, code: int = 200, **told: Any) -> HTMLResponse:
        """A page by the name of its template."""
        template = self.templates.get_template(name)
        return HTMLResponse(template.render(visitor=getattr(request.state, "visitor", None), code=code, **told), code)

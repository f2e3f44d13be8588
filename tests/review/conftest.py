"""A store with reports, incidents and hostile texts; the page over it, in process, on a socket, and in a browser."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from dateline.model import EventType, PublishedBasis
from dateline.review import ReviewSettings, create_app
from dateline.review.serving import bound_socket
from dateline.run import merge_store
from dateline.store import Store
from factories import coding, record, report
from incident_factories import attack
from review_places import Served

HOSTILE = "<script>document.title='owned'</script>"
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five reports, three of them about one attack; one with texts that a browser must not run; all merged."""
    path = tmp_path_factory.mktemp("review") / "events.db"
    hostile, (mention,) = report(
        f"Rebels [[shelled]] a port. {HOSTILE} \u202eevil\u202c <img src=x onerror=alert(1)>",
        title=f"Port shelled {HOSTILE}",
        id='a/b"><script>1</script>',
        publisher=f"Post {HOSTILE}",
        published=date(2024, 3, 14),
        published_basis=PublishedBasis.GIVEN,
    )
    with Store.open(path) as store:
        with store.writer() as writer:
            for number, (town, day, toll) in enumerate(
                [("Ouadé", 12, "two"), ("Ouadé", 12, "two"), ("Ouadé", 12, "four"), ("Mongo", 15, "six")], 1
            ):
                writer.add_coding(*attack(number, town, day, toll))
            writer.add_coding(hostile, coding(hostile, record(EventType.ASSAULT, mention)))
        merge_store(store)
    return path


@pytest.fixture
def path(made_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_store, tmp_path / "events.db"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """The page in process, as Ana on loopback."""
    with TestClient(create_app(store, ReviewSettings("Ana")), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture
def csrf(client: TestClient) -> str:
    """The token that the page's forms carry."""
    token: str = client.get("/api/v1/me").json()["csrf"]
    return token


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    listening = bound_socket("127.0.0.1", 0)
    app: Any = create_app(store, ReviewSettings("Ana"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", store)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; `make test` installs it where it is missing."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A fresh page; it fails the test where a script fails, or a request leaves the machine."""
    context = browser.new_context(base_url=served.address, viewport={"width": 1360, "height": 900})
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on(
        "request",
        lambda request: None if request.url.startswith((served.address, "data:")) else troubles.append(request.url),
    )
    yield opened
    context.close()
    assert troubles == []

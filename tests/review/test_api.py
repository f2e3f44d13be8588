"""The JSON API: what it gives, what it refuses; and that nothing it is asked makes it fail."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from dateline.review import ReviewSettings, create_app
from dateline.store import Store

REPORT = "Ouadé-12-1"


def test_what_the_page_shows_can_be_read(client: TestClient) -> None:
    assert client.get("/api/v1/queue").json()["count"] == 5
    told = client.get(f"/api/v1/reports/{REPORT}").json()
    assert told["records"][0]["type"] == "ASSAULT"
    incident = client.get("/api/v1/incidents").json()[0]
    assert client.get(f"/api/v1/incidents/{incident['id']}").json()["records"]
    assert client.get("/api/v1/changes", params={"since": "2024-01-01T00:00:00"}).json()


def test_a_program_decides_as_a_person_does(client: TestClient, csrf: str, store: Store) -> None:
    record = client.get(f"/api/v1/reports/{REPORT}").json()["records"][0]["id"]
    seen = client.get(f"/api/v1/records/{record}").json()["seen"]
    body = {"report": REPORT, "record": record, "seen": seen, "kind": "change"}
    body["told"] = {"field": "status", "value": "failed"}
    assert client.post("/api/v1/acts", json=body).status_code == 403
    headers = {"x-csrf-token": csrf}
    assert client.post("/api/v1/acts", json=body, headers=headers).status_code == 201
    late = client.post("/api/v1/acts", json=body, headers=headers)
    assert late.status_code == 409
    assert "changed meanwhile" in late.json()["error"]
    assert client.get("/api/v1/acts").json()[0]["new"] == "failed"
    assert len(store.acts()) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/reports/none", 404),
        ("/api/v1/records/none", 404),
        ("/api/v1/incidents/none", 404),
        ("/api/v1/changes", 422),
    ],
)
def test_mistakes_are_json_with_what_to_do(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_nothing_that_is_asked_makes_it_fail(store: Store, csrf: str) -> None:
    app = create_app(store, ReviewSettings("Ana", frozenset({"testserver"})))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 9

    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def check(case: schemathesis.Case) -> None:
            assert case.call().status_code < 500

        check()

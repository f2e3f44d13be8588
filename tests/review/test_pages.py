"""The pages in process: what they show, what they refuse, and what each mistake is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from dateline.model import Field
from dateline.review import ReviewSettings, create_app
from dateline.review.access import hash_password
from dateline.store import Store

REPORT = "Ouadé-12-1"


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of the form that judges a record."""
    form = text[text.index('id="judge"') :]
    form = form[: form.index("</form>")]
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}


def send(client: TestClient, address: str, data: Mapping[str, str]) -> Response:
    return client.post(address, data=data, follow_redirects=False)


def form_of(client: TestClient, report: str = REPORT) -> dict[str, str]:
    return hidden(client.get("/report", params={"id": report}).text)


@pytest.mark.parametrize("address", ["/queue", "/incidents", "/pairs", "/history", "/quality", "/export", "/healthz"])
def test_every_page_opens(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_texts_of_reports_are_shown_and_never_run(client: TestClient) -> None:
    listed = client.get("/queue?state=all").text
    page = client.get("/report", params={"id": 'a/b"><script>1</script>'}).text
    for text in (listed, page):
        assert "<script>document" not in text
        assert "&lt;script&gt;document" in text
    assert "\u202e" not in page
    assert "⟦U+202E⟧" in page


def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(client: TestClient) -> None:
    for address in ("/queue", "/nothing", "/static/review.css", "/api/v1/me"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"


def test_accepting_leads_to_the_next_record_and_is_kept(client: TestClient, store: Store) -> None:
    answer = send(client, "/act", {**form_of(client), "kind_of_act": "accept", "because": "clear"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/report?id=")
    (act,) = store.acts()
    assert (act.maker.component, act.because) == ("person:Ana", "clear")


def test_a_changed_value_needs_its_words(client: TestClient, store: Store) -> None:
    asked = {**form_of(client), "kind_of_act": "change", "field": "object", "words": "a well nowhere"}
    answer = send(client, "/act", asked)
    assert answer.status_code == 409
    assert "do not stand in the report" in answer.text
    kept = send(client, "/act", {**asked, "words": "a well"})
    assert kept.status_code == 303
    coding = store.coding(REPORT)
    assert coding is not None
    (claim,) = coding.records[0].of(Field.OBJECT)
    assert claim.evidence[0].text == "a well"


def test_a_changed_toll_has_bounds_and_words(client: TestClient, store: Store) -> None:
    asked = {**form_of(client), "kind_of_act": "change", "field": "casualties", "words": "two herders"}
    assert "at least one bound" in send(client, "/act", {**asked, "kind": "killed"}).text
    assert "no number of people" in send(client, "/act", {**asked, "kind": "killed", "low": "many"}).text
    assert send(client, "/act", {**asked, "kind": "killed", "low": "2", "high": "3"}).status_code == 303
    coding = store.coding(REPORT)
    assert coding is not None
    assert [claim.value.high for claim in coding.records[0].of(Field.CASUALTIES)] == [3]  # type: ignore[union-attr]


def test_a_decision_about_an_older_state_is_told_and_not_kept(client: TestClient, store: Store) -> None:
    form = form_of(client)
    changed = {**form, "kind_of_act": "change", "field": "status", "value": "failed"}
    assert send(client, "/act", changed).status_code == 303
    late = send(client, "/act", {**form, "kind_of_act": "accept"})
    assert late.status_code == 409
    assert "changed meanwhile" in late.text
    assert len(store.acts()) == 1


def test_undo_takes_back_the_own_newest_decision(client: TestClient, store: Store, csrf: str) -> None:
    send(client, "/act", {**form_of(client), "kind_of_act": "reject"})
    gone = client.get("/report", params={"id": REPORT})
    assert "Nothing is left to decide" in gone.text
    assert send(client, "/undo", {"csrf": csrf}).status_code == 303
    assert store.acts()[0].ended_at is not None
    assert "nothing of yours" in send(client, "/undo", {"csrf": csrf}).text


def test_splitting_and_undoing_an_incident(client: TestClient, store: Store, csrf: str) -> None:
    found = next(each for each in store.incidents() if len(each.incident.members) > 1)
    record = found.incident.members[0].record
    answer = send(client, "/split", {"csrf": csrf, "incident": found.id, "record": record, "because": "other day"})
    assert answer.status_code == 303
    holders = store.holders([member.record for member in found.incident.members])
    assert len(set(holders.values())) == 2
    for decided in store.newest_persons_decisions(10):
        assert send(client, "/decision/undo", {"csrf": csrf, "decision": decided.id}).status_code == 303
    assert len(set(store.holders(holders).values())) == 1


def test_an_old_incident_id_leads_to_where_its_records_are(client: TestClient, store: Store, csrf: str) -> None:
    many = next(each for each in store.incidents() if len(each.incident.members) > 1)
    other = next(each for each in store.incidents() if each.id != many.id)
    data = {"csrf": csrf, "first": many.incident.members[0].record, "second": other.incident.members[0].record}
    assert (
        send(client, "/decision", {**data, "verdict": "same", "back": "//evil.example/"}).headers["location"]
        == "/pairs"
    )
    moved = [client.get("/incident", params={"id": each}, follow_redirects=False) for each in (many.id, other.id)]
    assert sorted(answer.status_code for answer in moved) == [200, 303]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/report?id=none", 404, "holds no report"),
        ("/report?id=Mongo-15-4&record=e-none", 404, "holds no record"),
        ("/incident?id=i-none", 404, "never did"),
        ("/queue?order=luck", 422, "luck"),
        ("/queue?since=soon", 422, "accepted is YYYY-MM-DD"),
        ("/incidents?grade=great", 422, "accepted is one of"),
        ("/export/exe", 404, "accepted is one of"),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_each_mistake_is_told(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in answer.text


def test_a_filter_that_nothing_fits_says_so(client: TestClient) -> None:
    assert "No record fits this filter" in client.get("/queue?country=FRA").text


def test_a_form_without_its_token_or_from_another_site_is_refused(client: TestClient, store: Store) -> None:
    form = {**form_of(client), "kind_of_act": "accept"}
    assert send(client, "/act", {**form, "csrf": "guess"}).status_code == 403
    elsewhere = client.post("/act", data=form, headers={"origin": "http://evil.example"})
    assert elsewhere.status_code == 403
    assert store.acts() == []


def test_another_name_of_the_machine_is_refused(client: TestClient) -> None:
    answer = client.get("/queue", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "--name evil.example" in answer.text


def test_the_log_and_the_records_can_be_taken_away(client: TestClient) -> None:
    send(client, "/act", {**form_of(client), "kind_of_act": "accept"})
    assert len(client.get("/history.jsonl").text.splitlines()) == 1
    assert len(client.get("/export/jsonl").text.splitlines()) >= 5


# ---- with a login ----


@pytest.fixture
def guarded(store: Store) -> TestClient:
    """The page as others reach it, with an account for each of two roles."""
    with store.writer() as writer:
        for name, role in (("rea", "reader"), ("cod", "coder")):
            writer.set_account(name, role, hash_password("a long password"))
    return TestClient(
        create_app(store, ReviewSettings("x", frozenset({"desk.example"}), True)), base_url="https://desk.example"
    )


def log_in(client: TestClient, name: str, password: str = "a long password") -> Response:
    return client.post("/login", data={"name": name, "password": password}, follow_redirects=False)


def test_without_a_login_nothing_is_seen(guarded: TestClient) -> None:
    assert guarded.get("/queue", follow_redirects=False).headers["location"] == "/login"
    assert guarded.get("/api/v1/queue").status_code == 401


def test_a_login_opens_the_page_and_its_cookie_is_kept_from_scripts(guarded: TestClient) -> None:
    answer = log_in(guarded, "cod")
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "secure", "samesite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert guarded.get("/queue").status_code == 200
    csrf = guarded.get("/api/v1/me").json()["csrf"]
    guarded.post("/logout", data={"csrf": csrf})
    assert guarded.get("/queue", follow_redirects=False).status_code == 303


def test_a_reader_decides_nothing_and_a_coder_no_pairs(guarded: TestClient, store: Store) -> None:
    log_in(guarded, "rea")
    assert "needs the role coder" in send(guarded, "/act", {**form_of(guarded), "kind_of_act": "accept"}).text
    log_in(guarded, "cod")
    form = form_of(guarded)
    assert send(guarded, "/act", {**form, "kind_of_act": "accept"}).status_code == 303
    assert "needs the role adjudicator" in send(guarded, "/merge", {"csrf": form["csrf"]}).text


def test_guessing_passwords_has_to_wait(guarded: TestClient) -> None:
    codes = [log_in(guarded, "cod", "wrong").status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]
    assert log_in(guarded, "cod").status_code == 429

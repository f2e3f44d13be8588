"""The page in a real browser, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dateline.model import ActKind, Field
from review_places import REPORT, Served

SCREENS = ["/queue", f"/report?id={REPORT}", "/incidents", "/pairs", "/history", "/quality", "/export"]


def test_a_record_is_accepted_and_undone_by_keys(page: Page, served: Served) -> None:
    page.goto("/queue?order=impact")
    for key, seen in (("Enter", "six herders"), ("a", "four herders"), ("u", "six herders")):
        with page.expect_navigation():
            page.keyboard.press(key)
        expect(page.locator("article")).to_contain_text(seen)
    (act,) = served.store.acts()
    assert act.kind is ActKind.ACCEPT
    assert act.ended_at is not None


def test_j_and_k_walk_the_fields_and_show_their_words(page: Page, served: Served) -> None:
    page.goto(f"/report?id={REPORT}")
    for _ in range(4):
        page.keyboard.press("j")
    expect(page.locator(".field.on h3")).to_contain_text("actor")
    expect(page.locator("mark.sel")).to_have_text("Gunmen")
    page.keyboard.press("k")
    expect(page.locator(".field.on h3")).to_contain_text("mention")
    expect(page.locator("mark.sel")).to_have_text("killed")


def test_words_lead_back_to_their_field(page: Page, served: Served) -> None:
    page.goto(f"/report?id={REPORT}")
    page.locator("mark", has_text="two herders").click()
    expect(page.locator(".field.on h3")).to_contain_text("casualties")


def test_selected_words_become_the_evidence_at_their_place(page: Page, served: Served) -> None:
    page.goto(f"/report?id={REPORT}")
    page.evaluate(
        """() => { const at = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
        let node; while ((node = at.nextNode())) { const i = node.data.indexOf('a well');
          if (i >= 0) { getSelection().setBaseAndExtent(node, i, node, i + 6); return; } } }"""
    )
    page.locator('.field[data-field="object"] summary').focus()
    page.keyboard.press("Enter")
    page.locator('.field[data-field="object"] summary').focus()
    page.keyboard.press("w")
    page.locator('.field[data-field="object"] button.go').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator('.field[data-field="object"] .value')).to_have_text("a well")
    coding = served.store.coding(REPORT)
    assert coding is not None
    (claim,) = coding.records[0].of(Field.OBJECT)
    text = served.store.report(REPORT).text  # type: ignore[union-attr]
    assert claim.evidence[0].start == text.index("a well")


def test_no_key_works_while_typing(page: Page, served: Served) -> None:
    page.goto(f"/report?id={REPORT}")
    page.locator("#judge [name=because]").focus()
    page.keyboard.type("axaxu")
    assert page.locator("#judge [name=because]").input_value() == "axaxu"
    assert served.store.acts() == []


def test_a_key_can_be_another(page: Page, served: Served) -> None:
    page.goto(f"/report?id={REPORT}")
    page.keyboard.press("?")
    page.get_by_role("button", name="key for accept").click()
    page.keyboard.press("z")
    expect(page.get_by_role("button", name="key for accept: z")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert served.store.acts() == []
    with page.expect_navigation():
        page.keyboard.press("z")
    assert len(served.store.acts()) == 1


def test_hostile_texts_are_shown_as_texts(page: Page, served: Served) -> None:
    page.goto("/queue?state=all")
    page.get_by_role("link", name="shelled").click()
    expect(page.locator("article")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.title().startswith("Port shelled <script>")


def test_an_incident_shows_its_disagreement_and_can_be_split(page: Page, served: Served) -> None:
    found = next(each for each in served.store.incidents() if len(each.incident.members) > 2)
    page.goto(f"/incident?id={found.id}")
    expect(page.locator("tr.contradict th", has_text="killed")).to_be_visible()
    expect(page.locator("tr.contradict td.diff", has_text="four herders")).to_be_visible()
    page.get_by_role("button", name="another happening").last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert len(served.store.newest_persons_decisions(10)) == len(found.incident.members) - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", SCREENS)
def test_axe_finds_nothing_serious(page: Page, served: Served, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    found = Axe().run(page).response["violations"]
    serious = [
        (each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_at_twice_the_size_nothing_is_cut(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 680, "height": 450})
    for address in SCREENS:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"), (
            address
        )


def test_pages_work_without_scripts(browser, served: Served, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"/report?id={REPORT}")
    plain.get_by_role("button", name="reject").click()
    assert served.store.acts()[0].kind is ActKind.REJECT
    context.close()

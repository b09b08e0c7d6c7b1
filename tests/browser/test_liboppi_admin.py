"""The plugin's pages in the admin: axe finds nothing, and several courses are dealt with by mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

RUNS = "/admin/liboppi/sync-runs/"
PAGES = ("/admin/", RUNS, f"{RUNS}inspect/1/", f"{RUNS}compare/?b=1", "/admin/liboppi/courses/attention/")


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(open_browser, sign_in, width):
    page = open_browser(viewport={"width": width, "height": 900})
    sign_in(page, "editor")
    for address in PAGES:
        assert page.goto(address).status == 200
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_an_editor_hides_two_courses_and_shows_them_again(page, sign_in):
    sign_in(page, "editor")
    for action in ("hide", "show"):
        page.goto("/admin/liboppi/courses/")
        boxes = page.locator("input[data-bulk-action-checkbox]")
        for number in (0, 1):
            boxes.nth(number).check()
        page.locator(f".bulk-actions-buttons a[href*='/{action}/']").click()
        expect(page.locator("main form ~ ul li, main ul li").first).to_be_visible()
        page.locator("main form button[type=submit]").click()
        expect(page.locator(".messages")).to_contain_text("2")

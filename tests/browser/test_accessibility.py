"""No page type has a fault that axe finds, is wider than a phone, loses spaced text or asks another host.

Each address is loaded once and then looked at in every way, which is what keeps this affordable.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.addresses import ADDRESSES, NOT_FOUND, SECTIONS, STAFF_COURSE, WORKGROUP
from tests.browser.axe import COLOURS, violations
from tests.browser.looks import CLIPPED, CONTROLS_WITHOUT_EDGE, SPACED, WIDER_THAN_THE_WINDOW, opened

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ZOOMED: ViewportSize = {"width": 320, "height": 640}  # a window of 1280 pixels at 400 %


@pytest.fixture
def still(open_browser) -> Page:
    """A page without motion, so that colours don't change while they are judged."""
    return open_browser(viewport=DESKTOP, reduced_motion="reduce")


def require_no_faults(page: Page) -> None:
    """Look at an open page on a desktop and on a phone with all its disclosures open, light and dark."""
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme="light")
        assert violations(page) == [], viewport
        page.emulate_media(color_scheme="dark")
        assert violations(page, *COLOURS) == [], viewport
        opened(page)
    page.set_viewport_size(ZOOMED)
    assert page.evaluate(WIDER_THAN_THE_WINDOW) == []
    page.evaluate(SPACED)
    assert page.evaluate(WIDER_THAN_THE_WINDOW) == []
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_type(still, base_url, address):
    hosts = set()
    still.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    assert still.goto(address).status == 200
    require_no_faults(still)
    assert hosts == {urlsplit(base_url).netloc}


@pytest.mark.parametrize("address", NOT_FOUND)
def test_a_page_that_is_not_there(still, address):
    assert still.goto(address).status == 404
    require_no_faults(still)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_detail_page_of_a_section(still, section):
    still.goto(section)
    links = still.get_by_role("main").get_by_role("article").get_by_role("link")
    for address in [links.nth(i).get_attribute("href") for i in range(min(5, links.count()))]:
        still.goto(address)
        assert violations(still) == [], address
    require_no_faults(still)


def test_a_piece_of_news(still):
    still.goto(WORKGROUP)
    still.get_by_role("main").get_by_role("article").get_by_role("link").first.click()
    require_no_faults(still)


@pytest.mark.parametrize("address", STAFF_COURSE)
def test_a_course_with_its_key(still, sign_in, address):
    sign_in(still, "staff")
    still.goto(address)
    expect(still.locator(".enrolment-key__value")).to_be_visible()
    require_no_faults(still)


def test_a_form_with_errors(still):
    still.goto("/fi/kirjaudu/")
    still.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    expect(still.locator(".ds-error-summary")).to_be_focused()
    require_no_faults(still)


def test_an_open_dialog(still):
    still.goto("/sv/ui/")
    still.get_by_role("button", name="Ta bort bokningen").last.click()
    expect(still.get_by_role("dialog")).to_be_visible()
    assert violations(still) == []


@pytest.mark.parametrize("address", ["/fi/ui/", "/sv/kurser/"])
def test_controls_keep_an_edge_in_forced_colours(still, address):
    still.emulate_media(forced_colors="active")
    still.goto(address)
    assert still.evaluate(CONTROLS_WITHOUT_EDGE) == []

"""What a page costs a reader who comes for the first time: bytes, and text that jumps while it loads."""

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import STAFF_COURSE, WEIGHED

MOST_BYTES = 150_000  # on the wire, pictures apart
SHIFTS = """() => document.fonts.ready.then(() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => {
    found.push(...list.getEntries().map((entry) => [
      entry.value, entry.sources.map((source) => source.node?.outerHTML?.slice(0, 100)),
    ]));
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(found)));
}))"""


def weights(page: Page, address: str) -> dict[str, int]:
    """The bytes of all that comes at the first visit of an address, pictures apart."""
    finished = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address, wait_until="networkidle")
    return {
        request.url: request.sizes()["responseBodySize"]
        for request in finished
        if request.resource_type != "image"
    }


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}])
@pytest.mark.parametrize("kind", WEIGHED)
def test_a_page_is_light_and_stands_still(open_browser, kind, viewport):
    page = open_browser(viewport=viewport)
    found = weights(page, WEIGHED[kind][0])
    assert sum(found.values()) < MOST_BYTES, found
    assert len(found) > 5
    moved = page.evaluate(SHIFTS)
    assert moved == [], moved


@pytest.mark.parametrize("address", [*WEIGHED["catalogue"], STAFF_COURSE[0], WEIGHED["material"][0]])
def test_pages_that_go_uncompressed_to_the_signed_in_are_light_too(
    open_browser, sign_in, cookies_of, address
):
    sign_in(open_browser(), "staff")
    page = open_browser()
    page.context.add_cookies(cookies_of["staff"])
    found = weights(page, address)
    assert sum(found.values()) < MOST_BYTES, found
    assert len(found) > 5

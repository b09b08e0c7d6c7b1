"""What a page costs a reader who comes for the first time: bytes, and text that jumps while it loads."""

import pytest

from tests.browser.addresses import WEIGHED

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


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}])
@pytest.mark.parametrize("kind", WEIGHED)
def test_a_page_is_light_and_stands_still(open_browser, kind, viewport):
    page = open_browser(viewport=viewport)
    finished = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(WEIGHED[kind][0], wait_until="networkidle")
    weights = {
        request.url: request.sizes()["responseBodySize"]
        for request in finished
        if request.resource_type != "image"
    }
    assert sum(weights.values()) < MOST_BYTES, weights
    assert len(weights) > 5
    assert page.evaluate(SHIFTS) == []

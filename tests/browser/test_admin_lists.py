"""Lists of the admin on a phone: words stay whole, and what is wider than the window scrolls in a box."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
LISTS = (
    "/admin/liboppi/courses/",
    "/admin/materials/proposals/",
    "/admin/materials/uses/",
    "/admin/materials/to-review/",
    "/admin/reports/materials/",
    "/admin/snippets/catalogue/coursesubjects/",
    "/admin/translations/",
)
BROKEN_WORDS = r"""() => {
  const broken = [];
  for (const title of document.querySelectorAll("#listing-results .listing .title a")) {
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const found of node.data.matchAll(/[^\s-]+/g)) {
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        if (new Set([...range.getClientRects()].map((line) => line.top)).size > 1) broken.push(found[0]);
      }
  }
  return broken;
}"""
SCROLLING = """() => {
  let box = document.querySelector("#listing-results .listing");
  while (box && getComputedStyle(box).overflowX !== "auto") box = box.parentElement;
  if (!box) return ["the list scrolls nowhere"];
  const { left, right } = box.getBoundingClientRect();
  const cells = [...box.querySelectorAll("td, th")].filter((cell) => cell.checkVisibility());
  const cutOff = cells.filter((cell) => cell.getBoundingClientRect().right > left + box.scrollWidth + 1);
  if (right > innerWidth) return ["the box is wider than the window"];
  return cutOff.map((cell) => cell.textContent);
}"""


@pytest.fixture
def phone(open_browser, sign_in) -> Page:
    page = open_browser(viewport=PHONE)
    sign_in(page, "admin")
    return page


def require_readable(page: Page) -> None:
    expect(page.locator("#listing-results .listing .title a").first).to_be_visible()
    assert page.evaluate(BROKEN_WORDS) == []
    assert page.evaluate(SCROLLING) == []


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_read_on_a_phone(phone, address):
    phone.goto(address)
    require_readable(phone)


def test_pages_are_told_by_title_and_state_alone(phone):
    home = phone.request.get("/api/wagtail/v2/pages/?type=core.HomePage&locale=fi").json()["items"][0]["id"]
    phone.goto(f"/admin/pages/{home}/")
    require_readable(phone)
    heads = phone.locator("#listing-results thead th")
    expect(heads.filter(has_text="Tila")).to_be_visible()
    for left_out in ("Päivitetty", "Tyyppi"):
        expect(heads.filter(has_text=left_out)).to_be_hidden()
    assert phone.locator("#listing-results").evaluate("box => box.scrollWidth <= box.clientWidth")

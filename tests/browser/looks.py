"""What a page shows as the browser computes it: overflow, clipped text, focus, controls without an edge."""

from playwright.sync_api import Page

# WCAG 1.4.12: nothing may be lost when readers space their text like this.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
WIDER_THAN_THE_WINDOW = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
    .map((e) => e.outerHTML.slice(0, 120));
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const style = getComputedStyle(e);
  const hides = style.overflowX === "hidden" || style.overflowY === "hidden";
  const isOnlyHeard = e.clientWidth <= 1 || e.clientHeight <= 1;
  const loses = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
  return hides && loses && !isOnlyHeard && e.innerText;
}).map((e) => e.outerHTML.slice(0, 120))"""
CONTROLS_WITHOUT_EDGE = """() => [...document.querySelectorAll(
  "input:not([type=hidden]), select, textarea, .ds-button:not([data-variant=tertiary])"
)].filter((e) => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1);
}).map((e) => e.outerHTML.slice(0, 120))"""
STOP = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const drawn = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== "none";
  const drawsItsOwn = stop.matches("[type=date]"); // the parts of a date, which scripts can't see
  const bearers = [getComputedStyle(stop), getComputedStyle(stop, "::after")];
  const field = stop.closest(".ds-field");
  if (field) bearers.push(getComputedStyle(field));
  const box = stop.getClientRects()[0] ?? stop.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const before = window.previousStop;
  window.previousStop = stop;
  return {
    html: stop.outerHTML.slice(0, 120),
    isVisible: drawsItsOwn || bearers.some(drawn),
    isUncovered: top !== null && (stop.contains(top) || top.contains(stop)),
    isInOrder: !before || before === stop
      || (before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
  };
}"""
MOST_STOPS = 400


def opened(page: Page, inside: str = "body") -> None:
    """Open every disclosure inside an element."""
    page.evaluate(
        "(inside) => document.querySelectorAll(`${inside} details`).forEach((one) => { one.open = true })",
        inside,
    )


def walk(page: Page) -> list[dict]:
    """Tab through the page from its beginning until it lets the focus go; fails if it never does."""
    stops: list[dict] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and not stop["isInOrder"] and stop["html"] == stops[0]["html"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"The focus never leaves the page; the last stops: {stops[-5:]}")

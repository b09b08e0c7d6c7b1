"""What axe-core has against a page, in a line for each fault."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page, *rules: str) -> list[str]:
    """The faults by all rules, best practices included, or by `rules` alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate(
        "(options) => axe.run(document, options).then((results) => results.violations)",
        {"resultTypes": ["violations"], "preload": False, **only},  # no rule of ours reads style sheets
    )
    return [f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes']]}" for v in found]

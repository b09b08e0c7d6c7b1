"""Library staff tell that a key doesn't work, in either language, on a phone, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

WORDS = {
    "/fi/kurssit/2/": ("Avain ei toimi", "Ilmoita avaimesta", "Peru ilmoitus"),
    "/sv/kurser/2/": ("Nyckeln fungerar inte", "Rapportera nyckeln", "Återta rapporten"),
}


@pytest.mark.parametrize("address", WORDS)
def test_staff_report_a_key_and_take_it_back(open_browser, sign_in, address):
    page = open_browser(viewport={"width": 390, "height": 844})
    sign_in(page, "staff")
    doubt, report, withdraw = WORDS[address]
    page.goto(address)
    page.get_by_text(doubt, exact=True).click()
    assert violations(page) == []
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name=report).dblclick()
    expect(page.locator("aside .ds-alert")).to_contain_text("1 ")
    expect(page.locator(".enrolment-key__value")).to_be_visible()
    assert len(sent) == 1
    assert violations(page) == []
    page.locator("details.key-report summary").click()
    page.get_by_role("button", name=withdraw).click()
    expect(page.locator("aside .ds-alert")).to_have_count(0)


def test_it_works_without_javascript(open_browser, sign_in):
    page = open_browser(java_script_enabled=False)
    sign_in(page, "staff")
    page.goto("/fi/kurssit/2/")
    doubt, report, withdraw = WORDS["/fi/kurssit/2/"]
    # Keys, because without JavaScript Playwright cannot tell when a button stands still under the mouse.
    page.get_by_text(doubt, exact=True).press("Enter")
    page.get_by_role("button", name=report).press("Enter")
    expect(page.locator("aside .ds-alert")).to_contain_text("1 ")
    page.locator("details.key-report summary").press("Enter")
    page.get_by_role("button", name=withdraw).press("Enter")
    expect(page.get_by_text(doubt, exact=True)).to_be_visible()

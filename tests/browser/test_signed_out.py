"""Who is signed out while filling in a form hears it, and finds the words again after signing in."""

from playwright.sync_api import expect

from tests.pages.core.uploads.files import GOOD

FILES = [
    {"name": name, "mimeType": kind, "buffer": GOOD[name.rpartition(".")[2]]}
    for name, kind in (("kortit.pdf", "application/pdf"), ("kuva.png", "image/png"))
]


def test_a_proposal_goes_on(open_browser, sign_in, site, complaints):
    page = open_browser()
    sign_in(page, "staff")
    page.goto("/fi/materiaalipankki/ehdota/")
    page.locator("main [name=title]").fill("Kesken jäänyt")
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=uploads]").set_input_files(FILES)
    expect(page.locator("[data-problems] p")).to_have_count(2)
    expect(page.locator("[data-problems]")).to_contain_text("olet kirjautunut ulos")
    assert [complaint for complaint in complaints if "status of 401" not in complaint] == []
    complaints.clear()  # Chromium tells of the refused files in the console
    page.get_by_role("button", name="Lähetä ehdotus").click()
    page.locator("input[name=username]").fill("staff")
    page.locator("input[name=password]").fill(site.passwords["staff"])
    page.locator("main button[type=submit]").click()
    expect(page.locator("main [name=title]")).to_have_value("Kesken jäänyt")
    page.locator("[name=uploads]").set_input_files(FILES)
    expect(page.locator("[data-files] .proposal-files > li")).to_have_count(2)

"""Pages that one comes to only by doing something, or that are gone, have no fault either."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import PAGES, TAKEN_DOWN
from tests.browser.test_accessibility import DESKTOP, require_no_faults

PROPOSE = {
    "/fi/materiaalipankki/ehdota/": "Lähetä ehdotus",
    "/sv/materialbanken/foresla/": "Skicka förslaget",
}
TELL_OF_A_USE = {
    "/fi/materiaalipankki/satupolku-lahimetsaan/kaytetty/": "Tallenna muutokset",  # the demo's waits
    "/sv/materialbanken/guide-for-sprakkafe/anvant/": "Skicka till redaktörerna",
}
SEARCHES = {
    "/fi/kurssit/?q=digi": ("Tallenna tämä haku", "Tallenna haku"),
    "/sv/kurser/?q=kaffe": ("Spara den här sökningen", "Spara sökningen"),
}


@pytest.fixture
def still(open_browser) -> Page:
    """A page without motion, so that colours don't change while they are judged."""
    return open_browser(viewport=DESKTOP, reduced_motion="reduce")


@pytest.fixture
def of_staff(still, sign_in) -> Page:
    sign_in(still, "staff")
    return still


@pytest.mark.parametrize("address", TAKEN_DOWN)
def test_a_material_that_was_taken_down(still, address):
    assert still.goto(address).status == 410
    require_no_faults(still)


@pytest.mark.parametrize(("address", "send"), PROPOSE.items())
def test_a_proposal_with_errors_and_a_file(of_staff, tmp_path, address, send):
    (tmp_path / "kortit.txt").write_text("Kortit")
    of_staff.goto(address)
    of_staff.locator("[name=uploads]").set_input_files(tmp_path / "kortit.txt")
    expect(of_staff.locator("[data-files] .proposal-files > li")).to_have_count(1)
    of_staff.get_by_role("button", name=send).click()
    expect(of_staff.locator(".ds-error-summary")).to_be_focused()
    require_no_faults(of_staff)


@pytest.mark.parametrize(("address", "send"), TELL_OF_A_USE.items())
def test_a_use_with_errors(of_staff, address, send):
    of_staff.goto(address)
    of_staff.locator("[name=text]").fill("")
    of_staff.get_by_role("button", name=send).click()
    expect(of_staff.locator(".ds-error-summary")).to_be_focused()
    require_no_faults(of_staff)


@pytest.mark.parametrize(("address", "words"), SEARCHES.items())
def test_saved_searches(of_staff, address, words):
    to_the_form, save = words
    of_staff.goto(address)
    of_staff.get_by_role("link", name=to_the_form).click()
    of_staff.get_by_role("button", name=save).click()
    expect(of_staff.locator("main article")).not_to_have_count(0)
    require_no_faults(of_staff)


@pytest.mark.parametrize("address", PAGES["accessibility feedback"])
def test_feedback_with_an_error_and_once_it_is_sent(still, address):
    still.goto(address)
    send = still.get_by_role("main").locator("form button[type=submit]")
    send.click()
    expect(still.locator(".ds-error-summary")).to_be_focused()
    require_no_faults(still)
    still.reload()
    still.locator("[name=page]").fill(address)
    still.locator("[name=problem]").fill("Virheet eivät näy. Felen syns inte.")
    send.click()
    expect(still.locator("main form")).to_have_count(0)
    require_no_faults(still)


@pytest.mark.parametrize("address", PAGES["sign-in"])
def test_a_form_that_has_expired(still, address):
    still.goto(address)
    still.locator("[name=username]").fill("staff")
    still.locator("[name=password]").fill("x")
    still.context.clear_cookies()
    with still.expect_response(lambda response: response.status == 403):
        still.get_by_role("main").locator("form button[type=submit]").click()
    require_no_faults(still)

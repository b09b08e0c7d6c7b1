"""Everything is reached and done by keyboard, in the order of the page, and the focus is always seen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import opened, walk


def require_good_stops(page: Page, at_least: int) -> None:
    stops = walk(page)
    assert len(stops) >= at_least
    for rule in ("isVisible", "isUncovered", "isInOrder"):
        assert [stop["html"] for stop in stops if not stop[rule]] == [], rule


@pytest.mark.parametrize(
    ("address", "at_least"), [("/fi/", 15), ("/sv/kurser/", 15), ("/sv/om-extranatet/", 10), ("/fi/ui/", 60)]
)
def test_a_walk_by_tab(page, address, at_least):
    page.goto(address)
    require_good_stops(page, at_least)


def test_a_walk_by_tab_on_a_phone_with_the_content_opened(open_browser, sign_in):
    page = open_browser(viewport={"width": 390, "height": 844})
    sign_in(page, "staff")
    page.goto("/sv/kurser/7/")
    opened(page, "main")
    require_good_stops(page, 15)


def test_the_skip_link_comes_first_and_leads_to_the_content(page):
    page.goto("/fi/kurssit/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class(re.compile("skip-link"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_navigations_second_level_opens_closes_and_lets_the_focus_go_on(page):
    page.goto("/fi/")
    navigation = page.get_by_role("navigation", name="Päävalikko")
    opener = navigation.locator("summary").first
    child = navigation.locator(".navigation__children a").first
    opener.focus()
    page.keyboard.press("Enter")
    expect(child).to_be_visible()
    page.keyboard.press("Tab")
    expect(child).to_be_focused()
    page.keyboard.press("Escape")
    expect(child).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Space")
    expect(child).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(child).to_be_hidden()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_menu_of_a_phone_leads_to_the_second_level(open_browser, has_scripts):
    page = open_browser(viewport={"width": 390, "height": 844}, java_script_enabled=has_scripts)
    page.goto("/sv/")
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Meny")
    menu.locator("summary").first.focus()
    page.keyboard.press("Enter")
    child = menu.locator(".navigation__children a").first
    page.keyboard.press("Tab")
    expect(child).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("/sv/.+/.+/$"))


def test_a_list_is_narrowed_and_a_choice_taken_back(page):
    page.goto("/fi/ui/?q=sana")
    choice = page.locator("form.facets").get_by_role("checkbox", name=re.compile("Digituki"))
    choice.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=sana&theme=digital"))
    chip = page.locator("form.facets + .chips").get_by_role("link", name=re.compile("Digituki"))
    chip.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=sana$"))
    expect(choice).not_to_be_checked()


def test_a_dialog_opens_keeps_the_focus_and_gives_it_back(page):
    page.goto("/fi/ui/")
    opener = page.locator("show-dialog > button")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Poistetaanko varaus?")
    expect(dialog.get_by_role("button", name="Sulje")).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Poista")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(page):
    page.goto("/sv/logga-in/")
    expect(page.get_by_label("Användarnamn")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Användarnamn")).to_be_focused()


def test_nothing_moves_for_readers_who_want_no_motion(open_browser):
    page = open_browser(reduced_motion="reduce")
    page.goto("/fi/ui/")
    page.locator("show-dialog > button").click()
    moving = page.evaluate("document.getAnimations().map((a) => a.effect.target.outerHTML.slice(0, 80))")
    assert moving == []

"""The catalogue as it is used: by keyboard with htmx, on a phone, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("address", "material", "results"),
    [("/fi/kurssit/", "Materiaalit", r"^\d+ tulosta$"), ("/sv/kurser/", "Material", r"^\d+ träffar$")],
)
def test_a_choice_by_keyboard_changes_list_count_and_address_and_keeps_the_focus(
    page: Page, address: str, material: str, results: str
):
    page.goto(address)
    count = page.locator("#catalogue-count")
    expect(count).to_have_text(re.compile(results))
    everything = count.inner_text()
    page.evaluate("window.stays = true")
    tab = page.locator("#catalogue-tab-material")
    expect(tab).to_contain_text(material)
    tab.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?kind=material$"))
    expect(tab).to_be_focused()
    option = page.locator("#catalogue-facets input[name=language]").first
    option.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?kind=material&language=\w+$"))
    expect(page.locator(":focus")).to_have_attribute("name", "language")
    expect(page.locator(":focus")).to_be_checked()
    assert page.evaluate("window.stays")
    assert violations(page) == []
    page.go_back()
    expect(page.locator("#catalogue-facets input:checked")).to_have_count(0)
    page.go_back()
    expect(count).to_have_text(everything)


def test_words_are_suggested_and_corrected_and_what_stands_around_the_list_follows(page: Page):
    page.goto("/fi/kurssit/")
    page.evaluate("window.stays = true")
    field = page.locator("#catalogue-words")
    field.press_sequentially("selkok")
    suggestions = page.locator("#catalogue-words-suggestions li")
    expect(suggestions.first).to_contain_text("selkok")
    field.press("Escape")
    field.fill("selkokielli")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=selkokielli$"))
    expect(page.locator("#catalogue-list mark").first).to_have_text(re.compile("selkokiel", re.IGNORECASE))
    feed = page.locator("#catalogue-feed")
    expect(feed).to_have_attribute("href", "/fi/kurssit/syote/?q=selkokielli")
    expect(page.locator("head link[type='application/atom+xml']")).to_have_count(1)
    expect(page.locator("#languages a")).to_have_attribute("href", re.compile(r"^/sv/kurser/\?q=selkokielli"))
    assert page.evaluate("window.stays")
    assert violations(page) == []
    page.locator("#search-literal").click()
    expect(page).to_have_url(re.compile(r"exact=selkokielli"))
    expect(page.locator("#catalogue-count")).to_have_text("0 tulosta")
    expect(page.locator("#catalogue-list .catalogue__feed")).to_be_visible()


def test_on_a_phone_the_filters_are_a_panel_that_tells_how_much_is_left(open_browser):
    page = open_browser(viewport=PHONE)
    page.goto("/fi/kurssit/")
    panel = page.locator("#catalogue-panel")
    expect(panel).to_be_hidden()
    page.locator("#catalogue-open").click()
    expect(panel).to_be_visible()
    option = panel.locator("input[name=language]").last
    option.check()
    expect(page).to_have_url(re.compile(r"\?language=\w+$"))
    show = panel.locator("#catalogue-show button")
    expect(show).to_have_text(re.compile(r"^Näytä \d+ tulos"))
    show.click()
    expect(panel).to_be_hidden()
    expect(page.locator("#catalogue-open")).to_contain_text("(1)")


def test_without_scripts_a_button_shows_what_is_chosen(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/sv/kurser/")
    page.locator("#catalogue-facets input[name=language]").first.check()
    page.locator("#catalogue-show button").click()
    expect(page).to_have_url(re.compile(r"language=\w+"))
    expect(page.locator("#catalogue-facets input[name=language]").first).to_be_checked()

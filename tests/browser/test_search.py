"""The search in a browser: marks, suggestions by keyboard, narrowing in place, and all without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

WORDS = {"fi": ("/fi/haku/?q=digi", "digi"), "sv": ("/sv/sok/?q=arbetsgrupp", "arbetsgrupp")}


@pytest.mark.parametrize("language", WORDS)
def test_the_words_are_marked(page: Page, language: str) -> None:
    address, words = WORDS[language]
    page.goto(address)
    expect(page.locator("#search-count")).to_have_role("status")
    expect(page.locator("#search-count")).to_contain_text(f"”{words}”")
    expect(page.locator(".card__title mark").first).to_have_text(re.compile(words, re.IGNORECASE))


def test_a_suggestion_is_chosen_with_the_keyboard(page: Page) -> None:
    page.goto("/fi/tyoryhmat/")
    field = page.get_by_role("combobox", name="Hae sivustolta")
    field.press_sequentially("digi")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("status").first).to_contain_text("nuolinäppäimillä")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("digi")
    field.press_sequentially("t")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert violations(page) == []
    chosen = options.first.text_content() or ""
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/fi/haku/\?q="))
    expect(page.locator("#search")).to_have_value(chosen)


def test_results_are_narrowed_without_a_new_page_and_back(page: Page) -> None:
    page.goto("/fi/haku/?q=ryhm%C3%A4")
    page.evaluate("window.isTheSamePage = true")
    before = page.locator("#search-count").text_content()
    kind = page.get_by_role("navigation", name="Tulosten laji").get_by_role("link").last
    kind.focus()
    kind.press("Enter")
    expect(page).to_have_url(re.compile("in="))
    assert page.evaluate("window.isTheSamePage")
    expect(kind).to_have_attribute("aria-current", "true")
    expect(kind).to_be_focused()
    expect(page.locator("#search-count")).not_to_have_text(before or "")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=[^&]*$"))
    expect(page.locator("#search-count")).to_have_text(before or "")


def test_without_javascript_results_are_found_and_narrowed(open_browser) -> None:
    page = open_browser(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto("/sv/sok/")
    page.locator("#search").fill("arbetsgrupp")
    page.get_by_role("main").get_by_role("button", name="Sök").click()
    page.get_by_role("navigation", name="Typ av resultat").get_by_role("link").last.click()
    expect(page).to_have_url(re.compile("in="))
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()

"""Blocks whose scripts make them nicer: a video, a gallery; and the sheet in which editors write tables."""

import re

import pytest
from playwright.sync_api import expect

VIDEO = "/fi/tyoryhmat/iki-ryhma/"
GALLERY = "/fi/tyoryhmat/nakyvyystyoryhma/"


def test_a_video_is_loaded_only_when_the_reader_asks_for_it(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "vimeo" in request.url else None)
    page.route("https://player.vimeo.com/**", lambda route: route.fulfill(body="video"))
    page.goto(VIDEO)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("button", name=re.compile("^Toista video palvelusta Vimeo")).press("Enter")
    frame = page.locator("outside-frame iframe")
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("title", re.compile("taikalaatikkoa"))
    expect(page.frame_locator("outside-frame iframe").locator("body")).to_be_attached()
    assert asked == ["https://player.vimeo.com/video/000000000?dnt=1"]


@pytest.mark.parametrize(
    ("address", "words"), [(VIDEO, "Katso palvelussa Vimeo"), (GALLERY, "Näytä suurempana")]
)
def test_without_scripts_a_link_leads_there(open_browser, address, words):
    page = open_browser(java_script_enabled=False)
    page.goto(address)
    expect(page.get_by_role("link", name=re.compile(words)).first).to_be_visible()
    expect(page.locator("iframe, dialog")).to_have_count(0)


def test_a_gallery_is_walked_by_keyboard(page):
    page.goto(GALLERY)
    pictures = page.get_by_role("link", name=re.compile("Näytä suurempana"))
    pictures.first.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name(re.compile("aurinko nousee meren ylle"))
    expect(dialog.get_by_role("link", name="CC BY-NC-ND 4.0")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(dialog).to_have_accessible_name(re.compile("kirjan selkiä"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(pictures.last).to_be_focused()


def test_a_table_is_pasted_into_the_editor(open_browser, sign_in):
    page = open_browser(permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, "editor")
    home = page.request.get("/api/wagtail/v2/pages/?type=core.HomePage&locale=fi").json()["items"][0]["id"]
    page.goto(f"/admin/pages/add/core/standardpage/{home}/")
    page.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Taulukko").click()
    page.locator(".handsontable td").first.click()
    page.evaluate("navigator.clipboard.writeText('Kirjasto\\t2026\\nTurku\\t1 204\\nPori\\t860\\n')")
    page.keyboard.press("Control+v")
    expect(page.locator(".handsontable td", has_text="Pori")).to_be_visible()
    sheet = page.locator("input[type=hidden][name^=body-0-value]")
    expect(sheet).to_have_value(re.compile(re.escape('["Turku","1 204"')))

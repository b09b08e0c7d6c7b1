"""What an editor does in the admin: sync, give a course a key and a note, write a page and translate it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect


def test_an_editor_gives_a_course_a_key_and_a_note_and_staff_see_them(page, open_browser, sign_in):
    sign_in(page, "editor")
    page.goto("/admin/liboppi/courses/?q=pixlr")
    page.get_by_role("main").get_by_role("link", name=re.compile("Kuvankäsittely")).first.click()
    page.get_by_label("Oma kurssiavain").fill("kuva2026")
    page.get_by_label("Lisätieto (suomi)").fill("Varaa kurssille kaksi iltapäivää.")
    page.get_by_role("button", name="Tallenna").click()
    reader = open_browser()
    sign_in(reader, "staff")
    reader.goto("/fi/kurssit/?q=pixlr")
    reader.get_by_role("link", name=re.compile("Kuvankäsittely")).click()
    expect(reader.locator(".enrolment-key__value")).to_have_text("kuva2026")
    expect(reader.get_by_text("Varaa kurssille kaksi iltapäivää.")).to_be_visible()


def test_an_editor_syncs_now_and_sees_the_result_in_place(page, sign_in):
    sign_in(page, "editor")
    page.goto("/admin/liboppi/sync-runs/")
    page.get_by_role("button", name="Päivitä Libopista").first.click()
    page.wait_for_url(re.compile("/sync-runs/inspect/"), timeout=60_000)  # the worker is a process of its own
    expect(page.locator("#liboppi-run .w-status").first).to_contain_text("Valmis", timeout=60_000)
    expect(page.locator("[data-liboppi-live]")).to_have_count(0)


def test_an_editor_writes_a_page_and_a_reader_reads_it(page, open_browser, sign_in):
    sign_in(page, "editor")
    home = page.request.get("/api/wagtail/v2/pages/?type=core.HomePage&locale=fi").json()["items"][0]["id"]
    page.goto(f"/admin/pages/add/core/standardpage/{home}/")
    page.get_by_role("textbox", name=re.compile("^(Otsikko|Title)")).first.fill("Kesän aukioloajat")
    page.get_by_role("textbox", name="Ingressi").fill("Kirjastot ovat auki läpi kesän.")
    page.get_by_role("button", name=re.compile("Lisää toimintoja|More actions")).click()
    page.get_by_role("button", name="Julkaise", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("julkaistu")
    pages = page.request.get(
        "/api/wagtail/v2/pages/?type=core.StandardPage&locale=fi&order=-id&limit=1"
    ).json()["items"]
    assert [found["title"] for found in pages] == ["Kesän aukioloajat"]
    address = urlsplit(pages[0]["meta"]["html_url"]).path
    reader = open_browser()
    assert reader.goto(address).status == 200
    expect(reader.get_by_text("Kirjastot ovat auki läpi kesän.")).to_be_visible()
    reader.get_by_role("link", name="Svenska").click()
    expect(reader.locator(".language-note")).to_be_visible()

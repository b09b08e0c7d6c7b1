"""The files of a material: all come as one archive with the credit line; paper keeps to what it can show."""

import zipfile

from playwright.sync_api import expect


def test_all_files_come_as_one_archive(page):
    page.goto("/fi/materiaalipankki/kielikahvilan-kaynnistysopas/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa kaikki tiedostot").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "LUE MINUT – LÄS MIG.txt" in archive.namelist()
        assert archive.testzip() is None


def test_paper_has_neither_previews_nor_what_belongs_to_buttons(page):
    page.goto("/sv/materialbanken/guide-for-sprakkafe/")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Guiden på svenska")).to_be_visible()
    expect(page.locator(".download__preview").first).to_be_hidden()
    expect(page.get_by_text("Ett zip-paket")).to_be_hidden()

"""A material that was taken down says so, since when and why, and nothing of it can be had any more."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile

from pages.core.whats_new import newest_cards
from pages.materials.models import MaterialFile, MaterialPage
from pages.search.models import Entry
from tests.factories.core import DocumentFactory, StandardPageFactory, translate
from tests.factories.materials import MaterialPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db
REASON = "Kustantajan lupa on päättynyt."


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def taken_down(bank, swedish):
    """A material in both languages, with a file and an old version, that was taken down in Finnish."""
    document = DocumentFactory.create(title="Kartta", file=ContentFile(b"Lue.", "kartta.txt"))
    page = MaterialPageFactory.create(
        parent=bank, title="Satupolku", lead="Johdanto.", files=[MaterialFile(document=document)]
    )
    translate(page, swedish, title="Sagostig", slug="sagostig")
    page.what_changed = "Toinen painos."
    page.save_revision().publish()
    page.taken_down, page.taken_down_reason = date(2026, 3, 5), REASON
    page.replaced_by = MaterialPageFactory.create(parent=bank, title="Runopolku")
    page.save_revision().publish()
    return MaterialPage.objects.get(pk=page.pk)


def test_its_page_files_and_old_versions_say_so_and_why(client, taken_down):
    [file] = taken_down.files.all()
    for address in (taken_down.url, f"{taken_down.url}versiot/1/", file.document.url):
        answer = client.get(address, headers={"Accept-Language": "fi"})
        assert answer.status_code == 410
        shown = text_of(answer)
        for words in ("Satupolku</h1>", "5. maaliskuuta 2026", REASON, ">Runopolku</a>", "noindex"):
            assert words in shown
        assert "kartta.txt" not in shown.split("<main", 1)[1].split("</main>")[0]


def test_it_is_taken_down_in_the_other_language_too_and_stays_so(client, taken_down, swedish):
    swedish_page = taken_down.get_translation(swedish)
    for _time in range(2):
        answer = client.get(swedish_page.url)
        assert answer.status_code == 410
        assert f'<p lang="fi">{REASON}</p>' in text_of(answer)
        swedish_page.get_latest_revision().publish()


def test_it_leaves_lists_and_the_search_and_comes_back(client, taken_down, bank):
    def told() -> set[bool]:
        titles = [card.title for card in client.get(bank.url).context["cards"]]
        api = [item["title"] for item in client.get("/api/v1/materials/").json()["items"]]
        news = [card.title for card in newest_cards([], 20, None)]
        entries = list(Entry.objects.filter(locale="fi").values_list("title", flat=True))
        map_of_site = "/satupolku/" in client.get("/sitemap-fi.xml").content.decode()
        assert not map_of_site or "Satupolku" in titles
        return {"Satupolku" in found for found in (titles, api, news, entries)}

    assert told() == {False}
    taken_down.taken_down = None
    taken_down.save_revision().publish()
    assert told() == {True}
    assert client.get(taken_down.url).status_code == 200


def test_the_api_tells_it_and_nothing_else_of_it(client, taken_down):
    detail = client.get(f"/api/v1/materials/{taken_down.pk}/").json()
    assert (detail["taken_down"], detail["taken_down_reason"]) == ("2026-03-05", REASON)
    assert [detail[name] for name in ("body", "picture", "files", "links", "versions")] == [
        "", None, [], [], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "status"),
    [("stranger", 410), ("library staff", 410), ("group chair", 200), ("specialist", 200)],
)
def test_those_who_work_in_the_admin_still_get_the_file(taken_down, role, status):
    [file] = taken_down.files.all()
    assert signed_in(role).get(file.document.url).status_code == status


def test_a_file_that_another_material_has_too_is_served(client, taken_down, bank):
    [file] = taken_down.files.all()
    MaterialPageFactory.create(parent=bank, files=[MaterialFile(document=file.document)])
    assert client.get(file.document.url).status_code == 200


def test_its_files_stay_refused_when_its_pages_are_unpublished(client, taken_down, swedish):
    [file] = taken_down.files.all()
    taken_down.get_translation(swedish).unpublish()
    taken_down.unpublish()
    assert client.get(file.document.url).status_code == 404
    assert signed_in("specialist").get(file.document.url).status_code == 200


def test_a_file_of_an_unpublished_material_is_refused_unless_another_page_shows_it(client, bank, homes):
    document = DocumentFactory.create(file=ContentFile(b"Lue.", "kartta.txt"))
    page = MaterialPageFactory.create(parent=bank, files=[MaterialFile(document=document)])
    assert client.get(document.url).status_code == 200
    page.unpublish()
    assert client.get(document.url).status_code == 404
    link = f'<p><a linktype="document" id="{document.pk}">Kartta</a></p>'
    StandardPageFactory.create(parent=homes.fi, body=[{"type": "text", "value": link}])
    assert client.get(document.url).status_code == 200

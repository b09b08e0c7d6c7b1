"""The versions of a material that readers can go back to, and what it was made of."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages.materials.models import MaterialFile, MaterialPage, MaterialVersion
from pages.ui.cards import Tag
from tests.factories.core import DocumentFactory, ImageFactory, make_alias, translate
from tests.factories.materials import MaterialPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def publish(page, **values) -> MaterialPage:
    page = MaterialPage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return MaterialPage.objects.get(pk=page.pk)


@pytest.fixture
def changed(bank):
    """A material with an old version and another file in its present one."""
    old, new = (
        DocumentFactory.create(title=name, file=ContentFile(b"Lue.", f"{name}.txt"))
        for name in ("vanha", "uusi")
    )
    page = MaterialPageFactory.create(
        parent=bank, title="Satupolku", lead="Ensin näin.", files=[MaterialFile(document=old)]
    )
    return publish(page, lead="Nyt näin.", what_changed="Lisätty kartta.", files=[MaterialFile(document=new)])


def test_a_version_is_made_at_first_and_when_what_is_new_has_been_written(bank):
    page = MaterialPageFactory.create(parent=bank, lead="Ensin")
    publish(page, lead="Korjattu")
    publish(page, lead="Toinen", what_changed="Toinen painos")
    publish(page, lead="Toinen, korjattu")
    versions = MaterialVersion.objects.filter(page=page)
    told = [(one.number, one.what_changed, one.material().lead) for one in versions]
    assert told == [(2, "Toinen painos", "Toinen, korjattu"), (1, "", "Korjattu")]


def test_readers_find_the_versions_and_read_an_old_one_as_it_was(client, changed):
    present = text_of(client.get(changed.url))
    assert "Nyt näin." in present
    assert "Lisätty kartta." in present
    assert f'href="{changed.url}versiot/1/"' in present
    answer = client.get(f"{changed.url}versiot/1/")
    old = text_of(answer)
    assert "Ensin näin." in old
    assert "Nyt näin." not in old.split("<main", 1)[1]
    assert "Luet vanhaa versiota" in old
    assert '<meta name="robots" content="noindex">' in old
    assert f'<link rel="canonical" href="http://testserver{changed.url}">' in old
    [file] = answer.context["files"]
    assert file.document.title == "vanha"
    assert client.get(file.document.url).status_code == 200


@pytest.mark.parametrize("number", ["2", "3", "0", str(2**40), "uusin"])
def test_the_present_version_and_unknown_ones_have_no_address_of_their_own(client, changed, number):
    assert client.get(f"{changed.url}versiot/{number}/").status_code == 404


def test_old_versions_stand_at_an_address_of_the_readers_language(client, changed, swedish):
    alias = make_alias(changed, swedish)
    answer = text_of(client.get(f"{alias.url}versioner/1/"))
    assert "Du läser en gammal version" in answer
    assert 'lang="fi">Ensin näin.' in answer


def test_a_file_of_a_version_cannot_be_deleted_unnoticed(changed):
    [file] = MaterialVersion.objects.get(page=changed, number=1).files.all()
    with pytest.raises(ProtectedError):
        file.document.delete()
    MaterialPage.objects.get(pk=changed.pk).delete()
    file.document.delete()


def test_a_material_and_what_was_made_of_it_tell_of_each_other(client, bank, swedish):
    original = MaterialPageFactory.create(parent=bank, title="Satupolku", authors="Naantali", year=None)
    translate(original, swedish, title="Sagostig", slug="sagostig")
    adaptation = MaterialPageFactory.create(
        parent=bank, title="Runopolku", authors="Raisio", year=None, library="Raisio", based_on=original
    )
    assert f'<a class="ds-link" href="{adaptation.url}">Runopolku</a>' in text_of(client.get(original.url))
    shown = client.get(adaptation.url)
    assert f'<a class="ds-link" href="{original.url}">Satupolku</a>' in text_of(shown)
    licence = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    assert [(line.language, line.text) for line in shown.context["credit_lines"]] == [
        ("fi", f"Runopolku. Raisio. Muokattu materiaalista: Satupolku, Naantali, CC BY 4.0. {licence}"),
        ("sv", f"Runopolku. Raisio. Bearbetning av: Satupolku, Naantali, CC BY 4.0. {licence}"),
    ]
    original.unpublish()
    assert original.url not in text_of(client.get(adaptation.url)).split("<main", 1)[1]


@pytest.mark.parametrize("hidden", ["restricted", "unpublished"])
def test_an_original_is_credited_only_where_it_may_be_read(client, bank, django_user_model, hidden):
    original = MaterialPageFactory.create(parent=bank, title="Satupolku", files=[])
    page = MaterialPageFactory.create(parent=bank, title="Runopolku", based_on=original)
    readers = django_user_model.objects.create_user("staff")
    told = [page.url, "/api/v1/materials/", f"/api/v1/materials/{page.pk}/"]
    assert all("Muokattu materiaalista: Satupolku" in text_of(client.get(url)) for url in told)
    if hidden == "restricted":
        PageViewRestriction.objects.create(page=original, restriction_type="login")
    else:
        original.unpublish()
    assert not any("Satupolku" in text_of(client.get(url)) for url in told)
    assert "Satupolku" not in MaterialPage.objects.get(pk=page.pk).credit_line
    client.force_login(readers)
    assert ("Muokattu materiaalista: Satupolku" in text_of(client.get(page.url))) == (hidden == "restricted")


def test_each_language_is_credited_as_its_own_page_tells(client, bank, swedish):
    page = MaterialPageFactory.create(parent=bank, library="Turun kaupunginkirjasto", authors="")
    swedish_page = translate(page, swedish, slug="sagostig", library="Åbo stadsbibliotek")
    of_both = [
        {line.language: line.text for line in client.get(url).context["credit_lines"]}
        for url in (page.url, swedish_page.url)
    ]
    assert of_both[0] == of_both[1]
    assert "Turun kaupunginkirjasto" in of_both[0]["fi"]
    assert "Åbo stadsbibliotek" in of_both[0]["sv"]


def test_the_api_tells_of_versions_needs_and_the_original(client, changed):
    publish(
        changed, needs_time="Tunti", based_on_elsewhere="Storybook trail", licence="other", licence_name="X"
    )
    detail = client.get(f"/api/v1/materials/{changed.pk}/").json()
    assert [(one["number"], one["what_changed"]) for one in detail["versions"]] == [
        (2, "Lisätty kartta."), (1, ""),
    ]  # fmt: skip
    assert detail["versions"][1]["url"] == f"http://testserver{changed.url}versiot/1/"
    assert detail["needs"] == {"time": "Tunti", "people": "", "money": "", "equipment": ""}
    assert detail["based_on"] == {"id": None, "title": "Storybook trail", "url": ""}
    assert detail["licence"] == {"code": "other", "name": "X", "url": ""}
    assert detail["files"][0]["accessibility"]["is_readable"]


def test_an_old_version_costs_the_same_with_one_and_with_many_files(client, bank):
    counts = set()
    for number in (1, 5):
        files = [MaterialFile(document=DocumentFactory.create(), sort_order=place) for place in range(number)]
        page = publish(MaterialPageFactory.create(parent=bank, files=files), what_changed="Toinen painos.")
        client.get(f"{page.url}versiot/1/")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(f"{page.url}versiot/1/").context["files"]) == number
        counts.add(len(queries))
    assert len(counts) == 1


def test_an_old_version_does_without_what_has_been_deleted(client, bank):
    picture, theme = ImageFactory.create(), ThemeFactory.create(name="Satu")
    original = MaterialPageFactory.create(parent=bank, title="Satupolku")
    page = MaterialPageFactory.create(parent=bank, picture=picture, themes=[theme], based_on=original)
    page = publish(page, what_changed="Toinen.", picture=None, themes=[], based_on=None)
    old = f"{page.url}versiot/1/"
    shown = client.get(old).context
    assert (shown["material"].picture, shown["theme_names"]) == (picture, [Tag("Satu", "fi")])
    assert shown["relatives"].original.title == "Satupolku"
    for thing in (picture, theme, original):
        thing.delete()
    shown = client.get(old).context
    assert (shown["material"].picture, shown["theme_names"]) == (None, [])
    assert shown["relatives"].original is None

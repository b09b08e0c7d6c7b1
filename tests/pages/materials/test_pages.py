"""What readers of either language see of the material bank."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages.materials.models import MaterialFile, MaterialIndexPage, MaterialPage
from tests.factories.core import DocumentFactory, ImageFactory, make_alias, translate
from tests.factories.materials import MaterialPageFactory, ThemeFactory
from tests.factories.translations import submit_for_translation, translate_strings

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def titles(client, index, **query) -> list[str]:
    answer = client.get(index.url, query)
    assert answer.status_code == 200
    return [card.title for card in answer.context["cards"]]


def queries_of(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.fixture
def theme(swedish):
    """A theme with a Swedish name."""
    theme = ThemeFactory.create(name="Digitaidot", slug="digitaidot")
    version = theme.copy_for_translation(swedish)
    version.name = "Digitala färdigheter"
    version.save()
    return theme


class TestAMaterial:
    def test_shows_its_files_themes_authors_and_licence(self, client, bank, theme):
        document = DocumentFactory.create(title="Ohje", credit="Naantali", licence="cc0-1.0")
        page = MaterialPageFactory.create(
            parent=bank,
            title="Satupolku",
            themes=[theme],
            files=[MaterialFile(document=document, label="Ohje polulle", language="fi")],
            picture=ImageFactory.create(),
            picture_alt="Lapsia metsässä",
        )
        shown = text_of(client.get(page.url))
        for text in (
            "Satupolku</h1>",
            "Digitaidot",
            f'href="{page.url}tiedostot/{document.pk}/"',
            "Ohje polulle",
            "CC0 1.0",
            "Naantalin kaupunginkirjasto",
            'alt="Lapsia metsässä"',
            'href="https://creativecommons.org/licenses/by/4.0/"',
        ):
            assert text in shown

    def test_gives_a_credit_line_to_copy(self, client, bank):
        page = MaterialPageFactory.create(parent=bank, title="Satupolku")
        line = "Satupolku. Naantalin kaupunginkirjasto, 2024. CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
        assert page.credit_line == line
        assert f'<p class="credit-line">{line}</p>' in text_of(client.get(page.url))

    @pytest.mark.parametrize(
        ("values", "line"),
        [
            ({"authors": "", "year": None, "licence": ""}, "Satupolku"),
            ({"authors": "", "licence": ""}, "Satupolku. 2024"),
            ({"year": None, "licence": "all-rights-reserved"}, "Satupolku. Naantalin kaupunginkirjasto. "),
        ],
    )
    def test_credits_what_is_known(self, bank, values, line):
        page = MaterialPageFactory.create(parent=bank, title="Satupolku", **values)
        assert page.credit_line.startswith(line)
        assert not page.credit_line.endswith((".", ",", " "))

    def test_names_its_themes_in_the_readers_language(self, client, bank, theme, swedish):
        page = MaterialPageFactory.create(parent=bank, themes=[theme])
        in_swedish = translate(page, swedish, title="Sagostig", slug="sagostig")
        shown = text_of(client.get(in_swedish.url))
        assert "Digitala färdigheter" in shown
        assert "Digitaidot" not in shown

    def test_untranslated_says_in_swedish_that_it_is_in_finnish(self, client, bank, swedish):
        alias = make_alias(MaterialPageFactory.create(parent=bank, title="Vain suomeksi"), swedish)
        assert 'lang="fi">Vain suomeksi</h1>' in text_of(client.get(alias.url))

    def test_costs_the_same_queries_with_one_and_with_many_parts(self, client, bank):
        one, many = (
            MaterialPageFactory.create(
                parent=bank,
                themes=[ThemeFactory.create() for _ in range(number)],
                files=[
                    MaterialFile(document=DocumentFactory.create(), sort_order=place)
                    for place in range(number)
                ],
            )
            for number in (1, 5)
        )
        assert queries_of(client, one.url) == queries_of(client, many.url)


class TestTheList:
    def test_shows_the_newest_first(self, client, bank):
        for title in ("Vanha", "Uusi"):
            MaterialPageFactory.create(parent=bank, title=title)
        assert titles(client, bank) == ["Uusi", "Vanha"]

    def test_is_narrowed_by_theme_and_language(self, client, bank, theme):
        MaterialPageFactory.create(
            parent=bank, title="Molemmat", themes=[theme], material_languages=["fi", "sv"]
        )
        MaterialPageFactory.create(parent=bank, title="Teema", themes=[theme])
        MaterialPageFactory.create(parent=bank, title="Kieli", material_languages=["sv"])
        assert titles(client, bank, theme="digitaidot") == ["Teema", "Molemmat"]
        assert titles(client, bank, language="sv") == ["Kieli", "Molemmat"]
        assert titles(client, bank, theme="digitaidot", language="sv") == ["Molemmat"]
        assert titles(client, bank, theme="", language="") == ["Kieli", "Teema", "Molemmat"]

    def test_is_narrowed_by_the_same_slug_in_swedish_where_pages_keep_finnish_themes(
        self, client, bank, theme, swedish
    ):
        page = MaterialPageFactory.create(parent=bank, themes=[theme])
        translate(page, swedish, title="Sagostig", slug="sagostig")
        index = MaterialIndexPage.objects.get(locale=swedish)
        assert titles(client, index, theme="digitaidot") == ["Sagostig"]
        assert "Digitala färdigheter</option>" in text_of(client.get(index.url))

    def test_says_so_when_nothing_fits_and_offers_all(self, client, bank, theme):
        shown = text_of(client.get(bank.url, {"theme": "digitaidot"}))
        assert "empty-state" in shown
        assert f'href="{bank.url}"' in shown

    @pytest.mark.parametrize("query", [{"theme": "olematon"}, {"language": "xx"}, {"theme": "\0"}])
    def test_names_the_field_whose_value_makes_no_sense_and_shows_all(self, client, bank, theme, query):
        MaterialPageFactory.create(parent=bank, title="Satupolku")
        answer = client.get(bank.url, query)
        assert [card.title for card in answer.context["cards"]] == ["Satupolku"]
        assert set(answer.context["form"].errors) == set(query)
        assert "error-summary" in text_of(answer)

    def test_hides_from_strangers_what_only_staff_may_read(self, client, bank, django_user_model):
        page = MaterialPageFactory.create(parent=bank, title="Vain väelle")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert titles(client, bank) == []
        client.force_login(django_user_model.objects.create_user("staff"))
        assert titles(client, bank) == ["Vain väelle"]

    def test_costs_the_same_queries_with_one_and_with_many_materials(self, client, bank):
        def add():
            MaterialPageFactory.create(
                parent=bank,
                themes=[ThemeFactory.create(), ThemeFactory.create()],
                picture=ImageFactory.create(),
            )

        add()
        one = queries_of(client, bank.url)
        for _number in range(4):
            add()
        assert queries_of(client, bank.url) == one


def test_a_translation_may_have_other_words_and_keeps_the_facts(
    bank, theme, swedish, django_capture_on_commit_callbacks
):
    page = MaterialPageFactory.create(
        parent=bank,
        title="Satupolku",
        themes=[theme],
        picture=ImageFactory.create(),
        picture_alt="Lapsia metsässä",
        files=[MaterialFile(document=DocumentFactory.create(), label="Ohje polulle")],
    )
    words = {"Satupolku": "Sagostig", "Ohje polulle": "Anvisning", "Lapsia metsässä": "Barn i skogen"}
    with django_capture_on_commit_callbacks(execute=True):
        translated = translate_strings(submit_for_translation(page, swedish), words)
    version = MaterialPage.objects.get(pk=translated.pk)
    assert (version.title, version.picture_alt) == ("Sagostig", "Barn i skogen")
    assert version.files.get().label == "Anvisning"
    assert version.files.get().document == page.files.get().document
    assert list(version.themes.all()) == [theme]
    for name in ("kind", "material_languages", "year", "licence", "picture"):
        assert getattr(version, name) == getattr(page, name)


def test_a_new_theme_reaches_the_translation(bank, theme, swedish, django_capture_on_commit_callbacks):
    page = MaterialPageFactory.create(parent=bank, title="Satupolku", authors="", themes=[theme])
    with django_capture_on_commit_callbacks(execute=True):
        translated = translate_strings(submit_for_translation(page, swedish), {"Satupolku": "Sagostig"})
    other = ThemeFactory.create()
    page.themes = [other]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        translate_strings(submit_for_translation(page, swedish), {"Satupolku": "Sagostig"})
    assert list(MaterialPage.objects.get(pk=translated.pk).themes.all()) == [other]


def test_a_material_stands_only_in_the_bank_and_there_is_one_bank(bank, homes):
    assert MaterialPage.allowed_parent_page_models() == [MaterialIndexPage]
    assert not MaterialIndexPage.can_create_at(homes.fi)


def test_what_a_page_holds_in_another_language_is_marked_so(client, bank, theme, swedish):
    only_finnish = ThemeFactory.create(name="Selkokieli", slug="selkokieli")
    files = [
        MaterialFile(document=DocumentFactory.create(title="Ohje"), language="fi"),
        MaterialFile(document=DocumentFactory.create(title="Mall"), label="Mallpapper", language="fi"),
    ]
    section = bank.get_translations().get()
    page = MaterialPageFactory.create(parent=section, title="Stig", themes=[theme, only_finnish], files=files)
    shown = text_of(client.get(page.url))
    assert re.search(r'<span class="ds-tag tag" lang="fi"[^>]*>Selkokieli<', shown)
    assert re.search(r'<span class="ds-tag tag">Digitala färdigheter<', shown)
    assert ' lang="fi">Ohje</a>' in shown
    assert " download>Mallpapper</a>" in shown

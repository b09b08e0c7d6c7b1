"""Components by what they show for their inputs."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from pages.ui.cards import Card, Fact
from pages.ui.icons import icon_svg
from pages.ui.languages import in_language
from tests.factories.core import DocumentFactory, ImageFactory


@pytest.fixture(autouse=True)
def finnish():
    with override("fi"):
        yield


def show(component: str, address: str = "/", **inputs) -> str:
    request = RequestFactory().get(address)
    return re.sub(r"\s+", " ", render_to_string(f"ui/components/{component}.html", inputs, request))


class TestCard:
    def test_is_a_heading_with_a_link_of_the_asked_level(self):
        card = Card(title="Aamu & ilta", url="/fi/aamu/")
        assert '<h3 class="card__title"><a href="/fi/aamu/">Aamu &amp; ilta</a></h3>' in show(
            "card", card=card
        )
        assert '<h2 class="card__title">' in show("card", card=card, level=2)

    def test_marks_a_text_in_another_language(self):
        shown = show("card", card=Card(title="Morgon", url="/sv/", lead="På svenska.", language="sv"))
        assert '<a href="/sv/" hreflang="sv" lang="sv">Morgon</a>' in shown
        assert '<p class="card__lead" lang="sv">På svenska.</p>' in shown
        assert in_language("sv") in shown

    def test_tells_screen_readers_what_each_fact_is(self):
        facts = (Fact("calendar", "Milloin", "ti 1. joulukuuta"),)
        shown = show("card", card=Card(title="Aamu", url="/", facts=facts, tags=("Lukeminen",)))
        assert '<span class="ds-sr-only">Milloin</span>' in shown
        assert "<dd>ti 1. joulukuuta</dd>" in shown
        assert "Lukeminen" in shown

    @pytest.mark.django_db
    def test_credits_its_picture_and_leaves_it_out_of_what_is_read_aloud(self):
        shown = show("card", card=Card(title="Aamu", url="/", image=ImageFactory()))
        assert 'alt=""' in shown
        assert "Matkakuvaaja, CC BY 4.0" in shown


@pytest.mark.django_db
class TestPicture:
    def test_shows_caption_credit_and_a_link_to_the_licence(self):
        shown = show("picture", image=ImageFactory(), alt="Avoin kirja pöydällä", caption="Lukutuokio")
        assert 'alt="Avoin kirja pöydällä"' in shown
        assert "Lukutuokio" in shown
        assert (
            'Matkakuvaaja, <a class="ds-link" rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
            in shown
        )

    def test_without_any_of_them_has_no_caption(self):
        assert "figcaption" not in show("picture", image=ImageFactory(credit="", licence=""))


@pytest.mark.django_db
def test_a_download_tells_type_size_credit_and_licence():
    document = DocumentFactory(title="Ohje", credit="Turun AKE", licence="all-rights-reserved")
    shown = show("download", document=document, note="Kaksi sivua")
    assert f'href="{document.url}"' in shown
    assert "(TXT, 10" in shown
    assert "Kaksi sivua" in shown
    assert "Turun AKE" in shown
    assert 'rel="license"' not in shown


class TestPagination:
    def test_keeps_the_other_parameters(self):
        shown = show("pagination", "/?q=a%26b&page=2", entries=Paginator(range(50), 10).page(2))
        assert 'rel="prev" href="?q=a%26b&amp;page=1"' in shown
        assert 'rel="next" href="?q=a%26b&amp;page=3"' in shown
        assert 'aria-current="true" href="?q=a%26b&amp;page=2"' in shown

    def test_leaves_out_pages_far_away(self):
        shown = show("pagination", entries=Paginator(range(1000), 10).page(50))
        assert [int(number) for number in re.findall(r"</span>(\d+)</a>", shown)] == [1, 49, 50, 51, 100]
        assert shown.count("pagination__gap") == 2

    def test_of_a_single_page_is_nothing(self):
        assert show("pagination", entries=Paginator(range(5), 10).page(1)).strip() == ""


class TestLanguageNote:
    def test_stands_only_over_a_text_in_another_language(self):
        assert "language-note" in show("language_note", language="sv")
        assert "language-note" not in show("language_note", language="fi")
        assert "language-note" not in show("language_note", language="")

    def test_can_have_its_own_words(self):
        assert "Kurssi on englanniksi." in show("language_note", language="en", text="Kurssi on englanniksi.")


@pytest.mark.parametrize("code", ["fi", "sv", "en", "se", "de", "tlh"])
def test_every_language_has_words_in_each_language_of_the_site(code):
    for language in ("fi", "sv"):
        with override(language):
            assert in_language(code)


class TestIcon:
    def test_is_an_inline_drawing_that_is_not_read_aloud(self):
        svg = icon_svg("calendar")
        assert svg.startswith("<svg ")
        assert 'aria-hidden="true"' in svg
        assert "<path" in svg
        assert "style=" not in svg
        assert "stroke" not in svg  # the style sheet draws the lines, once for all icons

    @pytest.mark.parametrize("name", ["no-such-icon", "../../package", "", "/etc/passwd"])
    def test_that_does_not_exist_is_named(self, name):
        with pytest.raises(ImproperlyConfigured, match=re.escape(repr(name))):
            icon_svg(name)


def test_a_search_form_keeps_what_is_hidden_and_escapes_the_words():
    shown = show("search_form", label="Haku", id="haku", query='"<b>', hidden=[("category", "3")])
    assert 'value="&quot;&lt;b&gt;"' in shown
    assert '<input type="hidden" name="category" value="3">' in shown
    assert '<label class="ds-label" id="haku-label" for="haku">Haku</label>' in shown

"""Galleries, videos, accordions, contacts and the other blocks that only show what an editor wrote."""

import re

import pytest
from wagtail.models import Page

from tests.factories.bodies import VIDEO, every_block, items, picture, stored
from tests.factories.core import StandardPageFactory, make_alias
from tests.factories.trainings import TrainingPageFactory

pytestmark = pytest.mark.django_db


def shown(client, page) -> str:
    html = re.sub(r"\s+", " ", client.get(page.url).content.decode())
    return html[html.index("<main") : html.index("</main>")]


def page_with(homes, library, *kinds, **changes):
    values = every_block(library)
    return StandardPageFactory(
        parent=homes.fi, body=stored(*((kind, {**values[kind], **changes}) for kind in kinds))
    )


def test_a_gallery_shows_small_pictures_that_lead_to_large_ones(client, homes, library):
    html = shown(client, page_with(homes, library, "gallery"))
    assert html.count('<figure class="gallery__picture">') == 2
    assert len(re.findall(r'<a href="/media/images/[^"]+max-1600x1600[^"]*">', html)) == 2
    assert 'alt="Kuva 1 (fi), kuvana"' in html
    assert html.count("Matkakuvaaja") == 2
    assert html.count('rel="license"') == 2
    assert html.count("Näytä suurempana") == 2
    assert '<script type="module"' in html


def test_the_same_picture_keeps_the_words_of_each_place(client, homes, library):
    pictures = items("gallery", [picture(library.picture, "Eka"), picture(library.picture, "Toka")])
    body = stored(
        ("picture", picture(library.picture, "Kolmas")), ("gallery", {"title": "", "pictures": pictures})
    )
    html = shown(client, StandardPageFactory(parent=homes.fi, body=body))
    assert re.findall(r'alt="(\w+), kuvana"', html) == ["Kolmas", "Eka", "Toka"]


def test_a_video_loads_nothing_from_its_service_by_itself(client, homes, library):
    html = shown(client, page_with(homes, library, "video"))
    assert "<iframe" not in html
    sources = re.findall(r'<(?:img|source|script|link)[^>]* (?:src|srcset|href)="([^"]+)"', html)
    assert sources
    assert all(source.startswith("/") for source in sources)
    assert f'href="{VIDEO}"' in html
    assert 'src="https://player.vimeo.com/video/123456789?dnt=1" frame-title="Esittely (fi)"' in html
    assert "Kesto 3:20" in html
    assert "Tekstitys: suomi, ruotsi" in html
    assert "Sanat (fi)" in html
    assert 'href="/fi/ohjeita/">Ohjeita</a>' in html
    assert "ohje" in html[html.index("Tekstivastine:") :]
    assert "Ei tekstitystä" in shown(client, page_with(homes, library, "video", captions=[]))


def test_a_video_whose_address_has_changed_shape_is_left_out(client, homes, library):
    html = shown(client, page_with(homes, library, "video", url="https://example.fi/elokuva"))
    assert "example.fi" not in html
    assert "<figure" not in html


def test_a_call_out_says_its_kind_in_words_and_by_an_icon(client, homes, library):
    found = {}
    for kind in ("note", "tip", "warning"):
        html = shown(client, page_with(homes, library, "callout", kind=kind))
        found[kind] = re.findall(r'<p class="callout__kind"[^>]*>([^<]+)<', html)[0]
        assert '<div class="callout" data-kind="' + kind in html
        assert "<svg" in html
    assert found == {"note": "Huomaa", "tip": "Vinkki", "warning": "Varoitus"}


def test_a_call_out_stored_before_there_were_kinds_is_a_note(client, homes):
    body = stored(("callout", {"title": "Ilmoittaudu", "text": "<p>Mahtuu 20.</p>"}))
    assert 'data-kind="note"' in shown(client, StandardPageFactory(parent=homes.fi, body=body))


def test_an_accordion_works_without_scripts(client, homes, library):
    html = shown(client, page_with(homes, library, "accordion"))
    assert '<h2 class="body__heading">Usein kysyttyä (fi)</h2>' in html
    assert "<summary>Kuka? (fi)</summary>" in html
    assert "<p>Kaikki (fi)</p>" in html


def test_a_contact_can_be_written_to_and_called(client, homes, library):
    html = shown(client, page_with(homes, library, "contact"))
    assert 'href="mailto:neuvonta@example.fi"' in html
    assert 'href="tel:+35820000000"' in html
    assert "Arkisin (fi)" in html
    bare = page_with(homes, library, "contact", phone="", hours="", organisation="")
    assert "tel:" not in shown(client, bare)


def test_the_search_box_asks_the_catalogue_or_the_whole_site(client, homes, library):
    html = shown(client, page_with(homes, library, "search"))
    assert re.search(r'<form class="search-form" role="search" method="get" action="/fi/kurssit/"', html)
    assert 'name="q"' in html
    assert client.get("/fi/kurssit/", {"q": "selko"}).status_code == 200
    assert 'action="/fi/haku/"' in shown(client, page_with(homes, library, "search", page=None))


def test_shortcuts_and_links_in_running_text_lead_to_the_readers_language(client, homes, library, swedish):
    page = page_with(homes, library, "shortcuts")
    text = f'<p><a linktype="page" id="{library.page}">Ohje</a> <a linktype="page" id="999999">Poissa</a></p>'
    reading = StandardPageFactory(parent=homes.fi, body=stored(("text", text)))
    assert 'href="/fi/ohjeita/"' in shown(client, page)
    assert 'href="/sv/anvisningar/"' in shown(client, make_alias(page, swedish))
    assert '<a href="/fi/ohjeita/">Ohje</a> <a>Poissa</a>' in shown(client, reading)
    in_swedish = make_alias(reading, swedish)
    assert '<a href="/sv/anvisningar/">Ohje</a>' in shown(client, in_swedish)
    Page.objects.get(slug="anvisningar").unpublish()
    assert '<a href="/fi/ohjeita/">Ohje</a>' in shown(client, in_swedish)


def test_cards_of_pages_are_of_any_kind_and_in_the_editors_order(client, homes, library):
    wanted = items("pages", [library.material, library.page, library.training])
    html = shown(client, page_with(homes, library, "pages", items=wanted))
    assert re.findall(r'class="card__title"><a[^>]*>([^<]+)</a>', html) == ["Opas", "Ohjeita", "Aamukahvit"]


def test_other_programs_get_every_block_as_plain_html(client, homes, library):
    trainings = Page.objects.get(pk=library.trainings)
    body = stored(*every_block(library).items())
    page = TrainingPageFactory(parent=trainings, title="Kaikki lohkot", body=body)
    html = client.get(f"/api/v1/trainings/{page.pk}/").json()["body"]
    for words in ("Kuka? (fi)", "<caption>Luvut (fi)</caption>", "Neuvonta (fi)", "Selkokieli", VIDEO):
        assert words in html, words
    assert not any(word in html for word in ("<script", "<svg", "class=", "outside-frame", 'href="/'))

"""What a body costs the database: pages and pictures are asked for once for all of its blocks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from pages.core.models import StandardPage
from tests.factories.bodies import every_block, items, picture, stored
from tests.factories.core import ImageFactory, StandardPageFactory
from tests.factories.materials import MaterialPageFactory
from tests.factories.trainings import TrainingPageFactory

pytestmark = pytest.mark.django_db


def queries(page) -> list[str]:
    """Those that the body alone needs once renditions, content types and sites' paths are at hand."""
    request = RequestFactory().get(page.url)
    request.user = AnonymousUser()

    def render() -> list[str]:
        stored_page = StandardPage.objects.select_related("locale", "alias_of").get(pk=page.pk)
        context = {"body": stored_page.body, "language": "fi", "request": request, "page": stored_page}
        with CaptureQueriesContext(connection) as captured:
            render_to_string("core/body.html", context)
        return [query["sql"] for query in captured]

    render()
    return render()


def test_text_pictures_and_links_cost_two_however_many_there_are(homes, library):
    pages = [StandardPageFactory(parent=homes.fi) for _number in range(6)]
    images = [ImageFactory() for _number in range(6)]

    def page(number: int):
        links = [{"text": f"Ohje {page.pk}", "page": page.pk, "url": ""} for page in pages[:number]]
        texts = [("text", f'<p><a linktype="page" id="{page.pk}">Ohje</a></p>') for page in pages[-number:]]
        pictures = [("picture", picture(image.pk, "Kuva")) for image in images[:number]]
        gallery = items("gallery", [picture(image.pk, "Kuva") for image in images[-number:]])
        return StandardPageFactory(
            parent=homes.fi,
            body=stored(
                *texts,
                *pictures,
                ("gallery", {"title": "", "pictures": gallery}),
                ("link_list", {"title": "", "links": items("links", links)}),
                ("shortcuts", {"title": "", "links": items("ways", [{**x, "icon": "info"} for x in links])}),
            ),
        )

    one, six = queries(page(1)), queries(page(6))
    assert len(one) == len(six) == 2


def test_cards_of_a_kind_cost_the_same_for_one_block_and_for_six(homes, library):
    trainings, bank = (Page.objects.get(title=title).specific for title in ("Koulutukset", "Pankki"))
    coffees = [TrainingPageFactory(parent=trainings, upcoming=True).pk for _number in range(6)]
    guides = [MaterialPageFactory(parent=bank).pk for _number in range(6)]

    def page(number: int):
        cards = [("trainings", {"title": "", "items": items("t", [pk])}) for pk in coffees[:number]]
        cards += [("materials", {"title": "", "items": items("m", [pk])}) for pk in guides[:number]]
        cards += [("pages", {"title": "", "items": items("p", [coffees[0], library.page])})]
        return StandardPageFactory(parent=homes.fi, body=stored(*cards))

    one, six = queries(page(1)), queries(page(6))
    assert len(one) == len(six)


def test_a_front_page_costs_at_most_nine(homes, library):
    blocks = every_block(library)
    kinds = ("shortcuts", "whats_new", "highlights", "search", "heading", "text", "callout", "link_list")
    body = stored(*((kind, blocks[kind]) for kind in kinds), ("pages", blocks["pages"]))
    found = queries(StandardPageFactory(parent=homes.fi, body=body))
    assert len(found) <= 9, found


def test_the_picture_of_links_asks_for_nothing_that_the_body_asks_for_again(homes, library):
    blocks = every_block(library)
    page = StandardPageFactory(
        parent=homes.fi, body=stored(("text", blocks["text"]), ("picture", blocks["picture"]))
    )
    found = StandardPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as captured:
        assert found.social_picture.title == "Saaristo"
        assert found.social_picture.prefetched_renditions == []
    assert len(captured) == 2
    assert len(queries(page)) == 2
    with CaptureQueriesContext(connection) as captured:
        render_to_string("core/body.html", {"body": found.body})
    assert not [query for query in captured if 'FROM "core_customimage"' in query["sql"]]

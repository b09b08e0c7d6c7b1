"""What is new: the pages that were published last."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories.bodies import items, stored
from tests.factories.core import StandardPageFactory, make_alias, translate
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(homes):
    return MaterialIndexPageFactory(parent=homes.fi, title="Pankki", slug="pankki")


def news(homes, *sections, number=12):
    value = {
        "title": "Uutta",
        "sections": items("whats_new", [section.pk for section in sections]),
        "number": number,
    }
    slug = f"etu-{Page.objects.count()}"
    page = StandardPageFactory(parent=homes.fi, title="Etu", slug=slug, body=stored(("whats_new", value)))
    page.first_published_at = timezone.now() - timedelta(days=900)
    page.save()
    return page


def published(factory, days_ago, **values):
    return factory(first_published_at=timezone.now() - timedelta(days=days_ago), **{"lead": "Lue.", **values})


def titles(client, page) -> list[str]:
    return re.findall(r'class="card__title"><a[^>]*>([^<]+)</a>', client.get(page.url).content.decode())


def test_the_last_published_come_first_whatever_was_changed_since(client, homes, bank):
    trainings = TrainingIndexPageFactory(parent=homes.fi, slug="koulutukset")
    old = published(MaterialPageFactory, 30, parent=bank, title="Vanha")
    published(TrainingPageFactory, 10, parent=trainings, title="Kahvit")
    published(StandardPageFactory, 20, parent=homes.fi, title="Ohje")
    old.save_revision().publish()
    page = news(homes)
    assert titles(client, page) == ["Kahvit", "Ohje", "Vanha", "Etu"]
    shown = client.get(page.url).content.decode()
    assert "Julkaistu" in shown
    assert ">Koulutus" in shown


def test_only_what_stands_under_the_chosen_sections_is_new(client, homes, bank):
    published(StandardPageFactory, 1, parent=homes.fi, title="Ohje")
    parent = published(StandardPageFactory, 2, parent=homes.fi, title="Ryhmä")
    published(StandardPageFactory, 3, parent=parent, title="Alasivu")
    published(MaterialPageFactory, 4, parent=bank, title="Opas")
    assert titles(client, news(homes, bank, parent)) == ["Alasivu", "Opas"]
    assert titles(client, news(homes, bank, parent, number=1)) == ["Alasivu"]
    bank.unpublish()
    assert titles(client, news(homes, bank)) == []


def test_drafts_hidden_pages_and_pages_under_construction_are_no_news(client, homes, bank):
    published(MaterialPageFactory, 1, parent=bank, title="Luonnos", live=False)
    hidden = published(MaterialPageFactory, 1, parent=bank, title="Sisäinen")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    published(MaterialPageFactory, 1, parent=bank, title="Kesken", lead="")
    published(MaterialPageFactory, 2, parent=bank, title="Valmis", lead="", body=stored(("heading", "Hei")))
    assert titles(client, news(homes, bank)) == ["Valmis"]


def test_each_tree_has_its_own_news_and_says_which_are_not_translated(client, homes, swedish, bank):
    translate(
        published(MaterialPageFactory, 5, parent=bank, title="Opas", slug="opas"), swedish, title="Handbok"
    )
    make_alias(published(MaterialPageFactory, 1, parent=bank, title="Kääntämätön", slug="k"), swedish)
    page = translate(news(homes, bank), swedish, slug="nytt")
    assert sorted(titles(client, page)) == ["Handbok", "Kääntämätön"]
    shown = client.get(page.url).content.decode()
    assert 'hreflang="fi" lang="fi">Kääntämätön</a>' in shown

"""Fixtures of the catalogue's tests."""

import pytest
from wagtail.models import Locale, Page, Site

from integrations.liboppi.models import SyncTrigger
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise
from pages.catalogue.models import CataloguePage
from pages.core.models import HomePage


@pytest.fixture
def catalogue(settings) -> dict[str, CataloguePage]:
    """The catalogue page in both languages, with the region's courses."""
    with StandIn() as stand_in:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
        assert synchronise(SyncTrigger.COMMAND).error is None
    fi = Locale.objects.get(language_code="fi")
    sv, _created = Locale.objects.get_or_create(language_code="sv")
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Extranet", slug="fi-home", locale=fi))
    page = home.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit", locale=fi))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver"}
    )
    hem = home.copy_for_translation(sv, copy_parents=True)
    hem.title = "Extranät"
    hem.save_revision().publish()
    kurser = page.copy_for_translation(sv)
    kurser.title, kurser.slug = "Kurser", "kurser"
    kurser.save_revision().publish()
    return {"fi": page, "sv": CataloguePage.objects.get(pk=kurser.pk)}

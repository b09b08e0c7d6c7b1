"""Factories of the ground: the two trees, ordinary pages and their translations, pictures, documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.test import override_settings
from wagtail.models import Locale, Page, Site

from pages.core.models import CustomDocument, CustomImage, HomePage, StandardPage


@contextmanager
def without_tasks() -> Iterator[None]:
    """Nothing is indexed meanwhile: for steps before a publication, which indexes all that they did."""
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}):
        yield


class PageFactory(wagtail_factories.PageFactory):
    """Publishes what it makes, as an editor would; `live=False` leaves a draft."""

    lead = ""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        if not kwargs.get("live", True):
            return super()._create(model_class, *args, **kwargs)
        with without_tasks():
            page = super()._create(model_class, *args, **kwargs)
            revision = page.save_revision()
        revision.publish()
        return model_class.objects.get(pk=page.pk)


class HomePageFactory(PageFactory):
    title = "Lounais-Suomen kirjastot"

    class Meta:
        model = HomePage


class StandardPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Sivu {number}")

    class Meta:
        model = StandardPage


class ImageFactory(wagtail_factories.ImageFactory):
    title = "Avoin kirja"
    credit = "Matkakuvaaja"
    licence = "cc-by-4.0"
    file = factory.django.ImageField(width=640, height=480)

    class Meta:
        model = CustomImage


class DocumentFactory(wagtail_factories.DocumentFactory):
    title = "Ohje"
    file = factory.LazyFunction(lambda: ContentFile(b"Lue ensin.", "ohje.txt"))

    class Meta:
        model = CustomDocument

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        document = super()._create(model_class, *args, **kwargs)
        document.get_file_size()
        return document


@dataclass(frozen=True)
class Homes:
    """The home pages of the site's two trees."""

    fi: HomePage
    sv: HomePage

    def read_again(self) -> "Homes":
        """The same pages, without what a test has done to these objects."""
        pages = HomePage.objects.in_bulk([self.fi.pk, self.sv.pk])
        return Homes(pages[self.fi.pk], pages[self.sv.pk])


def make_homes() -> Homes:
    """The default site with a Finnish and a Swedish home page, each other's translations."""
    fi = Locale.objects.get(language_code="fi")
    sv, _created = Locale.objects.get_or_create(language_code="sv")
    home = HomePageFactory.create(parent=Page.objects.get(depth=1), slug="etusivu", locale=fi)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver"}
    )
    return Homes(home, translate(home, sv, title="Biblioteken i Sydvästra Finland"))


def translate(page: Any, locale: Locale, **values: Any) -> Any:
    """A published version of `page` in the tree of `locale`, with `values` in place of its own."""
    with without_tasks():
        version = page.copy_for_translation(locale, copy_parents=True)
        for name, value in values.items():
            setattr(version, name, value)
        revision = version.save_revision()
    revision.publish()
    return type(page).objects.get(pk=version.pk)


def make_alias(page: Any, locale: Locale) -> Any:
    """What stands for an untranslated page in the tree of `locale`."""
    alias = page.copy_for_translation(locale, copy_parents=True, alias=True)
    return type(page).objects.get(pk=alias.pk)

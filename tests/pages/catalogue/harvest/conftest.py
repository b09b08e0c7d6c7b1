"""A harvester, and a site with a material in two languages and a course in one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from integrations.liboppi.models import Course
from pages.catalogue.harvest.refresh import refresh_all
from pages.catalogue.models import CataloguePage
from pages.materials.models import MaterialFile, MaterialIndexPage, MaterialPage, Theme
from tests.factories.core import DocumentFactory, make_homes
from tests.integrations.liboppi.admin_catalogue import make_category, make_course

from .harvester import Harvester


@dataclass(frozen=True)
class Shown:
    """What is published, and the identifiers by which harvesters know it."""

    homes: Any
    bank: MaterialIndexPage
    theme: Theme
    material: MaterialPage
    in_swedish: MaterialPage
    course: Course

    @property
    def material_id(self) -> str:
        return f"oai:testserver:material:{self.material.translation_key}"

    @property
    def course_id(self) -> str:
        return f"oai:testserver:course:{self.course.moodle_id}"

    def add_material(self, name: str, **values: Any) -> MaterialPage:
        """One more, published in Finnish."""
        locale = self.homes.fi.locale
        facts: dict[str, Any] = {"themes": [self.theme], "material_languages": ["fi"], **values}
        page = MaterialPage(title=name.capitalize(), slug=name, locale=locale, **facts)
        return self.bank.add_child(instance=page)


@pytest.fixture
def harvester() -> Harvester:
    return Harvester()


@pytest.fixture(scope="module")
def shown(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Shown]:
    """Made once for the tests of a module: what they change is taken back after each, this after all."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_shown()
        transaction.set_rollback(True)
    cache.clear()


def make_shown() -> Shown:
    homes = make_homes()
    _section(homes, CataloguePage, "kurssit", "kurser")
    bank, materialbank = _section(homes, MaterialIndexPage, "materiaalit", "material")
    theme = Theme.objects.create(name="Lukeminen", slug="lukeminen", locale=homes.fi.locale)
    in_swedish = theme.copy_for_translation(homes.sv.locale)
    in_swedish.name = "Läsning"
    in_swedish.save()
    facts: dict[str, Any] = {
        "kind": "guide",
        "themes": [theme],
        "material_languages": ["fi", "sv"],
        "authors": "Naantalin kaupunginkirjasto, Lukuklaani; Oy",
        "year": 2024,
        "licence": "cc-by-4.0",
    }
    words = {"title": "Satupolku & muut", "slug": "satupolku", "lead": "Satuja \x01metsässä <polulla>."}
    material = bank.add_child(instance=MaterialPage(locale=homes.fi.locale, **words, **facts))
    material.files.add(
        MaterialFile(
            document=DocumentFactory.create(), label="Ohje polulle", language="fi", locale=material.locale
        )
    )
    material.save()
    words = {"title": "Sagostig", "slug": "sagostig", "lead": "Sagor i skogen."}
    version = MaterialPage(locale=homes.sv.locale, translation_key=material.translation_key, **words, **facts)
    course = make_course(
        7,
        titles={"fi": "Tietokirjat \x0b\uffff tutuiksi"},
        summary="<p>Avain on lukulamppu7.</p><p>Tervetuloa!</p>",
        public_summary="<p>Tervetuloa!</p>",
        producers={"fi": "AKE"},
        category=make_category(3, fi="Kirjat", sv="Böcker"),
        keys=[("summary", "lukulamppu7")],
    )
    shown = Shown(homes, bank, theme, material, materialbank.add_child(instance=version), course)
    refresh_all()
    return shown


def _section(homes: Any, model: Any, finnish: str, swedish: str) -> tuple[Any, Any]:
    page = homes.fi.add_child(instance=model(title=finnish, slug=finnish, locale=homes.fi.locale))
    version = model(title=swedish, slug=swedish, locale=homes.sv.locale, translation_key=page.translation_key)
    return page, homes.sv.add_child(instance=version)

"""What the blocks of a body can choose."""

from collections.abc import Iterator
from typing import Any

import pytest

from integrations.liboppi.models import Course, CourseText
from pages.catalogue.models import CataloguePage
from tests.factories.bodies import Library
from tests.factories.core import DocumentFactory, Homes, ImageFactory, StandardPageFactory, translate
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.kept import kept


@pytest.fixture(scope="module")
def kept_library(kept_homes: Homes, django_db_blocker: Any) -> Iterator[Library]:
    """Something of each kind, made once for all tests of a file; the pages are in Swedish too."""
    with kept(django_db_blocker):
        yield _make_library(kept_homes)


@pytest.fixture
def library(kept_library: Library, homes: Homes) -> Library:
    """Something of each kind; the pages are in Swedish too."""
    return kept_library


def _make_library(homes: Homes) -> Library:
    page = StandardPageFactory(parent=homes.fi, title="Ohjeita", slug="ohjeita", lead="Neuvoja.")
    trainings = TrainingIndexPageFactory(parent=homes.fi, title="Koulutukset", slug="koulutukset")
    bank = MaterialIndexPageFactory(parent=homes.fi, title="Pankki", slug="pankki")
    training = TrainingPageFactory(parent=trainings, title="Aamukahvit", slug="aamukahvit", upcoming=True)
    material = MaterialPageFactory(parent=bank, title="Opas", slug="opas")
    catalogue = homes.fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit"))
    swedish_words = (
        (page, "Anvisningar"),
        (trainings, "Utbildningar"),
        (bank, "Banken"),
        (training, "Morgonkaffe"),
        (material, "Handbok"),
        (catalogue, "Kurser"),
    )
    for original, title in swedish_words:
        translate(original, homes.sv.locale, title=title, slug=title.lower())
    course = Course.objects.create(
        moodle_id=1, shortname="1", language="fi", url="https://liboppi.example/course/1"
    )
    CourseText.objects.create(course=course, language="fi", title="Selkokieli")
    return Library(
        picture=ImageFactory(title="Saaristo").pk,
        document=DocumentFactory().pk,
        page=page.pk,
        training=training.pk,
        material=material.pk,
        course=course.pk,
        trainings=trainings.pk,
        catalogue=catalogue.pk,
    )

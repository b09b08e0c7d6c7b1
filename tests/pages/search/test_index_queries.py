"""What indexing costs: as many questions to the database for many pages as for few."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.materials.models import MaterialFile, MaterialLink
from pages.materials.target_groups import TargetGroup
from pages.search.models import Entry
from pages.search.renewal import renew_pages
from tests.factories.core import DocumentFactory, make_alias
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory, ThemeFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.factories.workgroups import WorkgroupIndexPageFactory, WorkgroupPageFactory
from tests.pages.search.things import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(homes, swedish):
    """Adds so many materials, each with an alias, and as many trainings and workgroups."""
    bank = MaterialIndexPageFactory.create(parent=homes.fi)
    make_alias(bank, swedish)
    trainings = TrainingIndexPageFactory.create(parent=homes.fi)
    themes = [ThemeFactory.create(name=name) for name in ("Lukeminen", "Pelaaminen")]
    themes[0].copy_for_translation(swedish).save()
    groups = WorkgroupIndexPageFactory.create(parent=homes.fi)
    targets = [TargetGroup.objects.create(name="Lapset", slug="lapset")]
    document = DocumentFactory.create()

    def add_pages(number: int) -> None:
        for _page in range(number):
            page = MaterialPageFactory.create(
                parent=bank,
                themes=themes,
                target_groups=targets,
                files=[MaterialFile(document=document)],
                links=[MaterialLink(title="Video", url="https://example.fi/")],
            )
            make_alias(page, swedish)
            TrainingPageFactory.create(parent=trainings, upcoming=True)
            WorkgroupPageFactory.create(parent=groups)

    return add_pages


def questions(deed) -> int:
    """How many questions it asks; what it writes goes in pieces that the database can take."""
    with CaptureQueriesContext(connection) as queries:
        deed()
    return sum(query["sql"].lstrip('"').startswith("SELECT") for query in queries)


def index() -> None:
    call_command("index_search", stdout=StringIO())


def test_of_50_materials_asks_no_more_than_of_5(add):
    counts = []
    for number in (5, 45):
        add(number)
        Entry.objects.all().delete()
        counts.append((questions(index), questions(index)))
    assert Entry.objects.filter(kind="material").count() == 100
    assert counts[0] == counts[1]
    assert len(found("lasten pelaaminen")) == 50


def test_of_pages_that_a_theme_names_anew_asks_no_more_for_many_than_for_few(add):
    counts = []
    for number in (5, 15):
        add(number)
        pages = list(Entry.objects.filter(kind="material").values_list("page", flat=True))
        counts.append(questions(lambda pages=pages: renew_pages.call(pages)))
    assert counts[0] == counts[1]

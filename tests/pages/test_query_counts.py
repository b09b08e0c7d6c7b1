"""What a page of each kind may cost: queries in all, and not one more where it shows more."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import get_page_models

from pages.core.models import BasePage
from tests.factories.core import make_homes
from tests.integrations.liboppi.admin_catalogue import signed_in
from tests.kept import kept

from .whole_site import WholeSite

pytestmark = pytest.mark.django_db
BOUNDS = {  # for strangers, library staff and specialists, who get Wagtail's bar with its own 3 queries
    "home page": (15, 20, 24),
    "standard page": (15, 20, 23),
    "accessibility statement": (4, 8, 11),
    "workgroup": (6, 11, 14),
    "news": (4, 8, 11),
    "training": (9, 14, 17),
    "material": (13, 19, 22),
    "course": (13, 20, 23),
    "list of courses": (7, 12, 15),
    "narrowed list": (7, 12, 15),
    "feed": (6, 6, 6),
    "list of materials": (9, 14, 17),
    "list of trainings": (6, 11, 14),
    "list of workgroups": (5, 10, 13),
    "search": (11, 15, 17),
    "wide search": (11, 15, 17),
}
UNLIKE = ("wide search", "list of courses")  # which cost what the kinds of things on their first page cost
ALIKE = [kind for kind in BOUNDS if kind not in UNLIKE]
ROLES = ("stranger", "library staff", "specialist")
FEW_READERS = [("stranger", "sv"), ("specialist", "fi")]
READERS = [*FEW_READERS, ("stranger", "fi"), ("library staff", "sv")]
Reader = tuple[str, str]
Counts = dict[str, dict[Reader, int]]


def count_queries(site: WholeSite, clients: dict[str, Client], readers: list[Reader]) -> Counts:
    """By kind of page and reader, who comes when others have made what is kept: renditions, content types."""
    counts: Counts = defaultdict(dict)
    for kind in BOUNDS:
        for language in ("fi", "sv"):
            clients["stranger"].get(site.addresses(language)[kind])
        for role, language in readers:
            with CaptureQueriesContext(connection) as queries:
                assert clients[role].get(site.addresses(language)[kind]).status_code == 200
            counts[kind][role, language] = len(queries)
    return counts


@dataclass(frozen=True)
class Measured:
    """The site, and what its pages cost with lists of 3 and of 20."""

    site: WholeSite
    few: Counts
    many: Counts


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker) -> Iterator[Measured]:
    """Takes some seconds, so all tests share it; a transaction keeps it from those of other modules."""
    with kept(django_db_blocker):
        cache.clear()
        site = WholeSite(make_homes())
        clients = {role: signed_in(role) for role in ROLES}
        few = count_queries(site, clients, FEW_READERS)
        site.grow(20)
        yield Measured(site, few, count_queries(site, clients, READERS))
    cache.clear()


@pytest.mark.parametrize("kind", BOUNDS)
def test_a_page_costs_no_more_than_this(measured, kind):
    allowed = dict(zip(ROLES, BOUNDS[kind], strict=True))
    counts = measured.many[kind].items()
    assert {reader: count for reader, count in counts if count > allowed[reader[0]]} == {}


@pytest.mark.parametrize("kind", ALIKE)
def test_a_page_costs_the_same_with_3_and_with_20_things_of_each_kind(measured, kind):
    assert measured.few[kind].items() <= measured.many[kind].items()


def test_no_kind_of_page_is_left_out(measured):
    counted = {type(page) for pair in measured.site.pages().values() for page in pair}
    assert counted == {model for model in get_page_models() if issubclass(model, BasePage)}

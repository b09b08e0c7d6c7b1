"""A page of a list with the list's length."""

import pytest
from django.core.paginator import Paginator

from pages.core.paging import page_of
from pages.materials.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(db):
    """Five themes by name."""
    Theme.objects.bulk_create(Theme(name=str(number), slug=str(number), locale_id=1) for number in range(5))
    return Theme.objects.order_by("name")


@pytest.mark.parametrize("number", [None, "", "1", "2", "3", "4", "0", "-1", "x", "1.5", "9" * 30, 2])
def test_is_that_of_djangos_paginator(themes, number):
    ours, djangos = page_of(themes, 2, number), Paginator(themes, 2).get_page(number)
    assert (list(ours), ours.number) == (list(djangos), djangos.number)
    assert (ours.paginator.count, ours.paginator.num_pages) == (5, 3)
    assert ours.has_next() == djangos.has_next()


def test_counts_what_filters_leave(themes):
    assert page_of(themes.filter(name__gt="2"), 1, 1).paginator.count == 2


def test_of_an_empty_list_is_empty(themes):
    assert list(page_of(themes.none(), 2, 1)) == list(page_of(themes.filter(name="x"), 2, 3)) == []


def test_costs_one_query(themes, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert page_of(themes, 2, 2).paginator.num_pages == 3

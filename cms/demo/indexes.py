"""Keeps Wagtail from queueing and logging every step of a load, and does the queued work once at its end."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend
from modelsearch.index import insert_or_update_object
from wagtail.models import Page, ReferenceIndex

from pages.catalogue.harvest.tasks import refresh_kind
from pages.core.findable import Kind
from pages.core.models import CustomDocument, CustomImage
from pages.search.renewal import renew_all_courses
from pages.search.tasks import index_all_pages


@contextmanager
def few_words() -> Iterator[None]:
    """Inside the block Wagtail does not log each page that is made and published."""
    logger = logging.getLogger("wagtail")
    usual = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(usual)


@contextmanager
def background_work_put_off() -> Iterator[None]:
    """Inside the block no task is queued: what the tasks would do is left to the functions below."""
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual


def index_in_background() -> None:
    """Have the worker find the base forms of the pages' words, and describe the materials to harvesters."""
    transaction.on_commit(index_all_pages.enqueue)
    transaction.on_commit(partial(refresh_kind.enqueue, Kind.MATERIAL.value))


def index_courses_in_background() -> None:
    """Have the worker ask all courses what they are about."""
    transaction.on_commit(renew_all_courses.enqueue)


def index_everything() -> None:
    """Write every page, picture and document of the site into the indexes that tasks would have kept."""
    index_pages(Page.objects.filter(depth__gt=1).specific())
    for model in (CustomImage, CustomDocument):
        for item in model.objects.all():
            insert_or_update_object(item)


def index_pages(pages: Iterable[Page]) -> None:
    """Write pages of their specific kinds into the search index and the index of references."""
    for page in pages:
        insert_or_update_object(page)
        ReferenceIndex.create_or_update_for_object(page)

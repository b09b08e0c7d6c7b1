"""Puts blocks of courses on the demo's pages once the catalogue has the courses that they name.

A page that a person has written on since stays as it is.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from integrations.liboppi.models import Course, CourseText

from .blocks import body_blocks, list_items
from .entries import Entry, entries
from .kinds import KINDS
from .pages import publish
from .translations import translate_additions


@dataclass(frozen=True)
class _Addition:
    """A block of courses, its place in the body, and its title in each language."""

    place: int
    block_id: str
    title: Mapping[str, str]
    items: list[Any]

    def child(self, language: str) -> dict[str, Any]:
        value = {"title": self.title[language], "items": self.items}
        return {"type": "courses", "value": value, "id": self.block_id}


def named_courses() -> set[str]:
    """The names of all courses that the content puts on pages."""
    return {name for entry in entries() for _id, block in _course_blocks(entry) for name in block["items"]}


def add_course_blocks() -> list[Page]:
    """Add the missing blocks of which a course is in the catalogue. Returns the changed pages."""
    names = named_courses()
    texts = CourseText.objects.filter(title__in=names, course__in=Course.objects.in_catalogue())
    courses = dict(texts.values_list("title", "course_id"))
    if not courses:
        return []
    return [page for entry in entries() if _course_blocks(entry) for page in _add_to(entry, courses)]


def _add_to(entry: Entry, courses: Mapping[str, int]) -> Iterator[Page]:
    source, *others = entry.languages
    versions = KINDS[entry.kind].model.objects.filter(translation_key=entry.translation_key)
    page = versions.filter(locale__language_code=source).first()
    additions = _missing(entry, page, courses) if page else []
    if not additions or not all(_is_as_loaded(version) for version in versions):
        return
    body = list(page.body.raw_data)
    for addition in additions:
        body.insert(addition.place, addition.child(source))
    page.body = json.dumps(body)
    page.save()
    page.save_revision()
    yield publish(page)
    for language in others:
        titles = {f"body.{addition.block_id}.title": addition.title[language] for addition in additions}
        translated = translate_additions(page, Locale.objects.get(language_code=language), titles)
        if translated:
            yield publish(translated)


def _missing(entry: Entry, page: Page, courses: Mapping[str, int]) -> list[_Addition]:
    present = {child["id"] for child in page.body.raw_data}
    additions = []
    for place, (block_id, block) in enumerate(body_blocks(entry)):
        if block["type"] != "courses" or block_id in present:
            continue
        items = [courses[name] for name in block["items"] if name in courses]
        if items:
            additions.append(_Addition(place, block_id, block["title"], list_items(items, block_id)))
    return additions


def _course_blocks(entry: Entry) -> list[tuple[str, Mapping[str, Any]]]:
    return [(block_id, block) for block_id, block in body_blocks(entry) if block["type"] == "courses"]


def _is_as_loaded(page: Page) -> bool:
    """Whether nobody has edited, translated or unpublished the page."""
    written = page.revisions.filter(user__isnull=False)
    translated = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id, last_translated_by__isnull=False
    )
    return page.live and not written.exists() and not translated.exists()

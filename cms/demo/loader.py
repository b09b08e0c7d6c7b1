"""Loads the demo content: all of it or nothing, and only onto an empty site.

On a site that has the demo's front page it only adds what has waited for the catalogue: what an editor
has changed or deleted since stays so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from wagtail.models import Locale, Page

from pages.materials.models import TargetGroup, Theme

from .course_subjects import add_course_subjects
from .courses import add_course_blocks
from .entries import HOME, entries, read, stable_uuid
from .indexes import (
    background_work_put_off,
    few_words,
    index_courses_in_background,
    index_everything,
    index_in_background,
    index_pages,
)
from .media import make_documents, make_pictures, stored_files
from .pages import Tree
from .proposals import make_proposals
from .references import References
from .site import keep_in_step, make_locales, open_site, refuse_unless_empty
from .users import let_chairs_write, make_users
from .uses import make_uses

TermOf = TypeVar("TermOf", Theme, TargetGroup)


@dataclass(frozen=True)
class Loaded:
    """What a load did: whether it made the pages, and how many of them got a block of courses."""

    is_new: bool
    pages_with_courses: int


def is_loaded() -> bool:
    """Whether the site has the demo's front page."""
    return Page.objects.filter(translation_key=stable_uuid(HOME)).exists()


def load_demo() -> Loaded:
    """Load the demo, or what of it has waited for courses. Raises DemoRefusedError where it is unfit."""
    with few_words(), background_work_put_off(), stored_files() as stored, transaction.atomic():
        is_new = not is_loaded()
        if is_new:
            refuse_unless_empty()
            _make_everything(stored)
        changed = add_course_blocks()
        has_new_subjects = bool(add_course_subjects())
        if is_new:
            index_everything()
        else:
            index_pages(changed)
    index_in_background()
    if has_new_subjects:
        index_courses_in_background()
    return Loaded(is_new, len(changed))


def _make_everything(stored: list[FieldFile]) -> None:
    author = make_users()
    locales = make_locales()
    content = list(entries())
    tree = Tree(author, locales, timezone.localdate())
    tree.plant(content)
    open_site(tree.pages[HOME, "fi"])
    references = References(
        today=tree.today,
        pages=tree.keys(),
        pictures=make_pictures(author, stored),
        documents=make_documents(author, stored),
        themes=_make_themes(locales),
        target_groups=_make_target_groups(locales),
    )
    let_chairs_write(tree.in_all_languages("workgroups"))
    make_uses(author, stored)
    for entry in content:
        tree.fill(entry, references)
    for entry in content:
        tree.add_alias(entry)
    keep_in_step(locales)
    make_proposals(stored)


def _make_themes(locales: Mapping[str, Locale]) -> dict[str, Theme]:
    """The themes of the material bank in every language; those of the first language by their keys."""
    return _make_terms(Theme, "theme", "themes", locales)


def _make_target_groups(locales: Mapping[str, Locale]) -> dict[str, TargetGroup]:
    """The target groups, as the themes."""
    return _make_terms(TargetGroup, "target-group", "target_groups", locales)


def _make_terms(
    model: type[TermOf], word: str, name: str, locales: Mapping[str, Locale]
) -> dict[str, TermOf]:
    made: dict[str, TermOf] = {}
    for place, term in enumerate(read("materials")[name]):
        ages = dict(zip(("age_from", "age_to"), term.get("ages", ()), strict=False))
        for language, locale in locales.items():
            version = model.objects.create(
                translation_key=stable_uuid(word, term["key"]),
                locale=locale,
                name=term["name"][language],
                slug=term["key"],
                sort_order=place,
                **ages,
            )
            made.setdefault(term["key"], version)
    return made

"""Loads the demo content: all of it or nothing, and only onto an empty site.

On a site that has the demo's front page it only adds what has waited for the catalogue: what an editor
has changed or deleted since stays so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from wagtail.models import Locale, Page

from pages.materials.models import Theme

from .courses import add_course_blocks
from .entries import HOME, entries, read, stable_uuid
from .indexes import background_work_put_off, few_words, index_everything, index_pages
from .media import make_documents, make_pictures, stored_files
from .pages import Tree
from .references import References
from .site import keep_in_step, make_locales, open_site, refuse_unless_empty
from .users import let_chairs_write, make_users


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
        if is_new:
            index_everything()
        else:
            index_pages(changed)
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
    )
    let_chairs_write(tree.in_all_languages("workgroups"))
    for entry in content:
        tree.fill(entry, references)
    for entry in content:
        tree.add_alias(entry)
    keep_in_step(locales)


def _make_themes(locales: Mapping[str, Locale]) -> dict[str, Theme]:
    """The themes of the material bank in every language; those of the first language by their keys."""
    made: dict[str, Theme] = {}
    for place, theme in enumerate(read("materials")["themes"]):
        for language, locale in locales.items():
            version = Theme.objects.create(
                translation_key=stable_uuid("theme", theme["key"]),
                locale=locale,
                name=theme["name"][language],
                slug=theme["key"],
                sort_order=place,
            )
            made.setdefault(theme["key"], version)
    return made

"""Reads materials and courses as strangers may see them now, many at once in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from integrations.liboppi.models import Course
from pages.core.described import Described, Words
from pages.core.findable import Kind
from pages.core.restrictions import refused_branches
from pages.materials.described import describe_material
from pages.materials.models import MaterialPage
from pages.materials.querysets import MaterialPageQuerySet

from ..subjects.provider import terms_of
from ..subjects.terms import Terms
from .courses import catalogue_addresses, describe_course
from .repository import Repository

ByKey = dict[str, Described]


class Vocabulary:
    """The names of terms in all languages. Asks for each vocabulary once, and as a whole."""

    def __init__(self) -> None:
        self._names: dict[type, dict[Any, tuple[Words, ...]]] = {}

    def __call__(self, term: Any) -> tuple[Words, ...]:
        model = type(term)
        if model not in self._names:
            found = defaultdict(list)
            for one in model.objects.select_related("locale").order_by("locale__language_code"):
                found[one.translation_key].append(Words(one.name, one.locale.language_code))
            self._names[model] = {key: tuple(names) for key, names in found.items()}
        return self._names[model].get(term.translation_key, ())


def materials(keys: Iterable[str], site: Repository) -> ByKey:
    """The materials with these translation keys that are published, open to all and not taken down."""
    versions: dict[str, list[MaterialPage]] = defaultdict(list)
    refused, names = refused_branches(None), Vocabulary()
    pages = _given_out().filter(translation_key__in=list(keys))
    for page in sorted(pages, key=lambda one: one.locale.language_code != settings.LANGUAGE_CODE):
        versions[str(page.translation_key)].append(page)
    return {
        key: describe_material(found, names, site.root, site.name, refused) for key, found in versions.items()
    }


def courses(keys: Iterable[str], site: Repository) -> ByKey:
    """The courses with these numbers that are in the catalogue."""
    found = Course.objects.in_catalogue().with_texts().filter(moodle_id__in=[int(key) for key in keys])
    catalogues, terms, names = catalogue_addresses(), terms_of(found), Vocabulary()
    return {
        str(course.moodle_id): describe_course(
            course, catalogues, site.name, terms.get(course.pk, Terms()).about(names)
        )
        for course in found
    }


def material_keys() -> list[str]:
    """The translation keys of all materials that there are, whoever may see them."""
    keys = MaterialPage.objects.order_by("translation_key").values_list("translation_key", flat=True)
    return [str(key) for key in keys.distinct()]


def course_keys() -> list[str]:
    """The numbers of all courses that there are, shown or not."""
    numbers = Course.objects.order_by("moodle_id").values_list("moodle_id", flat=True)
    return [str(number) for number in numbers]


READERS: dict[Kind, Callable[[Iterable[str], Repository], ByKey]] = {
    Kind.MATERIAL: materials,
    Kind.COURSE: courses,
}
KEYS: dict[Kind, Callable[[], list[str]]] = {Kind.MATERIAL: material_keys, Kind.COURSE: course_keys}


def _given_out() -> MaterialPageQuerySet:
    """Published pages in their own language that anyone may read, with all that describes them."""
    pages: MaterialPageQuerySet = MaterialPage.objects.visible_to(None).with_language()
    own = pages.filter(alias_of=None, pending_translation=None, taken_down=None)
    terms = ("themes", "target_groups", "links")
    return own.select_related("based_on").prefetch_related("files__document", *terms)

"""Describes a course of Liboppi to other programs: only what strangers may read, never a key."""

from collections.abc import Mapping

from django.conf import settings

from integrations.liboppi.models import Course
from integrations.liboppi.texts import plain_text
from pages.core.described import Described, Subject, Version, Words
from pages.core.findable import Kind

from ..course import producers_of
from ..models import CataloguePage
from ..subjects.terms import NOTHING_SAID, About

Addresses = Mapping[str, str]  # of the catalogue's pages by language, each with a slash at its end


def catalogue_addresses() -> Addresses:
    """The addresses of the catalogue's pages that anyone may read, the default language's first."""
    pages = CataloguePage.objects.visible_to(None).select_related("locale")
    found = {page.locale.language_code: page.get_full_url() or "" for page in pages}
    first = settings.LANGUAGE_CODE
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != first, pair[0])))


def describe_course(
    course: Course, catalogues: Addresses, publisher: str = "", about: About = NOTHING_SAID
) -> Described:
    """The course with its texts in every language. `publisher` is for one that names no producer.

    What editors say it is `about` stands before Liboppi's category.
    """
    producers = producers_of(course)
    return Described(
        kind=Kind.COURSE,
        key=str(course.moodle_id),
        type="course",
        versions=_versions(course, catalogues),
        languages=tuple(code for code in course.languages if code),
        authors=tuple(producers),
        publisher=producers[0] if producers else publisher,
        subjects=(*about.subjects, *_category(course)),
        audiences=about.audiences,
        modified=course.modified,
        elsewhere=course.url,
    )


def _versions(course: Course, catalogues: Addresses) -> tuple[Version, ...]:
    """The course's own language first; a language that the catalogue lacks is shown on its first page."""
    elsewhere = next(iter(catalogues.values()), "")
    texts = sorted(course.shown_texts.values(), key=lambda text: text.language != course.shown_language)
    return tuple(
        Version(
            text.language,
            text.title,
            plain_text(text.public_summary),
            _address(course, catalogues.get(text.language) or elsewhere),
        )
        for text in texts or [course.text_in(course.shown_language)]
    )


def _address(course: Course, catalogue: str) -> str:
    return f"{catalogue}{course.moodle_id}/" if catalogue else course.url


def _category(course: Course) -> tuple[Subject, ...]:
    category = course.shown_category
    if category is None:
        return ()
    return (Subject("", tuple(Words(name, code) for code, name in category.names.items() if name)),)

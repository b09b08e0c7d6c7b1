"""The part of a check that looks at courses: rights, custom fields, raw texts, enrolment, pictures.

Looks at a sample, so what no course of the sample has may still be somewhere.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .answers import (
    catalogue_courses,
    listed_courses,
    missing_fields,
    read_batch,
    read_categories,
    read_courses,
)
from .client import LiboppiClient
from .conf import Options
from .errors import CourseHidden, LiboppiError, RawIgnored, RecordUnknown
from .fetch import GROUPS, SEARCH
from .fetching.rawness import has_languages, raw_ignored, surely_typed
from .findings import Finding, Level, advice, fault, look
from .records import course_record
from .shapes import CategoryAnswer, CourseAnswer, SiteInfoAnswer

SAMPLE = 50
_OF_COURSE_VIEW = frozenset(("startdate", "enddate", "visible", "lang", "format"))


@dataclass(frozen=True)
class Sample:
    """Some courses with all categories. `listed`: how many courses there are, None where nobody tells."""

    categories: Sequence[CategoryAnswer]
    courses: Sequence[CourseAnswer]
    listed: int | None


def findings_of_catalogue(client: LiboppiClient, options: Options, site: SiteInfoAnswer) -> Iterator[Finding]:
    """Look at the catalogue. Where it can't be had at all, that is the only finding."""
    try:
        sample = _sample(client, site)
        formatted = _formatted(client, sample)
    except LiboppiError as error:
        yield fault(_("Courses and categories"), error)
        return
    yield from _findings_of_rights(sample, site)
    yield _finding_of_hidden_courses(sample)
    yield from _findings_of_custom_fields(sample, options)
    yield _finding_of_raw_texts(client.host, sample, formatted)
    yield from _findings_of_enrolment(client, sample, site)
    yield _finding_of_pictures(client, sample, options)


def _sample(client: LiboppiClient, site: SiteInfoAnswer) -> Sample:
    categories, _skipped = read_categories(client.categories())
    if SEARCH not in site.functions:
        courses, _skipped_courses = read_courses(client.courses())
        return Sample(categories, catalogue_courses(courses, site.siteid)[:SAMPLE], None)
    page = client.search_page(0, SAMPLE)
    ids = [number for number, _name in listed_courses(page["courses"]) if number is not None]
    batch = read_batch(client.courses_with_ids(ids)) if ids else None
    return Sample(categories, batch.courses if batch else (), page["total"])


def _formatted(client: LiboppiClient, sample: Sample) -> Sequence[CourseAnswer]:
    """The same courses with texts as Moodle formats them."""
    ids = [course.id for course in sample.courses]
    return read_batch(client.courses_with_ids(ids, formatted=True)).courses if ids else ()


def _findings_of_rights(sample: Sample, site: SiteInfoAnswer) -> Iterator[Finding]:
    if not sample.courses:
        yield advice(
            _("Courses"),
            _("The token's account sees no course at all, so its rights to them can't be judged."),
            _("Ask Moodle's administrator whether the account has its role in every course category."),
        )
        return
    missing = missing_fields(sample.courses, site.siteid)
    yield _right("moodle/course:view", [name for name in missing if name in _OF_COURSE_VIEW])
    yield _right("moodle/course:update", [name for name in missing if name not in _OF_COURSE_VIEW])
    known = {category.id for category in sample.categories}
    unknown = {str(course.categoryid) for course in sample.courses if course.categoryid not in known}
    yield _right("moodle/category:viewhiddencategories", sorted(unknown))


def _right(capability: str, lacking: Sequence[str]) -> Finding:
    name = _("Right %(capability)s") % {"capability": capability}
    if not lacking:
        return Finding(name)
    return Finding(
        name,
        Level.FAULT,
        _("Liboppi doesn't give everything of its courses. Lacking: %(lacking)s.")
        % {"lacking": ", ".join(lacking)},
        _(
            "Ask Moodle's administrator to allow %(capability)s in the role of the token's account (Site "
            "administration → Users → Permissions → Define roles), given for the whole site or in every "
            "course category. Where it is allowed, log in as that account: it may have to change its "
            "password, agree to the site policy or complete its profile."
        )
        % {"capability": capability},
    )


def _finding_of_hidden_courses(sample: Sample) -> Finding:
    """Categories count hidden courses, and the list leaves out those that the account may not see."""
    name = _("Right %(capability)s") % {"capability": "moodle/course:viewhiddencourses"}
    counted = sum(category.coursecount for category in sample.categories)
    if sample.listed is None or counted <= sample.listed:
        return Finding(name)
    return advice(
        name,
        _(
            "Hidden courses that the token's account doesn't see: %(count)s. To it, a hidden course and a "
            "deleted one look alike; the sync has to ask about each that disappears to tell them apart."
        )
        % {"count": counted - sample.listed},
        _(
            "If Moodle's administrator agrees, allow moodle/course:viewhiddencourses and "
            "moodle/category:viewhiddencategories in the role of the token's account (Site administration → "
            "Users → Permissions → Define roles). The extranet shows no hidden course in any case."
        ),
    )


def _findings_of_custom_fields(sample: Sample, options: Options) -> Iterator[Finding]:
    lost = {
        options.key_field: _("Keys are then found only where course summaries tell them."),
        options.producer_field: _("Courses are then shown without their producer."),
        options.language_field: _("Courses that force no language count as written in the site's own."),
    }
    for field in filter(None, lost):
        name = _("Custom field %(field)s") % {"field": field}
        if not sample.courses or any(course.custom_field(field) for course in sample.courses):
            yield Finding(name)
            continue
        yield advice(
            name,
            _("No course has a custom field with the short name %(field)s.") % {"field": field}
            + " "
            + lost[field],
            _(
                "Ask Moodle's administrator to make the field (Site administration → Courses → Course custom "
                "fields), visible to teachers, and to allow moodle/course:update in the role of the token's "
                "account. If the field has another short name, set LIBOPPI_KEY_FIELD, LIBOPPI_PRODUCER_FIELD "
                "or LIBOPPI_LANGUAGE_FIELD of the extranet to it."
            ),
        )


def _finding_of_raw_texts(host: str, sample: Sample, formatted: Sequence[CourseAnswer]) -> Finding:
    name = _("Texts as typed")
    if raw_ignored(sample.courses, sample.categories, bilingual=0):
        return fault(name, RawIgnored(host=host, courses=len(sample.courses)))
    differ = _texts(sample.courses) != _texts(formatted)
    if (
        differ
        or surely_typed(sample.courses, sample.categories)
        or not any(map(has_languages, sample.courses))
    ):
        return Finding(name)
    return advice(
        name,
        _("Texts came the same, whether asked for as typed or as formatted, although they mark languages."),
        RawIgnored(host=host, courses=0).remedy_text,
    )


def _texts(courses: Sequence[CourseAnswer]) -> dict[int, tuple[str, str]]:
    return {course.id: (course.fullname, course.summary) for course in courses}


def _findings_of_enrolment(client: LiboppiClient, sample: Sample, site: SiteInfoAnswer) -> Iterator[Finding]:
    course = next((course for course in sample.courses if course.may_be_entered), None)
    if course is None:
        return
    with suppress(CourseHidden, RecordUnknown):  # it vanished just now
        yield look(_("Enrolment methods"), lambda: client.enrolment_methods(course.id))
        if GROUPS in site.functions:
            yield _finding_of_groups(client, course.id)


def _finding_of_groups(client: LiboppiClient, course_id: int) -> Finding:
    name = _("Enrolment keys of groups")
    try:
        client.groups(course_id)
    except LiboppiError as error:
        return advice(
            name,
            _("%(error)s The enrolment keys of groups aren't known.") % {"error": error},
            _(
                "Ask Moodle's administrator to allow moodle/course:managegroups in the role of the token's "
                "account (Site administration → Users → Permissions → Define roles)."
            ),
        )
    return Finding(name)


def _finding_of_pictures(client: LiboppiClient, sample: Sample, options: Options) -> Finding:
    name = _("Pictures")
    covers = (course_record(course, None, options).cover for course in sample.courses)
    cover = next((cover for cover in covers if cover), None)
    if cover is None:
        return Finding(name)
    try:
        client.picture(cover.path)
    except LiboppiError as error:
        return advice(
            name,
            _("%(error)s Courses are then shown without pictures.") % {"error": error},
            error.remedy_text,
        )
    return Finding(name)

"""Courses and course categories for other programs. A plain Ninja router: the site mounts it where it likes.

Enrolment keys stand at one address only, for users who have the right to see them.
"""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from ninja.errors import HttpError
from ninja.security import SessionAuth
from wagtail.api.v3.auth import BearerTokenAuth

from .illustrations import SPEC
from .models import Course, CourseCategory, CourseQuerySet
from .queries import CourseQuery, LocaleQuery, PagedQuery
from .schemas import (
    CategoryList,
    CourseDetail,
    CourseList,
    KeyList,
    category_schema,
    course_detail,
    course_schemas,
    key_schemas,
)

router = Router(tags=["courses"])

CourseNumber = Annotated[int, Path(ge=1, lt=2**63, description="The course's number in Liboppi.")]


@router.get("/courses/", response=CourseList, summary="Courses")
def list_courses(request: HttpRequest, query: Query[CourseQuery]) -> Any:
    """The courses of the catalogue in its order, or, with `search`, the best match first."""
    courses = Course.objects.in_catalogue().with_texts().with_pictures(SPEC)
    if query.category is not None:
        courses = _in_category(courses, query.category)
    found = courses.matching(query.search) if query.search else courses.in_order()
    return {
        "count": found.count(),
        "items": course_schemas(request, found[query.offset : query.offset + query.limit], query.locale),
    }


def _in_category(courses: CourseQuerySet, number: int) -> CourseQuerySet:
    category = CourseCategory.objects.filter(moodle_id=number).first()
    return courses.in_category(category) if category else courses.none()


@router.get("/courses/{id}/", response=CourseDetail, summary="A course")
def get_course(request: HttpRequest, id: CourseNumber, query: Query[LocaleQuery]) -> Any:
    """One course with its summary in every language. What gives an enrolment key away is left out."""
    return course_detail(request, _course(id), query.locale)


@router.get(
    "/courses/{id}/keys/",
    response=KeyList,
    auth=[BearerTokenAuth(), SessionAuth()],
    summary="A course's enrolment keys",
)
def get_keys(request: HttpRequest, response: HttpResponse, id: CourseNumber) -> Any:
    """The course's enrolment keys, the most trusted first. Needs the right to see enrolment keys."""
    response["Cache-Control"] = "no-store"
    if not request.user.has_perm("liboppi.view_enrolmentkey"):
        raise HttpError(
            403, "Your account has no right to see enrolment keys. Ask the extranet's keepers for it."
        )
    course = _course(id, "keys")
    reports = course.key_reports.open().count()
    return {"course": course.moodle_id, "reports_open": reports, "items": key_schemas(course)}


@router.get("/course-categories/", response=CategoryList, summary="Course categories")
def list_categories(request: HttpRequest, query: Query[PagedQuery]) -> Any:
    """The categories in Liboppi's order; `parent` is the id of the category above."""
    categories = CourseCategory.objects.with_course_counts()
    return {
        "count": categories.count(),
        "items": [
            category_schema(category, query.locale)
            for category in categories[query.offset : query.offset + query.limit]
        ],
    }


def _course(number: int, *more: str) -> Course:
    courses = Course.objects.in_catalogue().with_texts().with_pictures(SPEC).prefetch_related(*more)
    return get_object_or_404(courses, moodle_id=number)

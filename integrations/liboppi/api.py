"""Courses and course categories for other programs. A plain Ninja router: the site mounts it where it likes.

Enrolment keys stand at one address only, for users who have the right to see them.
"""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.errors import HttpError
from ninja.security import SessionAuth
from pydantic import AfterValidator, Field
from wagtail.api.v3.auth import BearerTokenAuth

from .models import Course, CourseCategory, CourseQuerySet
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

LARGEST_OFFSET = 1_000_000
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def _without_nul(value: str) -> str:
    if "\0" in value:
        raise ValueError("must not hold a NUL character")
    return value.strip()


def _one_of_ours(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}")
    return code


Locale = Annotated[
    str,
    Query(
        description="The language wanted; a text that lacks it comes in its own.",
        json_schema_extra={"enum": LANGUAGES},
    ),
    AfterValidator(_one_of_ours),
]
Limit = Annotated[int, Query(ge=1, le=100, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=LARGEST_OFFSET, description="How many items to pass over.")]
Search = Annotated[
    str, Query(max_length=200, description="Words, or their beginnings."), AfterValidator(_without_nul)
]
CategoryNumber = Annotated[
    int | None, Query(ge=1, lt=2**63, description="A category's id, its subcategories with it.")
]
CourseNumber = Annotated[int, Field(ge=1, lt=2**63)]


@router.get("/courses/", response=CourseList, summary="Courses")
def list_courses(
    request: HttpRequest,
    locale: Locale = settings.LANGUAGE_CODE,
    search: Search = "",
    category: CategoryNumber = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Any:
    """The courses of the catalogue in its order, or, with `search`, the best match first."""
    courses = Course.objects.in_catalogue().with_texts()
    if category is not None:
        courses = _in_category(courses, category)
    found = courses.matching(search) if search else courses
    return {
        "count": found.count(),
        "items": course_schemas(request, found[offset : offset + limit], locale),
    }


def _in_category(courses: CourseQuerySet, number: int) -> CourseQuerySet:
    category = CourseCategory.objects.filter(moodle_id=number).first()
    return courses.in_category(category) if category else courses.none()


@router.get("/courses/{id}/", response=CourseDetail, summary="A course")
def get_course(request: HttpRequest, id: CourseNumber, locale: Locale = settings.LANGUAGE_CODE) -> Any:
    """One course with its summary in every language. What gives an enrolment key away is left out."""
    return course_detail(request, _course(id), locale)


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
    course = _course(id)
    return {"course": course.moodle_id, "items": key_schemas(course)}


@router.get("/course-categories/", response=CategoryList, summary="Course categories")
def list_categories(
    request: HttpRequest, locale: Locale = settings.LANGUAGE_CODE, limit: Limit = 100, offset: Offset = 0
) -> Any:
    """The categories in Liboppi's order; `parent` is the id of the category above."""
    categories = CourseCategory.objects.with_course_counts()
    return {
        "count": categories.count(),
        "items": [category_schema(category, locale) for category in categories[offset : offset + limit]],
    }


def _course(number: int) -> Course:
    return get_object_or_404(Course.objects.in_catalogue().with_texts(), moodle_id=number)

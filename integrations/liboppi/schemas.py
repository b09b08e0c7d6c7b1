"""What the API answers of courses and categories, and how it is made from the models."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from .enrolment_states import EnrolmentState
from .illustrations import illustrated, rendition_of
from .models import Course, CourseCategory, CourseState, EnrolmentKey, EnrolmentMethod, KeySource
from .pages import course_pages


class CategorySchema(Schema):
    """A course category of Liboppi."""

    id: int = Field(description="The category's number in Liboppi.")
    name: str
    language: str = Field(description="The language of `name`.")
    parent: int | None = Field(description="The id of the category above.")
    course_count: int | None = Field(None, description="Courses right in this category; only in the list.")


class MethodSchema(Schema):
    """A way to enrol by oneself (`self`) or to visit (`guest`)."""

    id: int
    type: str
    name: str
    open: bool = Field(description="Whether Liboppi lets one in by it, also where the course is over.")
    key_required: bool | None = Field(description="null: Liboppi doesn't tell, because enrolment is closed.")


class EnrolmentSchema(Schema):
    """Whether and how one can enrol."""

    open: bool = Field(description="Whether one can enrol now, with or without a key.")
    key_required: bool = Field(description="Whether some way to enrol asks for a key.")
    states: list[EnrolmentState] = Field(
        description="How the course stands now: `open`, `key` (one needs a key), `closed` or `past`, and "
        "`soon` where it starts within two weeks. Empty where Liboppi names no way to enrol."
    )
    methods: list[MethodSchema]


class ImageSchema(Schema):
    """A picture, small enough for a page."""

    url: str
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    alt: str = Field(description='What it shows, "" where it only decorates.')


class CourseSchema(Schema):
    """A course. `language` is the language of `title`, `excerpt` and `producer`."""

    id: int = Field(description="The course's number in Liboppi.")
    title: str
    language: str
    languages: list[str] = Field(description="All languages that the course has a text in.")
    shortname: str
    excerpt: str = Field(description="The beginning of the summary as plain text.")
    producer: str
    image: ImageSchema | None = Field(description="The picture of the course.")
    category: CategorySchema | None
    starts: datetime | None
    ends: datetime | None
    state: str = Field(
        description="`active`; `missing` when Liboppi's last answer lacked the course; `hidden` when Liboppi "
        "hides it just now."
    )
    enrolment: EnrolmentSchema
    url: str = Field(description="The course's page on this site.")
    liboppi_url: str
    updated: datetime | None = Field(description="When the course was last changed in Liboppi.")


class TextSchema(Schema):
    """A course's texts in one language; `summary` is clean HTML."""

    language: str
    title: str
    summary: str
    producer: str


class CourseDetail(CourseSchema):
    """A course with its summary."""

    summary: str = Field(description="Clean HTML.")
    summary_language: str = Field(description="Another than `language` where only the title is translated.")
    texts: list[TextSchema]


class KeySchema(Schema):
    """An enrolment key and where it was read."""

    value: str
    source: str = Field(
        description="`editor`, `custom_field`, `summary` or `group_key`, the most trusted first."
    )
    method: int | None = Field(
        description="The id of the enrolment method that it opens; null where that isn't known."
    )
    label: str = Field(description="The name of the group whose key it is, else empty.")
    first_seen: datetime
    disputed: bool = Field(description="Whether the sources give different keys.")


class CourseList(Schema):
    """A page of courses; `count` counts all that match."""

    count: int
    items: list[CourseSchema]


class CategoryList(Schema):
    """A page of categories; `count` counts all."""

    count: int
    items: list[CategorySchema]


class KeyList(Schema):
    """A course's enrolment keys, the first being the one to use."""

    course: int
    reports_open: int = Field(description="How many readers say that the first key doesn't work.")
    items: list[KeySchema]


def course_schemas(request: HttpRequest, courses: Iterable[Course], language: str) -> list[CourseSchema]:
    """Courses as they stand in a list."""
    address_of = course_pages(language)
    return [
        CourseSchema(**_course_fields(course, language, address_of(course), request.build_absolute_uri))
        for course in courses
    ]


def course_detail(request: HttpRequest, course: Course, language: str) -> CourseDetail:
    """A course with its texts, without what gives a key away."""
    absolute = request.build_absolute_uri
    texts = [
        TextSchema(
            language=text.language,
            title=text.title,
            summary=illustrated(text.public_summary, course, absolute),
            producer=text.producer,
        )
        for text in course.shown_texts.values()
    ]
    shown = course.summary_in(language)
    return CourseDetail(
        **_course_fields(course, language, course_pages(language)(course), absolute),
        summary=illustrated(shown.public_summary, course, absolute),
        summary_language=shown.language,
        texts=texts,
    )


def key_schemas(course: Course) -> list[KeySchema]:
    """The course's keys by trust."""
    is_disputed = course.key_dispute is not None
    return [_key_schema(course, key, is_disputed=is_disputed) for key in course.keys_by_trust()]


def category_schema(category: CourseCategory, language: str) -> CategorySchema:
    """A category with its name in `language`."""
    return CategorySchema(
        id=category.moodle_id,
        name=category.name_in(language),
        language=category.name_language(language),
        parent=category.parent.moodle_id if category.parent else None,
        course_count=getattr(category, "course_count", None),
    )


def _course_fields(course: Course, language: str, url: str, absolute: Callable[[str], str]) -> dict[str, Any]:
    text = course.text_in(language)
    return {
        "id": course.moodle_id,
        "title": text.title,
        "language": text.language,
        "languages": course.languages,
        "shortname": course.shortname,
        "excerpt": text.excerpt,
        "producer": text.producer,
        "image": _image_schema(course.cover, absolute) if course.cover else None,
        "category": category_schema(course.shown_category, language) if course.shown_category else None,
        "starts": course.starts,
        "ends": course.ends,
        "state": CourseState.HIDDEN if course.is_hidden else course.state,
        "enrolment": EnrolmentSchema(
            open=course.is_open,
            key_required=course.asks_for_key,
            states=list(course.states),
            methods=[_method_schema(method, language) for method in course.methods.all()],
        ),
        "url": absolute(url),
        "liboppi_url": course.url,
        "updated": course.modified,
    }


def _image_schema(image: Any, absolute: Callable[[str], str]) -> ImageSchema | None:
    rendition = rendition_of(image)
    if rendition is None:
        return None
    return ImageSchema(
        url=absolute(rendition.url), width=rendition.width, height=rendition.height, alt=image.description
    )


def _key_schema(course: Course, key: EnrolmentKey, *, is_disputed: bool) -> KeySchema:
    method = course.method_of(key)
    return KeySchema(
        value=key.value,
        source=key.source,
        method=method.moodle_id if method else None,
        label=key.label,
        first_seen=key.first_seen,
        disputed=is_disputed and key.source != KeySource.GROUP_KEY,
    )


def _method_schema(method: EnrolmentMethod, language: str) -> MethodSchema:
    return MethodSchema(
        id=method.moodle_id,
        type=method.type,
        name=method.name_in(language),
        open=method.is_open,
        key_required=method.key_required,
    )

"""What of the catalogue needs somebody's attention: counts, each with the listing of what it counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ..models import Course, CourseQuerySet, CourseState, KeyDispute
from ..models.own_changes import changed_under_own_value
from ..permissions import User, may_see_courses
from .details import language_name
from .filters import LATELY

COURSES = "liboppi_courses:index"
ON_SITE = {"on_site": "true"}


@dataclass(frozen=True)
class Matter:
    """A kind of thing that needs attention. `count` is the number of courses, `url` lists them."""

    name: str
    label: str
    help_text: str
    count: int
    url: str


@dataclass(frozen=True)
class _Question:
    name: str
    label: Any
    help_text: Any
    narrow: Callable[[CourseQuerySet], CourseQuerySet]
    query: dict[str, str]
    words: dict[str, Any]


def matters(user: User) -> list[Matter]:
    """All of them that the user may see, those with a count of 0 too; one query."""
    if not may_see_courses(user):
        return []
    questions = list(_questions())
    counts = Course.objects.aggregate(
        **{
            question.name: Count(
                "pk", filter=Q(pk__in=question.narrow(Course.objects.all()).order_by().values("pk"))
            )
            for question in questions
        }
    )
    return [_matter(question, counts[question.name]) for question in questions]


def _matter(question: _Question, count: int) -> Matter:
    return Matter(
        name=question.name,
        label=str(question.label) % question.words,
        help_text=str(question.help_text),
        count=count,
        url=f"{reverse(COURSES)}?{urlencode(question.query)}",
    )


def _questions() -> Iterable[_Question]:
    """Each narrows the courses just as the filters named in its query do."""
    yield _question(
        "reported",
        gettext_lazy("Keys said not to work"),
        gettext_lazy("Try the key, ask the producer for the right one, and close the reports."),
        lambda courses: courses.in_catalogue().with_open_reports(),
        {"key": "reported"} | ON_SITE,
    )
    yield _question(
        "without_key",
        gettext_lazy("Without an enrolment key"),
        gettext_lazy(
            "Liboppi asks for a key that isn't known: ask the producer, and write it as an own key."
        ),
        lambda courses: courses.in_catalogue().without_known_key(),
        {"key": "missing"} | ON_SITE,
    )
    yield _question(
        "disputed",
        gettext_lazy("Sources give different keys"),
        gettext_lazy("Find out which key works; an own key settles it for readers."),
        lambda courses: courses.in_catalogue().with_disputed_keys(KeyDispute.SOURCES),
        {"key": "disputed"} | ON_SITE,
    )
    yield _question(
        "changed",
        gettext_lazy("Liboppi's value has changed under an own value"),
        gettext_lazy("Compare them on the course's page: keep your own, or give it back."),
        lambda courses: courses.filter(changed_under_own_value()),
        {"own": "changed"},
    )
    yield from _text_questions()
    yield from _state_questions()


def _text_questions() -> Iterable[_Question]:
    for code, _name in settings.LANGUAGES:
        yield _question(
            f"without_text_{code.replace('-', '_')}",
            gettext_lazy("Without text in one language: %(language)s"),
            gettext_lazy("A title and a summary can be written on the course's page."),
            lambda courses, code=code: courses.in_catalogue().without_text_in(code),
            {"lacks": code} | ON_SITE,
            language=language_name(code),
        )
    yield _question(
        "without_producer",
        gettext_lazy("Without a producer"),
        gettext_lazy("The producer can be written on the course's page."),
        lambda courses: courses.in_catalogue().without_producer(),
        {"producer": "absent"} | ON_SITE,
    )


def _state_questions() -> Iterable[_Question]:
    yield _question(
        "missing",
        gettext_lazy("Missing from Liboppi's last answer"),
        gettext_lazy("They stay in sight until the grace period ends. Ask the producer if that is meant."),
        lambda courses: courses.filter(state=CourseState.MISSING),
        {"state": CourseState.MISSING.value},
    )
    yield _question(
        "hidden",
        gettext_lazy("Hidden in Liboppi"),
        gettext_lazy("They stay in sight until the grace period ends, or longer if you decide so."),
        lambda courses: courses.filter(state=CourseState.HIDDEN),
        {"state": CourseState.HIDDEN.value},
    )
    yield _question(
        "withdrawn",
        gettext_lazy("Withdrawn within 30 days"),
        gettext_lazy("Check the pages that recommend them."),
        lambda courses: courses.filter(state=CourseState.WITHDRAWN, state_since__gte=timezone.now() - LATELY),
        {"state": CourseState.WITHDRAWN.value, "lately": "true"},
    )


def _question(
    name: str, label: Any, help_text: Any, narrow: Any, query: dict[str, str], **words: Any
) -> _Question:
    return _Question(name, label, help_text, narrow, query, words)

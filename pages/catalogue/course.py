"""What the page of one course tells, to whom."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from integrations.liboppi.illustrations import illustrated
from integrations.liboppi.models import Course, EnrolmentMethod, ShownText
from pages.core.fields import language_names
from pages.search.states import State, start_matters
from pages.ui.cards import Fact

from .course_keys import CourseKeys


@dataclass(frozen=True)
class MethodView:
    """A way to enrol, named in the reader's language."""

    name: str
    is_guest: bool
    is_open: bool
    key_required: bool | None


class CourseView:
    """A course for one reader: in the reader's language where it can be, keys for those who may see them."""

    def __init__(self, course: Course, language: str, user: AbstractBaseUser | AnonymousUser) -> None:
        self.course = course
        self.language = language
        self.keys = CourseKeys(course, user, self._method_name)
        self.shows_keys = self.keys.is_shown

    @cached_property
    def text(self) -> ShownText:
        """The text shown."""
        return self.course.text_in(self.language)

    @property
    def text_language(self) -> str:
        """The text's language where it is not the page's, else ""."""
        return self.text.language if self.text.language != self.language else ""

    @cached_property
    def shown(self) -> ShownText:
        """The text whose summary is shown; another one where only the title is translated."""
        return self.course.summary_in(self.language)

    @property
    def description(self) -> str:
        """What the text shown says in short, in its language; "" where only the title is in that language."""
        return self.text.excerpt

    @property
    def summary_language(self) -> str:
        """The summary's language where it is not the page's, else ""."""
        return self.shown.language if self.shown.language != self.language else ""

    @property
    def language_note(self) -> str:
        """A sentence for readers who get the course in another language than theirs."""
        notes = {
            "fi": _("This course is described in Finnish only."),
            "sv": _("This course is described in Swedish only."),
            "en": _("This course is described in English only."),
        }
        return notes.get(self.shown.language, _("This course is described in another language only."))

    @property
    def summary(self) -> SafeString:
        """With its pictures; the whole of it only for those who may see keys."""
        summary = self.shown.summary if self.shows_keys else self.shown.public_summary
        return illustrated(summary, self.course)

    @property
    def picture(self) -> Any:
        """The picture of the course, or None. It decorates unless the library says what it shows."""
        return self.course.cover

    @property
    def note(self) -> str:
        """What an editor tells of the course in the page's language."""
        return next((t.note for t in self.course.editor_texts.all() if t.language == self.language), "")

    @property
    def methods(self) -> list[MethodView]:
        """The ways to enrol, in Liboppi's order."""
        return [
            MethodView(
                name=self._method_name(method),
                is_guest=method.type == "guest",
                is_open=method.is_open,
                key_required=method.key_required,
            )
            for method in self.course.methods.all()
        ]

    @property
    def facts(self) -> list[Fact]:
        """State, producer, category, languages and dates, where known."""
        course, category = self.course, self.course.shown_category
        found = [
            ("circle-gauge", _("State"), ", ".join(str(state.label) for state in self.states)),
            ("building-2", _("Producer"), self.text.producer),
            ("folder", _("Category"), category.name_in(self.language) if category else ""),
            ("languages", _("Language"), language_names(course.languages)),
            ("calendar", _("Starts"), _date(course.starts) if self.start_matters else ""),
            ("calendar-off", _("Ends"), _date(course.ends)),
        ]
        return [Fact(icon, label, text) for icon, label, text in found if text]

    @cached_property
    def states(self) -> tuple[State, ...]:
        """How it stands now for those who would like to take part: what lists and API say too."""
        return tuple(map(State, self.course.states))

    @property
    def is_past(self) -> bool:
        """Whether it is over, though Liboppi may still let people in."""
        return State.PAST in self.states

    @property
    def lets_in(self) -> bool:
        """Whether Liboppi lets people in by some method, also where the course is over."""
        return any(method.is_open for method in self.methods)

    @property
    def start_matters(self) -> bool:
        """Whether its start is worth a line."""
        return start_matters(self.course.starts, self.course.ends, timezone.now())

    def _method_name(self, method: EnrolmentMethod) -> str:
        """The only one of its type has our name: Moodle's own is mostly "Self enrolment (Student)"."""
        if Counter(other.type for other in self.course.methods.all())[method.type] > 1:
            return method.name_in(self.language)
        return _("Visit as a guest") if method.type == "guest" else _("Enrol by yourself")


def _date(moment: datetime | None) -> str:
    return date_format(localtime(moment)) if moment else ""


def producers_of(course: Course) -> list[str]:
    """Who made the course, as it is named in any of its languages; each name once."""
    named = [text.producer for text in course.shown_texts.values() if text.producer]
    return list(dict.fromkeys(named))

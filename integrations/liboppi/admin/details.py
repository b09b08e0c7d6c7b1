"""What the admin tells of one course: Liboppi's part by language, the keys by trust, where it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from ..errors import message_for, remedy_for
from ..illustrations import illustrated
from ..models import Course, CoursePicture, CourseState, CourseText, EnrolmentMethod, ShownText, Visibility
from ..pages import course_pages
from ..permissions import User, may_see_keys
from .key_details import KeyDetails
from .key_report_details import ReportDetails


@dataclass(frozen=True)
class TextView:
    """The course's text in one language. `summary` was cleaned by the sync."""

    language: str
    language_name: str
    title: str
    summary: SafeString
    producer: str


@dataclass(frozen=True)
class MethodView:
    """A way to enrol, and what Liboppi says of it."""

    name: str
    kind: str
    is_open: bool
    key: str
    status: str


@dataclass(frozen=True)
class PictureView:
    """A picture that the course has in Liboppi: `image` is its copy or None, `problem` says why."""

    name: str
    place: str
    image: Any
    alternative_text: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Link:
    """An address where the course is shown, with the words for it."""

    label: str
    url: str


class CourseDetails:
    """A course for one user of the admin, in the admin's language."""

    def __init__(self, course: Course, user: User) -> None:
        self.course = course
        self.language = get_language() or course.language
        self.shows_keys = may_see_keys(user)
        self.key_details = KeyDetails(course, self.language, shows_values=self.shows_keys)
        self.reports = ReportDetails(course, user)

    @property
    def title(self) -> ShownText:
        """The text whose title names the course."""
        return self.course.text_in(self.language)

    @property
    def texts(self) -> list[TextView]:
        """The texts, the course's own language first."""
        own = self.course.language
        texts = sorted(self.course.texts.all(), key=lambda text: (text.language != own, text.language))
        return [self._text(text) for text in texts]

    @property
    def other_texts(self) -> list[TextView]:
        """The texts in languages that the site hasn't."""
        codes = {code for code, _name in settings.LANGUAGES}
        shown = {text.language for code, text in self.course.imported_texts.items() if code in codes}
        return [text for text in self.texts if text.language not in shown]

    @property
    def category_path(self) -> str:
        """The category with the one above it, "" where there is none."""
        category = self.course.category
        levels = [category.parent, category] if category else []
        return " › ".join(level.name_in(self.language) for level in levels if level)

    @property
    def methods(self) -> list[MethodView]:
        """The ways to enrol, in Liboppi's order."""
        return [self._method(method) for method in self.course.methods.all()]

    @property
    def pictures(self) -> list[PictureView]:
        """The pictures that Liboppi has for the course."""
        return [_picture(picture) for picture in self.course.pictures.all()]

    @property
    def links(self) -> list[Link]:
        """The course in Liboppi, and on the site in each language that has a page for it."""
        return [Link(_("Open in Liboppi"), self.course.url), *self._site_links()]

    @property
    def state_notice(self) -> str:
        """What an editor must know of a course that isn't simply in the catalogue, else ""."""
        course = self.course
        if course.own_visibility == Visibility.HIDDEN:
            return _(
                "An editor has taken this course off the site. Under “Visibility” it can be given back to "
                "Liboppi."
            )
        if course.is_hidden and course.own_visibility == Visibility.SHOWN:
            return _(
                "This course is hidden in Liboppi. It stays on the site, marked, because an editor decided "
                "so."
            )
        return {
            CourseState.HIDDEN: _(
                "This course is hidden in Liboppi. It stays on the site, marked, until it is shown there "
                "again or is withdrawn. What you have written here is kept."
            ),
            CourseState.MISSING: _(
                "Liboppi's last answer lacked this course. It stays on the site, marked, until it comes back "
                "or is withdrawn. What you have written here is kept."
            ),
            CourseState.WITHDRAWN: _(
                "This course is no longer in Liboppi and isn't shown on the site. What you have written here "
                "is kept, and comes back with the course."
            ),
        }.get(CourseState(course.state), "")

    @property
    def lost_choice(self) -> str:
        """What to say where the category or picture that an editor chose has been deleted, else ""."""
        chosen = self.course.own_imported
        if "category" in chosen and not self.course.own_category_id:
            return _(
                "The category that an editor chose has been deleted. Liboppi's counts; choose another if "
                "need be."
            )
        if "image" in chosen and not self.course.own_image_id:
            return _(
                "The picture that an editor chose has been deleted. Liboppi's counts; choose another if "
                "need be."
            )
        return ""

    @property
    def notes(self) -> list[tuple[str, str, str]]:
        """The editor's notes: language code, language name, note."""
        texts = sorted(self.course.editor_texts.all(), key=lambda text: text.language)
        return [(text.language, language_name(text.language), text.note) for text in texts if text.note]

    def _text(self, text: CourseText) -> TextView:
        summary = text.summary if self.shows_keys else text.public_summary
        return TextView(
            language=text.language,
            language_name=language_name(text.language),
            title=text.title,
            summary=illustrated(summary, self.course),
            producer=text.producer,
        )

    def _method(self, method: EnrolmentMethod) -> MethodView:
        return MethodView(
            name=method.name_in(self.language),
            kind=_("Visit as a guest") if method.type == "guest" else _("Self enrolment"),
            is_open=method.is_open,
            key=_key_demand(method),
            status=method.status,
        )

    def _site_links(self) -> Iterable[Link]:
        if not self.course.is_in_catalogue:
            return
        for code, _name in settings.LANGUAGES:
            url = course_pages(code)(self.course)
            if url != self.course.url:
                yield Link(_("Open on the site (%(language)s)") % {"language": language_name(code)}, url)


def _picture(picture: CoursePicture) -> PictureView:
    details = {"path": str(picture)}
    return PictureView(
        name=str(picture),
        place=str(picture.get_place_display()),
        image=picture.image,
        alternative_text=picture.alternative_text,
        problem=message_for(picture.problem, details) if picture.problem else "",
        remedy=remedy_for(picture.problem, details) if picture.problem else "",
    )


def _key_demand(method: EnrolmentMethod) -> str:
    if method.key_required is None:
        return _("Liboppi doesn't tell")
    return _("Asked for") if method.key_required else _("Not asked for")


def language_name(code: str) -> str:
    """The language's name in the admin's language, its code where Django doesn't know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code

"""The catalogue as it stands now: what was changed in it since the start, and how to take it back.

Safe to use from several threads. Knows which changes move Moodle's `timemodified` and which do not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Lock

from integrations.liboppi.standin.catalogue import Catalogue, Course, EnrolmentMethod, EnrolmentStatus
from integrations.liboppi.standin.errors import StandInError


@dataclass(frozen=True)
class CourseChange:
    """New texts and cover for a course, as its author would give them; None leaves what there is."""

    fullname: str | None = None
    shortname: str | None = None
    summary: str | None = None
    enrolkey: str | None = None
    producer: str | None = None
    category: int | None = None
    cover: str | None = None

    @property
    def values(self) -> dict[str, str | int]:
        return {name: value for name, value in vars(self).items() if value is not None}


class LiveCatalogue:
    """A catalogue that can be edited. `now` is replaced at once, whole: a reader keeps what it took."""

    def __init__(self, original: Catalogue) -> None:
        self.original = original
        self._lock = Lock()
        self.now = original

    def change(self, course_id: int, change: CourseChange) -> Course:
        """A course saved anew, with a later `timemodified`; an empty change lengthens the summary."""
        values = change.values
        category = values.get("category")
        if category is not None and category not in self.now.categories:
            raise _no_category(int(category), self.now)

        def saved(course: Course) -> Course:
            texts = values or {"summary": f"{course.summary}<p>Kurssia on täydennetty.</p>"}
            return replace(course, **texts, modified=_later(course.modified))  # type: ignore[arg-type]

        return self._edit(course_id, saved)

    def hide(self, course_id: int) -> Course:
        return self._edit(
            course_id, lambda course: replace(course, visible=False, modified=_later(course.modified))
        )

    def show(self, course_id: int) -> Course:
        return self._edit(
            course_id, lambda course: replace(course, visible=True, modified=_later(course.modified))
        )

    def change_group_key(self, course_id: int, name: str, key: str) -> Course:
        """A key of a group's own. Moodle does not change `timemodified` for that."""

        def changed(course: Course) -> Course:
            groups = (replace(g, enrolmentkey=key) if g.name == name else g for g in course.groups)
            return replace(course, groups=tuple(groups))

        return self._edit(course_id, changed)

    def close_enrolment(self, course_id: int) -> Course:
        """Every method stops taking people in. Moodle does not change `timemodified` for that."""
        return self._edit(
            course_id, lambda course: replace(course, methods=tuple(map(_closed, course.methods)))
        )

    def hide_category(self, category_id: int) -> None:
        """Moodle changes no `timemodified` of the courses in it."""
        self._set_hidden(category_id, lambda hidden: hidden | {category_id})

    def show_category(self, category_id: int) -> None:
        self._set_hidden(category_id, lambda hidden: hidden - {category_id})

    def _set_hidden(self, category_id: int, change: Callable[[frozenset[int]], frozenset[int]]) -> None:
        with self._lock:
            if category_id not in self.now.categories:
                raise _no_category(category_id, self.now)
            self.now = replace(self.now, hidden_categories=change(self.now.hidden_categories))

    def delete(self, course_id: int) -> None:
        with self._lock:
            self._course(course_id)
            self.now = self.now.without_course(course_id)

    def restore(self, course_id: int) -> Course:
        """The course as it was at the start, whatever was done to it."""
        with self._lock:
            if course_id not in self.original.courses:
                raise _no_course(course_id, self.original)
            course = self.original.courses[course_id]
            self.now = self.now.with_course(course)
            return course

    def _edit(self, course_id: int, edited: Callable[[Course], Course]) -> Course:
        with self._lock:
            course = edited(self._course(course_id))
            self.now = self.now.with_course(course)
            return course

    def _course(self, course_id: int) -> Course:
        course = self.now.courses.get(course_id)
        if course is None or course.is_front_page:
            raise _no_course(course_id, self.now)
        return course


def _closed(method: EnrolmentMethod) -> EnrolmentMethod:
    if method.status is EnrolmentStatus.SWITCHED_OFF:
        return method
    return replace(method, status=EnrolmentStatus.NOT_ACCEPTING, turns=None)


def _later(modified: datetime) -> datetime:
    return max(modified + timedelta(seconds=1), datetime.now(tz=UTC).replace(microsecond=0))


def _no_course(course_id: int, catalogue: Catalogue) -> StandInError:
    ids = [key for key, course in catalogue.courses.items() if not course.is_front_page]
    return StandInError(f"There is no course {course_id} to change; there are {_listed(ids)}.")


def _no_category(category_id: int, catalogue: Catalogue) -> StandInError:
    return StandInError(
        f"There is no course category {category_id}; there are {_listed(catalogue.categories)}."
    )


def _listed(ids: Iterable[int]) -> str:
    listed = sorted(ids)
    return ", ".join(map(str, listed)) if len(listed) <= 30 else f"{listed[0]}…{listed[-1]}"

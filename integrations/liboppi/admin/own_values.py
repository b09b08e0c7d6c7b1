"""What an editor says of one course, what Liboppi says in its place now, and what it said when they wrote.

Only reads; `own_writing` writes. Own values are strings as a form has them: of a category, picture or
enrolment method the primary key, "" where there is none.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from ..models import Course, CourseText, EnrolmentKey, KeySource, PicturePlace
from .own_parts import CATEGORY, IMAGE, KEY, LANGUAGE, VISIBILITY, Part
from .rich_text import canonical_summary

Imported = Any  # JSON: a text, a state, a list of keys, or a dict that says what a category or picture was


class OwnValues:
    """One course's own values beside Liboppi's."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._texts = {text.language: text for text in course.editor_texts.all()}

    def own(self, part: Part) -> str:
        """What the editor says, "" where that is nothing."""
        if part.is_text:
            text = self._texts.get(part.language)
            return getattr(text, part.kind) if text else ""
        if part.is_key:
            return _of_key(self.own_key, part)
        value = getattr(self.course, column(part))
        return "" if value is None else str(value)

    @property
    def own_key(self) -> EnrolmentKey | None:
        """The key that an editor wrote."""
        keys = (key for key in self.course.keys.all() if key.source == KeySource.EDITOR and key.is_current)
        return next(keys, None)

    def imported(self, part: Part) -> Imported:
        """What Liboppi says now, in the shape in which it is kept to compare with; None for nothing."""
        if part.is_text:
            return imported_text(self.course.imported_texts, part)
        return _SNAPSHOTS[part.kind](self.course)

    def imported_then(self, part: Part) -> Imported:
        """What Liboppi said when the editor wrote, or said so afterwards; None where that isn't known."""
        text = self._texts.get(part.language)
        kept = (text.imported if text else {}) if part.is_text else self.course.own_imported
        return kept.get(part.kind)

    def has_changed(self, part: Part) -> bool:
        """Whether Liboppi says something else than it did when the editor wrote."""
        if not part.can_be_compared or not self.own(part) or not self.knows_then(part):
            return False
        return _essence(self.imported(part)) != _essence(self.imported_then(part))

    def is_same(self, part: Part, value: str) -> bool:
        """Whether the value says what Liboppi says."""
        if part.kind == KEY:
            return value in [key.value for key in imported_keys(self.course)[:1]]
        if part.kind in (IMAGE, VISIBILITY) or not part.can_be_compared:
            return False
        if part.kind == CATEGORY:
            return value == str(self.course.category_id)
        imported = self.imported(part)
        return bool(value == (canonical_summary(imported) if part.kind == "summary" else imported))

    def mark(self, part: Part) -> str:
        """Stands for the own value that someone has seen. It can't be read out of it."""
        return mark(self.course, part, self.own(part))

    def knows_then(self, part: Part) -> bool:
        """Whether it was kept what Liboppi said when the editor wrote."""
        text = self._texts.get(part.language)
        kept = (text.imported if text else {}) if part.is_text else self.course.own_imported
        return part.kind in kept


def mark(course: Course, part: Part, value: str) -> str:
    """Stands for a value of the part, so that it can be told whether someone else has written since."""
    told = canonical_summary(value) if part.kind == "summary" else value
    return salted_hmac(
        "integrations.liboppi.admin.own_values", json.dumps([course.pk, part.name, told])
    ).hexdigest()


def pointed_at(course: Course, part: Part) -> str:
    """The name of the category or picture that an editor chose, "" for other parts."""
    if part.kind == CATEGORY and course.own_category:
        return str(course.own_category)
    if part.kind == IMAGE and course.own_image:
        return str(course.own_image)
    return ""


def imported_keys(course: Course) -> list[EnrolmentKey]:
    """Liboppi's keys, the most trusted first."""
    return [key for key in course.keys_by_trust() if key.source != KeySource.EDITOR]


def column(part: Part) -> str:
    """The attribute of `Course` that holds the value of a part that has no language."""
    return f"own_{part.kind}_id" if part.kind in (CATEGORY, IMAGE) else f"own_{part.kind}"


def imported_text(texts: Mapping[str, CourseText], part: Part) -> str:
    """What Liboppi says in a field of its texts, without what gives a key away."""
    field = "public_summary" if part.kind == "summary" else part.kind
    return str(getattr(texts.get(part.language), field, ""))


def _of_key(key: EnrolmentKey | None, part: Part) -> str:
    if key is None:
        return ""
    return key.value if part.kind == KEY else str(key.method_id or "")


def _category(course: Course) -> Imported:
    category = course.category
    return {"id": category.moodle_id, "names": category.names} if category else None


def _image(course: Course) -> Imported:
    covers = (picture for picture in course.pictures.all() if picture.place == PicturePlace.COVER)
    return next(({"path": picture.path, "version": picture.version} for picture in covers), None)


def _keys(course: Course) -> Imported:
    return sorted(key.pk for key in imported_keys(course))


def _essence(imported: Imported) -> Imported:
    """What makes a difference: a category that was only renamed is the same."""
    return imported["id"] if isinstance(imported, dict) and "id" in imported else imported


_SNAPSHOTS = {
    CATEGORY: _category,
    LANGUAGE: lambda course: course.language,
    IMAGE: _image,
    VISIBILITY: lambda course: course.state,
    KEY: _keys,
}

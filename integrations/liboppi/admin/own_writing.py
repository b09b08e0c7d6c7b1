"""Writes what an editor says of one course, and gives it back to Liboppi. Knows neither forms nor rights.

To be called in a transaction that holds the course's row.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.search.backends import get_search_backends

from ..key_reports import close_outdated_reports
from ..models import Course, CourseText, EditorText, EnrolmentKey, KeySource
from ..models.shown import TEXT_FIELDS
from ..signals import tell_courses_changed
from .own_parts import KEY, KEY_METHOD, LANGUAGE, NOTE, Part, part_named, text_part
from .own_values import OwnValues, column, imported_text

UNKNOWN = object()


def lock_course(pk: Any) -> None:
    """Hold the course's row until the transaction ends, so that of two editors one comes after the other."""
    Course.objects.select_for_update().get(pk=pk)


def write(course: Course, values: Mapping[str, str], user: Any = None) -> None:
    """Write own values by the names of their parts; "" gives a part back to Liboppi.

    Keeps beside each what Liboppi says now. `user` is who closes readers' reports of a key that is replaced.
    """
    before, texts = OwnValues(course), course.imported_texts
    parts = [(part_named(name), value) for name, value in values.items()]
    for part, value in parts:
        if part.is_text:
            _write_text(before, part, value)
    for part, value in parts:
        if not part.is_text and not part.is_key:
            _write_column(before, part, value)
    if any(part.is_key for part, _value in parts):
        _write_key(before, values)
        close_outdated_reports([course.pk], closed_by=user)
    if any(part.kind == LANGUAGE for part, _value in parts):
        _follow_language(course, texts)
    update_search_index(course)


def keep(course: Course, part: Part) -> None:
    """Keep the own value although Liboppi's has changed: from now on that is what the editor knows."""
    own = OwnValues(course)
    imported = own.imported(part)
    if part.is_text:
        for text in course.editor_texts.all():
            if text.language == part.language:
                text.imported[part.kind] = imported
                text.save(update_fields=["imported"])
    else:
        course.own_imported[part.kind] = imported
        course.save(update_fields=["own_imported"])


def take_back(course: Course, values: Mapping[str, str], part: Part, imported_then: Any, user: Any) -> None:
    """Write own values that were given back, as if the part had never gone.

    `imported_then` is what Liboppi said when it was first written, if that is known.
    """
    write(course, values, user)
    if imported_then is UNKNOWN:
        return
    if part.is_text:
        text = EditorText.objects.get(course=course, language=part.language)
        text.imported[part.kind] = imported_then
        text.save(update_fields=["imported"])
    else:
        course.own_imported[part.kind] = imported_then
        course.save(update_fields=["own_imported"])


def update_search_index(course: Course) -> None:
    """Bring the search to what readers are shown now."""
    current = Course.objects.with_texts().get(pk=course.pk)
    for backend in get_search_backends(with_auto_update=True):
        if current.is_in_catalogue:
            backend.add(current)
        else:
            backend.delete(current)
    tell_courses_changed([course.pk])


def _write_text(before: OwnValues, part: Part, value: str) -> None:
    text, _is_new = EditorText.objects.get_or_create(course=before.course, language=part.language)
    setattr(text, part.kind, value)
    _anchor(text.imported, part, value, before.imported(part) if part.kind != NOTE else UNKNOWN)
    text.written = timezone.now()
    if text.has_text or text.note:
        text.save()
    else:
        text.delete()


def _write_column(before: OwnValues, part: Part, value: str) -> None:
    course, name = before.course, column(part)
    points_at_row = name.endswith("_id")
    setattr(course, name, (int(value) if value else None) if points_at_row else value)
    _anchor(course.own_imported, part, value, before.imported(part))
    course.save(update_fields=[name.removesuffix("_id"), "own_imported"])


def _write_key(before: OwnValues, values: Mapping[str, str]) -> None:
    """A key that is given back keeps its row, which is the course's history."""
    course = before.course
    key, method = (
        values.get(f"own_{kind}", before.own(Part(f"own_{kind}", kind))) for kind in (KEY, KEY_METHOD)
    )
    rows = EnrolmentKey.objects.filter(course=course, source=KeySource.EDITOR)
    rows.current().exclude(value=key).update(last_seen=timezone.now())
    if key:
        defaults = {"last_seen": None, "method_id": int(method) if method else None}
        rows.update_or_create(
            value=key,
            defaults=defaults,
            create_defaults=defaults | {"course": course, "source": KeySource.EDITOR},
        )
    part = Part(f"own_{KEY}", KEY)
    if part.name in values:
        _anchor(course.own_imported, part, key, before.imported(part))
        course.save(update_fields=["own_imported"])


def _anchor(kept: dict[str, Any], part: Part, value: str, imported: Any) -> None:
    if value and imported is not UNKNOWN:
        kept[part.kind] = imported
    else:
        kept.pop(part.kind, None)


def _follow_language(course: Course, texts_before: Mapping[str, CourseText]) -> None:
    """Liboppi's text is shown as being in another language now: that is no change of Liboppi's."""
    for text in EditorText.objects.filter(course=course):
        for part in (text_part(kind, text.language) for kind in TEXT_FIELDS):
            if part.kind in text.imported and text.imported[part.kind] == imported_text(texts_before, part):
                text.imported[part.kind] = imported_text(course.imported_texts, part)
        text.save(update_fields=["imported"])

"""Writes what courses consist of: texts, enrolment methods, keys and pictures."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from ..batches import BATCH, batches
from ..models import CoursePicture, CourseText, EnrolmentMethod, PicturePlace
from ..records import CourseRecord
from ..texts import excerpt
from .keys import write_keys

if TYPE_CHECKING:
    from .catalogue import Written

TEXT_FIELDS = ("title", "summary", "public_summary", "excerpt", "producer")
METHOD_FIELDS = ("course", "type", "names", "is_open", "key_required", "status")
PICTURE_FIELDS = ("place", "alternative_text", "version")


@dataclass(frozen=True)
class Part:
    """A batch of records with the primary keys of their courses. New courses have no rows to compare with."""

    records: Sequence[CourseRecord]
    courses: Mapping[int, int]
    new: Collection[int]

    def pairs(self) -> Iterator[tuple[int, CourseRecord]]:
        """Each record with its course's primary key."""
        return ((self.courses[record.moodle_id], record) for record in self.records)

    def before(self) -> list[int]:
        """The primary keys of the courses that may have rows already."""
        return [pk for pk, record in self.pairs() if record.moodle_id not in self.new]


def write_parts(
    records: Sequence[CourseRecord], courses: Mapping[int, int], when: "Written", new: Collection[int]
) -> list[int]:
    """Write the parts of all records; the primary keys of stored courses whose keys have changed."""
    changed: list[int] = []
    for batch in batches(records):
        part = Part(batch, courses, new)
        _write_texts(part)
        _write_methods(part)
        _write_pictures(part)
        changed += write_keys(part, when)
    return changed


def _write_texts(part: Part) -> None:
    wanted = [
        CourseText(
            course_id=course,
            language=text.language,
            title=text.title,
            summary=text.summary,
            public_summary=text.public_summary,
            excerpt=excerpt(text.public_summary),
            producer=text.producer,
        )
        for course, record in part.pairs()
        for text in record.texts
    ]
    kept = {(text.course_id, text.language) for text in wanted}
    _delete_others(CourseText.objects.all(), part.before(), ("course_id", "language"), kept)
    _upsert(CourseText, wanted, ["course", "language"], TEXT_FIELDS)


def _write_methods(part: Part) -> None:
    told = {course for course, record in part.pairs() if record.methods is not None}
    wanted = [
        EnrolmentMethod(
            course_id=course,
            moodle_id=method.moodle_id,
            type=method.type,
            names=dict(method.names),
            is_open=method.open,
            key_required=method.key_required,
            status=method.status,
        )
        for course, record in part.pairs()
        for method in record.methods or ()
    ]
    kept = {(method.course_id, method.moodle_id) for method in wanted}
    before = [course for course in part.before() if course in told]
    _delete_others(EnrolmentMethod.objects.all(), before, ("course_id", "moodle_id"), kept)
    _upsert(EnrolmentMethod, wanted, ["moodle_id"], METHOD_FIELDS)


def _write_pictures(part: Part) -> None:
    """Which pictures are wanted; fetching them is another's work, after the catalogue is safe."""
    wanted = [
        CoursePicture(
            course_id=course,
            place=PicturePlace(picture.place),
            path=picture.path,
            alternative_text=picture.alternative_text,
            version=picture.version,
        )
        for course, record in part.pairs()
        for picture in record.pictures
    ]
    kept = {(picture.course_id, picture.path) for picture in wanted}
    _delete_others(CoursePicture.objects.all(), part.before(), ("course_id", "path"), kept)
    _upsert(CoursePicture, wanted, ["course", "path"], PICTURE_FIELDS)


def _upsert(model: type[models.Model], rows: Sequence[Any], unique: list[str], fields: Sequence[str]) -> None:
    if rows:
        model._default_manager.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=unique, update_fields=fields
        )


def _delete_others(
    rows: models.QuerySet[Any],
    courses: Sequence[int],
    identity: Sequence[str],
    kept: Collection[tuple[Any, ...]],
) -> None:
    """Delete the courses' rows whose identity is not among those kept."""
    if not courses:
        return
    stored = rows.filter(course__in=courses).values_list("pk", *identity)
    gone = [pk for pk, *values in stored if tuple(values) not in kept]
    for batch in batches(gone):
        rows.filter(pk__in=batch).delete()

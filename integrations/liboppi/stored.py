"""Reads the stored catalogue back in the shapes that the plan compares."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Count

from .batches import batches
from .fetch import Known
from .fingerprints import without_methods
from .joined import is_joined
from .models import Course, CourseCategory, CourseState, CourseText, EnrolmentKey, KeySource
from .plan import StoredCourse
from .records import CategoryRecord, CourseRecord, KeyRecord, MethodRecord, PictureRecord, TextRecord


def stored_courses() -> list[StoredCourse]:
    """Every stored course with its state and fingerprint; one query."""
    rows = Course.objects.values_list(
        "moodle_id", "state", "state_since", "fingerprint", "shortname", "state_cause"
    )
    return [StoredCourse(*row) for row in rows.iterator()]


def known_courses(methods_cursor: int, ask_about: Collection[int] = ()) -> Known:
    """What fetching needs to know of the stored catalogue; two queries.

    The enrolment methods of the courses `ask_about` count as never asked for.
    """
    rows = list(Course.objects.values_list("moodle_id", "state", "fingerprint"))
    return Known(
        fingerprints={
            moodle_id: without_methods(fingerprint) if moodle_id in ask_about else fingerprint
            for moodle_id, _state, fingerprint in rows
        },
        in_sight=[moodle_id for moodle_id, state, _fingerprint in rows if state != CourseState.WITHDRAWN],
        bilingual=bilingual_courses(),
        methods_cursor=methods_cursor,
    )


def joined_categories(categories: Sequence[CategoryRecord]) -> bool:
    """Whether a category came with a name that joins those stored in several languages; one query."""
    stored = dict(CourseCategory.objects.values_list("moodle_id", "names"))
    return any(
        is_joined(stored.get(category.moodle_id, {}).values(), category.names.values())
        for category in categories
    )


def bilingual_courses() -> int:
    """How many courses have imported texts in two languages or more; one query."""
    of_several = CourseText.objects.order_by().values("course").annotate(languages=Count("pk"))
    return of_several.filter(languages__gt=1).count()


def stored_records(moodle_ids: Sequence[int]) -> Mapping[int, CourseRecord]:
    """The records of the given courses as they are stored; a handful of queries for every 500."""
    return {record.moodle_id: record for batch in batches(moodle_ids) for record in _records(batch)}


def _records(moodle_ids: Sequence[int]) -> Iterator[CourseRecord]:
    courses = Course.objects.filter(moodle_id__in=moodle_ids).select_related("category")
    for course in courses.prefetch_related("texts", "methods", "keys", "pictures"):
        yield _record(course)


def _record(course: Course) -> CourseRecord:
    texts = sorted(course.texts.all(), key=lambda text: (text.language != course.language, text.language))
    return CourseRecord(
        moodle_id=course.moodle_id,
        shortname=course.shortname,
        category_id=course.category.moodle_id if course.category else None,
        language=course.language,
        starts=course.starts,
        ends=course.ends,
        modified=course.modified,
        position=course.position,
        url=course.url,
        texts=tuple(
            TextRecord(text.language, text.title, text.summary, text.public_summary, text.producer)
            for text in texts
        ),
        methods=tuple(
            MethodRecord(m.moodle_id, m.type, m.names, m.is_open, m.key_required, m.status)
            for m in sorted(course.methods.all(), key=lambda method: method.moodle_id)
        ),
        keys=tuple(KeyRecord(key.source, key.value, key.label) for key in imported_keys(course)),
        group_keys_told=True,
        pictures=tuple(
            PictureRecord(
                path=picture.path,
                version=picture.version,
                name=str(picture),
                place=picture.place,
                alternative_text=picture.alternative_text,
            )
            for picture in course.pictures.all()
        ),
    )


def imported_keys(course: Course) -> list[EnrolmentKey]:
    """The course's keys that came from Liboppi, in the order they were stored."""
    keys = (key for key in course.keys.all() if key.is_current and key.source != KeySource.EDITOR)
    return sorted(keys, key=lambda key: key.pk)

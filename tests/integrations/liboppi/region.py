"""The catalogue as the tests of syncs see it: one stand-in, one sync, and what is stored as plain rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import F
from django.test.utils import override_settings

from integrations.liboppi.models import (
    Course,
    CourseCategory,
    CoursePicture,
    CourseText,
    EnrolmentKey,
    EnrolmentMethod,
    SyncTrigger,
)
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import Outcome, synchronise
from tests.kept import kept


def sync(**options: Any) -> Outcome:
    """One sync, as the command line starts it."""
    return synchronise(SyncTrigger.COMMAND, **options)


@contextmanager
def kept_in_sync(django_db_blocker: Any, **options: Any) -> Iterator[StandIn]:
    """A stand-in, synced once for several tests, each of which leaves the rows as they were."""
    with kept(django_db_blocker), StandIn(**options) as stand_in:
        with override_settings(LIBOPPI_URL=stand_in.url, LIBOPPI_TOKEN=stand_in.token):
            assert sync().error is None
        yield stand_in


def as_at_first(stand_in: StandIn, settings: Any) -> StandIn:
    """The region's stand-in with its first courses and without failures; syncs ask it."""
    stand_in.fail()
    stand_in.set_courses(0)
    point_at(settings, stand_in)
    return stand_in


def point_at(settings: Any, stand_in: StandIn) -> None:
    """Sync from this stand-in from now on."""
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token


def by_course(rows: dict[str, list[tuple[Any, ...]]]) -> dict[tuple[int, str], list[tuple[Any, ...]]]:
    """What `catalogue` gives, by the course's number and the part."""
    parts: dict[tuple[int, str], list[tuple[Any, ...]]] = {}
    for part, found in rows.items():
        for row in found if part != "categories" else ():
            parts.setdefault((row[0], part), []).append(row)
    return parts


def catalogue() -> dict[str, list[tuple[Any, ...]]]:
    """Everything imported that is in force, by what Moodle calls it; no moments of our own, no history."""
    in_category = F("category__moodle_id")
    return {
        "categories": list(
            CourseCategory.objects.order_by("moodle_id").values_list(
                "moodle_id", "parent__moodle_id", "names", "position"
            )
        ),
        "courses": list(
            Course.objects.order_by("moodle_id").values_list(
                "moodle_id", "state", "state_cause", in_category, "shortname", "language", "starts", "ends",
                "modified", "position",
            )
        ),
        "texts": list(
            CourseText.objects.order_by("course__moodle_id", "language").values_list(
                "course__moodle_id", "language", "title", "summary", "public_summary", "excerpt", "producer"
            )
        ),
        "methods": list(
            EnrolmentMethod.objects.order_by("moodle_id").values_list(
                "course__moodle_id", "moodle_id", "type", "names", "is_open", "key_required", "status"
            )
        ),
        "keys": list(
            EnrolmentKey.objects.imported()
            .current()
            .order_by("course__moodle_id", "source", "value")
            .values_list("course__moodle_id", "source", "value", "label")
        ),
        "pictures": list(
            CoursePicture.objects.order_by("course__moodle_id", "path").values_list(
                "course__moodle_id", "path", "place", "version"
            )
        ),
    }  # fmt: skip

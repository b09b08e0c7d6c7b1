"""Records what a sync changed, course by course, with the run."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F

from ..batches import BATCH, batches
from ..models import ChangeAction, CourseText, SyncChange, SyncRun
from ..plan import Plan, title


def write_changes(run: SyncRun, plan: Plan, courses: Mapping[int, int]) -> None:
    """Store a row for each thing that the plan does; `courses` are primary keys by number in Moodle."""
    rows = [
        SyncChange(run=run, course_id=courses.get(values["moodle_id"]), **values) for values in _changes(plan)
    ]
    SyncChange.objects.bulk_create(rows, batch_size=BATCH)


def _changes(plan: Plan) -> Iterator[dict[str, Any]]:
    for create in plan.creates:
        record = create.record
        yield {"moodle_id": record.moodle_id, "name": title(record), "action": ChangeAction.CREATED}
    for update in plan.updates:
        yield {
            "moodle_id": update.record.moodle_id,
            "name": title(update.record),
            "action": ChangeAction.UPDATED,
            "fields": [change.as_dict() for change in update.changes],
        }
    states = (
        (ChangeAction.HIDDEN, plan.hidden),
        (ChangeAction.MISSING, plan.missing),
        (ChangeAction.WITHDRAWN, plan.withdrawn),
        (ChangeAction.RESTORED, plan.restored),
    )
    titles = _titles([course.moodle_id for _action, moved in states for course in moved])
    for action, moved in states:
        for course in moved:
            yield {
                "moodle_id": course.moodle_id,
                "name": titles.get(course.moodle_id, course.name),
                "action": action,
                "cause": course.cause,
            }


def _titles(numbers: Sequence[int]) -> dict[int, str]:
    """The courses' imported titles in their own language, by number in Moodle."""
    titles: dict[int, str] = {}
    for batch in batches(numbers):
        of_batch = CourseText.objects.filter(course__moodle_id__in=batch, language=F("course__language"))
        titles |= dict(of_batch.values_list("course__moodle_id", "title"))
    return titles

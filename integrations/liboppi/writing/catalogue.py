"""The order in which a plan is written, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ..key_reports import close_outdated_reports
from ..models import SyncRun
from ..plan import Plan
from ..records import CategoryRecord
from .categories import drop_categories, write_categories
from .changes import write_changes
from .courses import Stored, create_courses, refresh_courses, set_states, stored_ids, update_courses
from .parts import write_parts
from .search_index import index_again, index_new


@dataclass(frozen=True)
class Written:
    """When a plan is written, and when the catalogue was seen before: until then gone keys were there."""

    now: datetime
    seen_before: datetime


def write(
    plan: Plan, categories: Sequence[CategoryRecord], when: Written, run: SyncRun | None = None
) -> None:
    """Bring the stored catalogue to what the plan says, and record the changes with the run, if there is one.

    An empty plan over unchanged categories writes nothing.
    """
    with transaction.atomic():
        by_moodle_id = write_categories(categories)
        if not plan.is_empty:
            _write_courses(plan, by_moodle_id, when, run)
        drop_categories(categories)


def record_plan(run: SyncRun, plan: Plan) -> None:
    """Record with a dry run what the plan would change."""
    with transaction.atomic():
        write_changes(run, plan, stored_ids(plan))


def _write_courses(plan: Plan, categories: Stored, when: Written, run: SyncRun | None) -> None:
    created = create_courses(plan.creates, categories, when.now)
    courses = {course.moodle_id: course.pk for course in created}
    courses |= update_courses(plan.updates, categories)
    refresh_courses(plan.refreshes)
    set_states(plan, when.now)
    records = [item.record for item in plan.written]
    changed_keys = write_parts(records, courses, when, new={item.record.moodle_id for item in plan.creates})
    close_outdated_reports(changed_keys)
    if run is not None:
        write_changes(run, plan, stored_ids(plan) | courses)
    index_new(created, [item.record for item in plan.creates])
    index_again(plan)

"""Writes the course categories where they differ, and forgets those that nobody needs."""

from collections.abc import Sequence

from ..batches import BATCH
from ..models import CourseCategory
from ..records import CategoryRecord
from ..signals import tell_courses_changed


def write_categories(records: Sequence[CategoryRecord]) -> dict[int, int]:
    """The primary keys of the categories by their number in Moodle, all of them written."""
    stored = {category.moodle_id: category for category in CourseCategory.objects.all()}
    new = [
        CourseCategory(moodle_id=record.moodle_id, names={})
        for record in records
        if record.moodle_id not in stored
    ]
    if new:
        CourseCategory.objects.bulk_create(new, batch_size=BATCH)
    stored |= {category.moodle_id: category for category in new}
    changed = []
    for record in records:
        category = stored[record.moodle_id]
        parent = stored.get(record.parent_id) if record.parent_id else None
        values = (dict(record.names), record.position, parent.pk if parent else None)
        if (category.names, category.position, category.parent_id) != values:
            category.names, category.position, category.parent_id = values
            changed.append(category)
    if changed:
        CourseCategory.objects.bulk_update(changed, ["names", "position", "parent"], batch_size=BATCH)
    if len(changed) > len(new):  # others than the new ones, which have no courses yet
        tell_courses_changed(None)
    return {moodle_id: category.pk for moodle_id, category in stored.items()}


def drop_categories(records: Sequence[CategoryRecord]) -> None:
    """Forget categories that Moodle has no more, that no course is in and that no editor chose."""
    kept = [record.moodle_id for record in records]
    gone = CourseCategory.objects.exclude(moodle_id__in=kept).filter(courses=None, own_courses=None)
    if gone.exists():
        gone.delete()

"""What the worker does of itself: scheduled by a migration, or anew by the next where somebody removed it."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.utils.module_loading import import_string
from django_q.models import Schedule

SCHEDULES = {
    "accessibility_feedback": ("pages.accessibility.tasks.daily", Schedule.DAILY),
    "harvest_records": ("pages.catalogue.harvest.tasks.daily", Schedule.DAILY),
    "liboppi_push": ("integrations.liboppi.push_task.carry_out", Schedule.ONCE),
    "liboppi_sync": ("integrations.liboppi.tasks.sync", Schedule.MINUTES),
    "material_proposals": ("pages.materials.proposals.tasks.daily", Schedule.DAILY),
    "saved_searches": ("pages.catalogue.saved.tasks.daily", Schedule.DAILY),
    "search_forget_old": ("pages.search.missed.forget_old", Schedule.MONTHLY),
}


@pytest.mark.django_db
def test_every_schedule_is_made_once_by_migrations():
    Schedule.objects.all().delete()
    for _migration in range(2):
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    made = Schedule.objects.values_list("name", "func", "schedule_type")
    assert all(callable(import_string(func)) for _name, func, _type in made)
    assert sorted(made) == sorted((name, *task) for name, task in SCHEDULES.items())

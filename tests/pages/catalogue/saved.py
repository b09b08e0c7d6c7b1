"""What the tests of saved searches share: things that come into the index, and days that pass."""

from datetime import timedelta
from typing import Any

from django.db.models import F

from integrations.liboppi.models import Course
from pages.catalogue.models import Finding, SavedSearch
from pages.search.entries import write_courses
from pages.search.models import Entry
from tests.integrations.liboppi.admin_catalogue import make_course


def new_course(number: int, title: str, **options: Any) -> Course:
    """A course that readers find from now on; its Swedish title ends in "på svenska"."""
    course = make_course(number, titles={"fi": title, "sv": f"{title} på svenska"}, **options)
    write_courses([course])
    return course


def pass_days(days: float) -> None:
    """As if all that there is had happened so many days earlier."""
    time = timedelta(days=days)
    Entry.objects.update(added=F("added") - time)
    SavedSearch.objects.update(saved=F("saved") - time, looked=F("looked") - time, mailed=F("mailed") - time)
    Finding.objects.update(found=F("found") - time, mailed=F("mailed") - time)

"""What the plugin tells the site that it is installed in."""

from collections.abc import Collection

from django.db import transaction
from django.dispatch import Signal

# Sent on commit when readers are shown something else of courses: after a sync or an editor's change, or when
# one is taken off the site. `courses` are primary keys, or None for all (a category got another name).
courses_changed = Signal()


def tell_courses_changed(courses: Collection[int] | None) -> None:
    """Send `courses_changed` once the transaction is over; nothing where it changed no course."""
    if courses is None or courses:
        transaction.on_commit(lambda: _send(courses))


def _send(courses: Collection[int] | None) -> None:
    """A listener that fails must not undo what it is told of: its error is logged by Django."""
    courses_changed.send_robust(sender=None, courses=courses)

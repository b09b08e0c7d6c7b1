"""A course's enrolment keys as one reader of the site is given them, and what readers say of them.

Without the right to see keys there are none here, and no query is made for them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from integrations.liboppi.models import Course, EnrolmentKey, EnrolmentMethod, KeyDispute, KeyReport


@dataclass(frozen=True)
class KeyLine:
    """A key with all that tells where it comes from and what it opens; a value stands in one line only."""

    value: str = field(repr=False)
    origin: str


@dataclass(frozen=True)
class OpenReports:
    """What readers say of the key: how many, since when, and this reader's own report."""

    count: int
    since: datetime | None
    own: KeyReport | None


class CourseKeys:
    """The keys of a course for one reader. `name_method` names a way to enrol in the reader's language."""

    def __init__(
        self,
        course: Course,
        user: AbstractBaseUser | AnonymousUser,
        name_method: Callable[[EnrolmentMethod], str],
    ) -> None:
        self.course = course
        self.user = user
        self.name_method = name_method
        self.is_shown = user.has_perm("liboppi.view_enrolmentkey")  # type: ignore[union-attr]

    @cached_property
    def keys(self) -> list[EnrolmentKey]:
        """The keys, the most trusted first."""
        if not self.is_shown:
            return []
        prefetch_related_objects([self.course], "keys")
        return self.course.keys_by_trust()

    @cached_property
    def lines(self) -> list[KeyLine]:
        """The keys by value, the one to use first."""
        by_value: dict[str, list[EnrolmentKey]] = {}
        for key in self.keys:
            by_value.setdefault(key.value, []).append(key)
        return [KeyLine(value, "; ".join(self._origin(same))) for value, same in by_value.items()]

    @property
    def dispute(self) -> str:
        """What to try first where the sources disagree, "" where they agree."""
        dispute = self.course.key_dispute if self.keys else None
        if dispute == KeyDispute.SOURCES:
            return _("The sources give different keys. Try the one above first.")
        if dispute == KeyDispute.EDITOR:
            return _("Liboppi gives another key than the extranet's keepers. Try the one above first.")
        return ""

    @cached_property
    def reports(self) -> OpenReports:
        """What readers say of the key. One query, none without keys."""
        found = list(self.course.key_reports.open()) if self.keys else []
        return OpenReports(
            count=len(found),
            since=min((report.reported for report in found), default=None),
            own=next((report for report in found if report.reporter_id == self.user.pk), None),
        )

    def _origin(self, same: list[EnrolmentKey]) -> list[str]:
        """Where the key was read; the group that it is for, and, where there is a choice, what it opens."""
        told = [str(key.get_source_display()) for key in same]
        told += [_("for the group “%(group)s”") % {"group": key.label} for key in same if key.label]
        has_choice = len(self.course.methods.all()) > 1
        methods = [self.course.method_of(key) for key in same] if has_choice else []
        names = dict.fromkeys(self.name_method(method) for method in methods if method)
        return told + [_("opens “%(method)s”") % {"method": name} for name in names]

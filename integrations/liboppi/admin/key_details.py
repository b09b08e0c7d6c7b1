"""What the admin tells of a course's enrolment keys: those of today by trust, former ones, what is amiss.

Shows values only where it is told to. Reads the course's keys and methods, best fetched with it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..models import Course, EnrolmentKey, KeyDispute

FEW = 3  # so many former keys are shown without being asked for


@dataclass(frozen=True)
class KeyView:
    """A key as the user may see it: `value` is None for those who may only know that there is one.

    `method` and `group` are names, "" where they aren't known. `last_seen` is None while the key is there.
    """

    source: str
    value: str | None = field(repr=False)
    method: str
    group: str
    first_seen: datetime
    last_seen: datetime | None
    is_used: bool


class KeyDetails:
    """The keys of one course, named in `language`."""

    def __init__(self, course: Course, language: str, *, shows_values: bool) -> None:
        self.course = course
        self.language = language
        self.shows_values = shows_values

    @cached_property
    def current(self) -> list[KeyView]:
        """The keys by trust: the first is the one that readers are given."""
        keys = self.course.keys_by_trust()
        return [self._view(key, is_used=place == 0) for place, key in enumerate(keys)]

    @cached_property
    def former(self) -> list[KeyView]:
        """The keys that went, the last one first."""
        gone = (key for key in self.course.keys.all() if not key.is_current)
        return [self._view(key) for key in sorted(gone, key=_last_seen, reverse=True)]

    @property
    def has_few_former(self) -> bool:
        """Whether the former keys are few enough to be shown without being asked for."""
        return len(self.former) <= FEW

    @property
    def is_asked_for(self) -> bool:
        """Whether Liboppi asks readers for a key."""
        return self.course.asks_for_key

    @property
    def has_groups(self) -> bool:
        """Whether some key is that of a group."""
        return any(key.group for key in self.current)

    @property
    def dispute(self) -> str:
        """What to do about sources that disagree, "" where they agree."""
        dispute = self.course.key_dispute
        return _advice(dispute) if dispute else ""

    @property
    def is_sources_dispute(self) -> bool:
        """Whether Liboppi contradicts itself: worse than an editor who knows better."""
        return self.course.key_dispute == KeyDispute.SOURCES

    def _view(self, key: EnrolmentKey, *, is_used: bool = False) -> KeyView:
        method = self.course.method_of(key)
        return KeyView(
            source=str(key.get_source_display()),
            value=key.value if self.shows_values else None,
            method=method.name_in(self.language) if method else "",
            group=key.label,
            first_seen=key.first_seen,
            last_seen=key.last_seen,
            is_used=is_used,
        )


def _last_seen(key: EnrolmentKey) -> tuple[datetime | None, int]:
    return key.last_seen, key.pk


def _advice(dispute: KeyDispute) -> str:
    if dispute == KeyDispute.SOURCES:
        return _(
            "Liboppi gives one key in the custom field and another in the course summary. Readers are told "
            "to try the first key of this list first. Ask the course's producer which one works and have the "
            "other corrected in Liboppi; until then you can write the right one as the own key."
        )
    return _(
        "The own key differs from what Liboppi says. That is right where Liboppi is wrong; if Liboppi's key "
        "works, clear the own key."
    )

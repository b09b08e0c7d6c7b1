"""What courses of Liboppi are about and for whom, as editors say: asked of the site through one setting.

Liboppi tells neither. The index carries it without knowing where editors say it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from integrations.liboppi.models import Course


@dataclass(frozen=True)
class Subjects:
    """The slugs of themes and of target groups, and the `names` of all of them in every language."""

    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


NO_SUBJECTS = Subjects()
SubjectsOf = Callable[[Collection[Course]], Mapping[int, Subjects]]


def subjects_of(courses: Collection[Course]) -> Mapping[int, Subjects]:
    """The subjects of those courses that have any, by primary key; none where no provider is set.

    The setting COURSE_SUBJECTS names a callable of the same argument. Reads the courses' categories.
    """
    path = getattr(settings, "COURSE_SUBJECTS", "")
    provider: SubjectsOf | None = import_string(path) if path else None
    return provider(courses) if provider else {}

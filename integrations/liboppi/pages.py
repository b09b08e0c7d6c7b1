"""Where the site that installs the plugin shows a course: asked of the site through one setting."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from .models import Course

CoursePages = Callable[["Course"], str]


def course_pages(language: str) -> CoursePages:
    """Gives a course's address on the site in `language`, or Liboppi's own where the site has none.

    The setting LIBOPPI_COURSE_PAGES names a callable `(language) -> (course) -> address` or None. It is
    asked once a list, so it may make a query.
    """
    path = getattr(settings, "LIBOPPI_COURSE_PAGES", None)
    pages: CoursePages | None = import_string(path)(language) if path else None
    return pages or (lambda course: course.url)

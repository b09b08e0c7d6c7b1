"""What is shown of a course's pictures: renditions of the copies in Wagtail's library, never Moodle's files.

A picture without copy is left out. Call everything here on courses that come `with_pictures`.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import SourceImageIOError

from .models import Course
from .texts import with_pictures

SPEC = "max-1280x1280|format-webp"


def rendition_of(image: Any) -> Any:
    """The image in the size and format for summaries and other programs; None when its file is lost."""
    try:
        return image.get_rendition(f"{SPEC}|preserve-svg")
    except SourceImageIOError:
        return None


def illustrated(html: str, course: Course, absolute: Callable[[str], str] = str) -> SafeString:
    """A summary of the course, cleaned by the sync, with its pictures in the placeholders' places.

    `absolute` makes an address hold outside the site.
    """

    @cache
    def copies() -> dict[str, Any]:
        return {picture.path: picture.image for picture in course.pictures.all() if picture.image}

    def tag_for(path: str, alternative_text: str) -> str:
        image = copies().get(path)
        rendition = rendition_of(image) if image else None
        if rendition is None:
            return ""
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            absolute(rendition.url),
            rendition.width,
            rendition.height,
            alternative_text,
        )

    return mark_safe(with_pictures(html, tag_for))  # noqa: S308 - cleaned by the sync

"""Where on the site a course of Liboppi is shown."""

from integrations.liboppi.pages import CoursePages

from .models import CataloguePage


def course_pages(language: str) -> CoursePages | None:
    """Gives a course's address under the catalogue page of `language`; None where there is no such page."""
    catalogue = CataloguePage.objects.live().filter(locale__language_code=language).first()
    return catalogue.address_of if catalogue else None

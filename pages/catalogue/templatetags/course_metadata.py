"""What harvesters read of a course's page: Dublin Core, and where its record is."""

from typing import Any

from django import template

from pages.catalogue.course import CourseView
from pages.catalogue.harvest.courses import describe_course
from pages.core.described import Described

register = template.Library()


@register.simple_tag(takes_context=True)
def describe(context: dict[str, Any], course: CourseView) -> Described:
    """The course as strangers may know it, whoever reads the page."""
    page = context["page"]
    address = page.get_full_url(context["request"]) or ""
    catalogue = {page.locale.language_code: address}
    return describe_course(course.course, catalogue, context["publisher"], context["about"])

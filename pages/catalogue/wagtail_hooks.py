"""What the catalogue registers with Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from .related.viewsets import PinboardViewSet
from .subjects.viewsets import CourseSubjectsViewSet

register_snippet(PinboardViewSet)
register_snippet(CourseSubjectsViewSet)

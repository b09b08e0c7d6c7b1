"""A course, for the pages that show one."""

import pytest

from integrations.liboppi.models import Course, CourseText


@pytest.fixture
def course(db) -> Course:
    """The course number 12, in Finnish."""
    course = Course.objects.create(
        moodle_id=12, shortname="digi", language="fi", url="https://liboppi.example/course/view.php?id=12"
    )
    CourseText.objects.create(course=course, language="fi", title="Digituki", public_summary="<p>Alku.</p>")
    return course

"""Courses with pictures, made without a sync."""

from typing import Any

from integrations.liboppi.models import Course, CoursePicture, CourseText, PicturePlace


def make_course(number: int, title: str = "", summary: str = "", **values: Any) -> Course:
    """A course with one Finnish text."""
    course = Course.objects.create(
        moodle_id=number,
        shortname=f"K{number}",
        language="fi",
        url=f"https://liboppi.example/course/view.php?id={number}",
        **values,
    )
    CourseText.objects.create(
        course=course,
        language="fi",
        title=title or f"Kurssi {number}",
        summary=summary,
        public_summary=summary,
    )
    return course


def path_of(course: Course, name: str = "kansi.png", area: str = "overviewfiles") -> str:
    """What stands after `pluginfile.php/` in the address of a file of the course."""
    return f"{course.moodle_id + 100}/course/{area}/{name}"


def make_cover(course: Course, version: str = "1-100", **values: Any) -> CoursePicture:
    """The course's cover, not fetched yet."""
    place = values.pop("place", PicturePlace.COVER)
    path = values.pop("path", path_of(course))
    return CoursePicture.objects.create(course=course, path=path, place=place, version=version, **values)


def make_summary_picture(course: Course, name: str = "kuva.png", **values: Any) -> CoursePicture:
    """A picture in the course's summary, not fetched yet."""
    path = path_of(course, name, "summary")
    return make_cover(course, path=path, place=PicturePlace.SUMMARY, **values)

"""What a course tells machines of itself: schema.org's Course with its CourseInstance. Never a key."""

from typing import Any

from django.utils.timezone import localdate

from integrations.liboppi.texts import plain_text
from pages.core.findable import Kind

from .course import CourseView

LONGEST = 500  # characters of a description


def course_data(course: CourseView, address: str, publisher: str) -> dict[str, Any]:
    """The course at the full `address`, in the language it is shown in.

    `publisher` is for one that names no producer.

    Liboppi tells nothing of the workload; its courses cost library staff nothing.
    """
    producer = course.text.producer or publisher
    moodle = course.course
    return {
        "@type": "Course",
        "@id": address,
        "url": address,
        "name": course.text.title,
        "description": course.text.excerpt or plain_text(course.shown.public_summary)[:LONGEST],
        "courseCode": moodle.shortname,
        "inLanguage": course.text.language,
        "availableLanguage": moodle.languages,
        "provider": {"@type": "Organization", "name": producer},
        "isAccessibleForFree": True,
        "sameAs": moodle.url,
        "dateModified": moodle.modified,
        "learningResourceType": Kind.COURSE.value,
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "inLanguage": course.text.language,
            "startDate": localdate(moodle.starts) if course.start_matters else None,
            "endDate": localdate(moodle.ends) if moodle.ends else None,
            "url": moodle.url,
        },
    }

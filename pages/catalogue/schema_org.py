"""What a course tells machines of itself: schema.org's Course with its CourseInstance. Never a key."""

from typing import Any

from django.utils.timezone import localdate

from integrations.liboppi.texts import plain_text
from pages.core.findable import Kind
from pages.materials.learning_resource import audience, defined_term

from .course import CourseView
from .subjects.terms import NOTHING_SAID, About

LONGEST = 500  # characters of a description


def course_data(
    course: CourseView, address: str, publisher: str, about: About = NOTHING_SAID
) -> dict[str, Any]:
    """The course at the full `address`, in the language it is shown in.

    `publisher` is for one that names no producer. What editors say it is `about` is in that language too.

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
        "about": [defined_term(subject) for subject in about.subjects],
        "audience": [audience(whom) for whom in about.audiences],
        "typicalAgeRange": list(dict.fromkeys(whom.ages for whom in about.audiences if whom.ages)),
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "inLanguage": course.text.language,
            "startDate": localdate(moodle.starts) if course.start_matters else None,
            "endDate": localdate(moodle.ends) if moodle.ends else None,
            "url": moodle.url,
        },
    }

"""What a course tells machines of itself: schema.org's Course with its CourseInstance. Never a key."""

from typing import Any

from django.utils.timezone import localdate

from integrations.liboppi.texts import plain_text
from pages.core.findable import Kind
from pages.materials.learning_resource import audience, defined_term
from pages.search.states import State

from .course import CourseView
from .subjects.terms import NOTHING_SAID, About

AVAILABILITY = {  # of places, by state; a key is had by library staff alone
    State.OPEN: "InStock",
    State.KEY: "LimitedAvailability",
    State.CLOSED: "OutOfStock",
    State.PAST: "Discontinued",
}
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
        "offers": _offer(course),
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


def _offer(course: CourseView) -> dict[str, Any] | None:
    """Whether one gets in, at no price; None where that can't be told."""
    known = [AVAILABILITY[state] for state in course.states if state in AVAILABILITY]
    if not known:
        return None
    availability = f"https://schema.org/{known[0]}"
    return {
        "@type": "Offer",
        "category": "Free",
        "price": 0,
        "priceCurrency": "EUR",
        "availability": availability,
    }

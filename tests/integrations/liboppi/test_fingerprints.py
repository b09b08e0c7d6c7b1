"""A fingerprint changes with everything that could change a course's record, and with nothing else."""

from typing import Any

import pytest

from integrations.liboppi.conf import Options
from integrations.liboppi.fingerprints import HALF, NEVER_ASKED, IncomingCourse
from integrations.liboppi.shapes import CourseAnswer, EnrolmentMethodAnswer, GroupAnswer

OPTIONS = Options(url="https://liboppi.example")
FIELDS = {
    "id": 7,
    "fullname": "Kurssi",
    "summary": "<p>Kuvaus</p>",
    "lang": "fi",
    "timemodified": 5,
    "visible": 1,
}
SELF = EnrolmentMethodAnswer(id=1, type="self", name="Itse", status=True)
GUEST = EnrolmentMethodAnswer(id=2, type="guest", name="Vieras", status=True)


def incoming(
    methods: Any = (SELF,), options: Options = OPTIONS, groups: Any = None, **fields: Any
) -> IncomingCourse:
    return IncomingCourse(CourseAnswer(**(FIELDS | fields)), options, methods, groups)


def test_the_same_answer_has_the_same_fingerprint() -> None:
    assert incoming().fingerprint() == incoming().fingerprint()
    assert len(incoming().fingerprint()) == 64


@pytest.mark.parametrize(
    "fields",
    [
        {"fullname": "Toinen"},
        {"shortname": "K"},
        {"categoryid": 3},
        {"sortorder": 3},
        {"summary": "<p>Kuvaus.</p>"},
        {"summaryformat": 4},
        {"startdate": 1},
        {"enddate": 1},
        {"timemodified": 6},
        {"lang": "sv"},
        {"enrollmentmethods": ["self"]},
        {"customfields": [{"shortname": "enrolkey", "type": "text", "valueraw": "avain"}]},
        {"customfields": [{"shortname": "producer", "type": "text", "valueraw": "AKE"}]},
        {"customfields": [{"shortname": "language", "type": "select", "valueraw": 1, "value": "fi"}]},
        {"options": Options(url="https://other.example")},
        {"options": Options(url="https://liboppi.example", key_field="avain")},
        {"options": Options(url="https://liboppi.example", default_language="sv")},
        {
            "overviewfiles": [
                {"fileurl": "https://liboppi.example/pluginfile.php/1/course/overviewfiles/a.png"}
            ]
        },
        {"summaryfiles": [{"filename": "a.png", "timemodified": 2}]},
        {"groups": []},
        {"groups": [GroupAnswer(id=1, name="Ryhmä", enrolmentkey="ryhmäavain")]},
        {"methods": [SELF, GUEST]},
        {"methods": []},
        {"methods": [EnrolmentMethodAnswer(id=1, type="self", name="Itse", status="Closed")]},
    ],
)
def test_what_a_record_is_made_of_changes_the_fingerprint(fields: dict[str, Any]) -> None:
    assert incoming(**fields).fingerprint() != incoming().fingerprint()


@pytest.mark.parametrize(
    "fields",
    [
        {"visible": None},
        {"customfields": [{"shortname": "reviewed", "type": "date", "valueraw": 1740780000}]},
        {"options": Options(url="https://liboppi.example", interval_minutes=5, grace_days=1)},
        {"fields_of_a_later_moodle": "news"},
    ],
)
def test_what_no_record_is_made_of_does_not_change_the_fingerprint(fields: dict[str, Any]) -> None:
    assert incoming(**fields).fingerprint() == incoming().fingerprint()


def test_the_order_of_methods_does_not_change_the_fingerprint() -> None:
    assert incoming([SELF, GUEST]).fingerprint() == incoming([GUEST, SELF]).fingerprint()


def test_methods_that_were_not_asked_for_keep_their_half() -> None:
    stored = incoming([SELF]).fingerprint()
    assert incoming(None).fingerprint(stored) == stored
    assert incoming(None).fingerprint() == stored[:HALF] + NEVER_ASKED


def test_methods_of_a_changed_course_that_were_not_asked_for_are_still_to_be_asked_for() -> None:
    stored = incoming([SELF]).fingerprint()
    later = incoming(None, fullname="Toinen").fingerprint(stored)
    assert later[HALF:] == NEVER_ASKED
    assert incoming(None, fullname="Toinen").methods_may_have_changed(later)


def test_methods_are_worth_asking_for_when_the_course_is_new_or_changed_or_has_none_known() -> None:
    stored = incoming([SELF]).fingerprint()
    assert not incoming(None).methods_may_have_changed(stored)
    assert incoming(None).methods_may_have_changed()
    assert incoming(None, fullname="Toinen").methods_may_have_changed(stored)
    assert incoming(None).methods_may_have_changed(incoming(None).fingerprint())


def test_a_key_can_not_be_read_from_a_fingerprint() -> None:
    course = incoming(customfields=[{"shortname": "enrolkey", "type": "text", "valueraw": "salaisuus"}])
    assert "salaisuus" not in course.fingerprint()

"""Failures that leave the answer an answer but spoil what is in it: fewer fields, fewer courses, other types.

Each takes a call and the right answer to it, and gives the spoilt one. Works on replayed recordings as well.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from typing import Any

from integrations.liboppi.standin import functions
from integrations.liboppi.standin.shapes import PUBLIC_FIELDS
from integrations.liboppi.standin.wire import JSON_TYPE, Answer, Call, MoodleError, encode

WRONG_VALUES: tuple[tuple[str, object], ...] = (
    ("id", None),
    ("fullname", ["a", "list"]),
    ("name", {"an": "object"}),
    ("summaryformat", "HTML"),
    ("startdate", "soon"),
    ("customfields", "none"),
    ("categoryid", {}),
    ("status", [1]),
)
SITE_POLICY = MoodleError(
    "core\\exception\\moodle_exception",
    "sitepolicynotagreed",
    "Site policy not agreed: open the site policy.",
)


def degraded(call: Call, right: Answer) -> Answer:
    """Public fields only, with no word of it: what a forced password change does."""
    return _change_courses(call, right, _public)


def site_policy_silent(call: Call, right: Answer) -> Answer:
    """As Moodle does when the site policy is not agreed to: degraded courses, no categories, refusals."""
    if call.function == functions.CATEGORIES:
        return encode(call, [])
    if call.function in (functions.SITE_INFO, functions.COURSES_BY_FIELD):
        return degraded(call, right)
    return SITE_POLICY.answer(call)


def half_missing(call: Call, right: Answer) -> Answer:
    """Courses with an even id are left out."""
    return _change_courses(call, right, lambda courses: [c for c in courses if c["id"] == 1 or c["id"] % 2])


def empty_catalogue(call: Call, right: Answer) -> Answer:
    """No categories and no courses."""
    if call.function == functions.CATEGORIES:
        return encode(call, [])
    return _change_courses(call, right, lambda courses: [])


def wrong_types(call: Call, right: Answer) -> Answer:
    """Every second course, category and method has one field of another type than Moodle's."""
    payload = _payload(right)
    items = payload.get("courses", []) if isinstance(payload, dict) else payload
    if not isinstance(items, list):
        return right
    wrong = cycle(WRONG_VALUES)
    for item in items[1::2]:
        field, value = next((field, value) for field, value in wrong if field in item)
        item[field] = value
    return encode(call, payload, course_count=right.course_count)


def not_json_inside(call: Call, right: Answer) -> Answer:
    """A PHP warning printed before the JSON, as a server with debugging on does."""
    notice = b"<br />\n<b>Warning</b>: Undefined array key 3 in <b>weblib.php</b> on line <b>81</b><br />\n"
    return replace(right, body=notice + right.body)


def xml(call: Call, right: Answer) -> Answer:
    """The answer in XML although JSON was asked for."""
    if right.content_type != JSON_TYPE:
        return right
    return encode(replace(call, format="xml"), _payload(right), course_count=right.course_count)


def poisoned(call: Call, right: Answer, course_id: int) -> Answer:
    """A PHP error where the right answer lists the course."""
    payload = _payload(right)
    courses = payload.get("courses", ()) if isinstance(payload, dict) else ()
    if any(course["id"] == course_id for course in courses):
        return MoodleError("TypeError", None, "format_string(): Argument #1 must be of type string").answer(
            call
        )
    return right


def without_function(call: Call, right: Answer, missing: str) -> Answer:
    """The token's service lacks `missing`: site information does not list it, and calling it is refused."""
    if call.function == missing:
        return functions.access_refused().answer(call)
    payload = _payload(right)
    if call.function != functions.SITE_INFO or not isinstance(payload, dict):
        return right
    listed = [entry for entry in payload["functions"] if entry["name"] != missing]
    return encode(call, {**payload, "functions": listed})


def _change_courses(call: Call, right: Answer, change: Callable[[list[Any]], list[Any]]) -> Answer:
    payload = _payload(right)
    if not isinstance(payload, dict) or "courses" not in payload:
        return right
    courses = change(payload["courses"])
    total = {"total": len(courses)} if call.function == functions.SEARCH_COURSES and not courses else {}
    return encode(call, {**payload, "courses": courses, **total}, course_count=len(courses))


def _public(courses: list[Any]) -> list[Any]:
    return [{name: value for name, value in course.items() if name in PUBLIC_FIELDS} for course in courses]


def _payload(answer: Answer) -> Any:
    return json.loads(answer.body) if answer.content_type == JSON_TYPE else None

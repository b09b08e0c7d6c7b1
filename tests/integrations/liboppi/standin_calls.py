"""Calling the stand-in for Liboppi over real HTTP, as any Moodle client would."""

from typing import Any

import requests

from integrations.liboppi.standin import StandIn

session = requests.Session()

REST_PATH = "/webservice/rest/server.php"
COURSES = "core_course_get_courses_by_field"
CATEGORIES = "core_course_get_categories"
METHODS = "core_enrol_get_course_enrolment_methods"
SEARCH = "core_course_search_courses"
SITE_INFO = "core_webservice_get_site_info"


def call(stand_in: StandIn, function: str, **params: Any) -> requests.Response:
    """One call with the right token, asking for JSON; `params` may say otherwise. Follows no redirect."""
    form = {"wstoken": stand_in.token, "wsfunction": function, "moodlewsrestformat": "json", **params}
    return session.post(stand_in.url + REST_PATH, data=form, allow_redirects=False)


def ask(stand_in: StandIn, function: str, **params: Any) -> Any:
    """The decoded JSON of a call."""
    return call(stand_in, function, **params).json()


def courses(stand_in: StandIn, **params: Any) -> dict[int, dict[str, Any]]:
    """The courses of a call, by id."""
    return {course["id"]: course for course in ask(stand_in, COURSES, **params)["courses"]}


def custom_field(course: dict[str, Any], shortname: str) -> Any:
    return next(field["valueraw"] for field in course["customfields"] if field["shortname"] == shortname)

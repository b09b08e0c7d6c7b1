"""The web service functions the stand-in knows, their parameters, and Moodle's refusals of a wrong call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from integrations.liboppi.standin.wire import Call, MoodleError

Item = TypeVar("Item")

SITE_INFO = "core_webservice_get_site_info"
CATEGORIES = "core_course_get_categories"
COURSES_BY_FIELD = "core_course_get_courses_by_field"
SEARCH_COURSES = "core_course_search_courses"
ENROLMENT_METHODS = "core_enrol_get_course_enrolment_methods"
COURSE_GROUPS = "core_group_get_course_groups"
SELF_ENROLMENT = "enrol_self_get_instance_info"
GUEST_ACCESS = "enrol_guest_get_instance_info"

RELEASE = "5.1+ (Build: 20251017)"
VERSION = "2025100600.02"
COURSE_FIELDS = ("", "id", "ids", "shortname", "idnumber", "category")
SETTING_PREFIX = "moodlewssetting"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function: a whole number or a text."""

    number: bool = False
    required: bool = False


SERVED: Mapping[str, Mapping[str, Parameter]] = {
    SITE_INFO: {},
    CATEGORIES: {"addsubcategories": Parameter()},
    COURSES_BY_FIELD: {"field": Parameter(), "value": Parameter()},
    SEARCH_COURSES: {
        "criterianame": Parameter(required=True),
        "criteriavalue": Parameter(required=True),
        "page": Parameter(number=True),
        "perpage": Parameter(number=True),
    },
    ENROLMENT_METHODS: {"courseid": Parameter(number=True, required=True)},
    SELF_ENROLMENT: {"instanceid": Parameter(number=True, required=True)},
    GUEST_ACCESS: {"instanceid": Parameter(number=True, required=True)},
    COURSE_GROUPS: {"courseid": Parameter(number=True, required=True)},
}
ON_REQUEST = frozenset((COURSE_GROUPS,))
"""Functions of the service only where the stand-in was told so."""
PICTURES = "pluginfile"
"""Not a web service function: what a failure calls the address that pictures come from."""
OUTSIDE_THE_SERVICE = frozenset(
    (
        "core_course_get_contents",
        "core_course_get_courses",
        "core_user_get_users",
    )
)
"""Functions Moodle has and the service of the stand-in's token does not."""


def invalid_token() -> MoodleError:
    return MoodleError("core\\exception\\moodle_exception", "invalidtoken", "Invalid token - token not found")


def access_refused() -> MoodleError:
    """Moodle's one answer to an expired token, a wrong address and a function outside the service."""
    return MoodleError("webservice_access_exception", "accessexception", "Access control exception")


def invalid_parameter() -> MoodleError:
    message = "Invalid parameter value detected"
    return MoodleError("core\\exception\\invalid_parameter_exception", "invalidparameter", message)


def unknown_record() -> MoodleError:
    message = "Can't find data record in database."
    return MoodleError("dml_missing_record_exception", "invalidrecordunknown", message)


def unknown_course_among_ids() -> MoodleError:
    """A PHP error: `field=ids` with an id that is no course's."""
    return MoodleError("Error", None, 'Attempt to assign property "contextvalidated" on null')


def no_ids() -> MoodleError:
    return MoodleError("dml_read_exception", "dmlreadexception", "Error reading from database")


def hidden_course() -> MoodleError:
    return MoodleError("core\\exception\\moodle_exception", "coursehidden", "error/coursehidden")


def check(call: Call, outside: frozenset[str] = OUTSIDE_THE_SERVICE) -> None:
    """Refuse, as Moodle would, an unknown function and parameters it does not take, lacks or cannot read."""
    if not call.function:
        raise invalid_parameter()
    if call.function in outside:
        raise access_refused()
    if call.function not in SERVED:
        raise unknown_record()
    parameters = SERVED[call.function]
    given = {name: value for name, value in call.params.items() if not name.startswith(SETTING_PREFIX)}
    missing = [name for name, parameter in parameters.items() if parameter.required and name not in given]
    if missing or not given.keys() <= parameters.keys():
        raise invalid_parameter()
    for name, value in given.items():
        if parameters[name].number:
            whole_number(value)


def whole_number(value: str) -> int:
    """The number; a refusal when the value is none."""
    try:
        return int(value)
    except ValueError:
        raise invalid_parameter() from None


def page_of(found: list[Item], params: Mapping[str, str]) -> list[Item]:
    """The page a search asks for: `page` counts from 0, and without `perpage` everything is one page."""
    page, per_page = whole_number(params.get("page", "0")), whole_number(params.get("perpage", "0"))
    return found[page * per_page : (page + 1) * per_page] if per_page else found


def no_access(course_id: int) -> dict[str, str | int]:
    """The warning about a hidden course among `ids`."""
    return {
        "item": "course",
        "itemid": course_id,
        "warningcode": "1",
        "message": "No access rights in course context",
    }

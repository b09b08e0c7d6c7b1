"""The shapes of Moodle's answers: the fields of a course, a category and an enrolment method, in their order.

Knows what a token with `moodle/course:view` and `moodle/course:update` is given (Moodle 5.1); no requests.
"""

from datetime import datetime
from typing import Any

from integrations.liboppi.standin.catalogue import (
    Catalogue,
    Course,
    CourseCategory,
    EnrolmentMethod,
    EnrolmentStatus,
    Group,
)
from integrations.liboppi.standin.pictures import (
    COVER,
    SUMMARY,
    course_image,
    picture_fields,
    with_addresses,
)
from integrations.liboppi.standin.texts import TextSetting

PUBLIC_FIELDS = (
    "id",
    "fullname",
    "displayname",
    "shortname",
    "courseimage",
    "categoryid",
    "categoryname",
    "sortorder",
    "summary",
    "summaryformat",
    "summaryfiles",
    "overviewfiles",
    "showactivitydates",
    "showcompletionconditions",
    "contacts",
    "enrollmentmethods",
    "customfields",
)
"""What anyone with a token is given; the stand-in's own token is given more."""
LANGUAGE_OPTIONS = ("fi", "sv", "en")
KEY_LABEL = "Enrolment key"
NOT_ACTIVE = "Enrolment is disabled or inactive"

_FILTERS = (
    "displayh5p",
    "activitynames",
    "mathjaxloader",
    "emoticon",
    "urltolink",
    "mediaplugin",
    "multilang",
)
_FORMAT_OPTIONS = (("hiddensections", 1), ("coursedisplay", 0), ("indentation", "1"))
_DATE = "%A, {day} %B %Y, %I:%M %p"


def course_fields(
    course: Course, catalogue: Catalogue, setting: TextSetting, site_url: str
) -> dict[str, Any]:
    """A course as core_course_get_courses_by_field gives it: the public fields first, then the editors'."""
    return {**public_fields(course, catalogue, setting, site_url), **_editors_fields(course, catalogue)}


def public_fields(
    course: Course, catalogue: Catalogue, setting: TextSetting, site_url: str
) -> dict[str, Any]:
    """A course as core_course_search_courses gives it, and all courses to a user without extra rights."""
    name = setting.name(course.fullname)
    category = catalogue.categories.get(course.category)
    return {
        "id": course.id,
        "fullname": name,
        "displayname": name,
        "shortname": setting.name(course.shortname),
        "courseimage": course_image(course, site_url),
        "categoryid": course.category,
        "categoryname": setting.name(category.name) if category else "",
        "sortorder": catalogue.sort_order(course),
        "summary": with_addresses(setting.body(course.summary), course, site_url),
        "summaryformat": 1,
        "summaryfiles": [
            {**picture_fields(name, SUMMARY, course, site_url), "isexternalfile": False, "icon": "f/image"}
            for name in course.pictures
        ],
        "overviewfiles": [picture_fields(course.cover, COVER, course, site_url)] if course.cover else [],
        "showactivitydates": False,
        "showcompletionconditions": None if course.is_front_page else True,
        "contacts": [],
        "enrollmentmethods": _method_types(course),
        "customfields": [
            _text_field("Kurssiavain", "enrolkey", course.enrolkey, setting),
            _text_field("Tuottaja", "producer", course.producer, setting),
            _select_field("Kieli", "language", course.language),
        ],
    }


def category_fields(category: CourseCategory, catalogue: Catalogue, setting: TextSetting) -> dict[str, Any]:
    """A category as core_course_get_categories gives it; hidden courses are counted, those below are not."""
    parents = _path(category, catalogue)
    return {
        "id": category.id,
        "name": setting.name(category.name),
        "description": setting.body(category.description),
        "descriptionformat": 1,
        "parent": category.parent,
        "sortorder": catalogue.category_places[category.id] * 10_000,
        "coursecount": sum(course.category == category.id for course in catalogue.courses.values()),
        "depth": len(parents),
        "path": "".join(f"/{category_id}" for category_id in parents),
    }


def method_fields(method: EnrolmentMethod, course: Course, setting: TextSetting) -> dict[str, Any]:
    """An enrolment method as core_enrol_get_course_enrolment_methods lists it.

    `wsfunction` is there only when one can enrol and a key may be asked for.
    """
    fields = _instance_fields(method, course, setting)
    if method.type == "guest" or (fields["status"] is True and method.key_required):
        fields["wsfunction"] = f"enrol_{method.type}_get_instance_info"
    return fields


def group_fields(group: Group, course: Course, setting: TextSetting) -> dict[str, Any]:
    """A group as core_group_get_course_groups lists it to who may manage groups."""
    return {
        "id": group.id,
        "courseid": course.id,
        "name": setting.name(group.name),
        "description": "",
        "descriptionformat": 1,
        "enrolmentkey": group.enrolmentkey,
        "idnumber": "",
        "visibility": 0,
        "participation": True,
    }


def self_enrolment_fields(method: EnrolmentMethod, course: Course, setting: TextSetting) -> dict[str, Any]:
    """`enrolpassword` is a label, never the key; it is there when a key is asked for."""
    return _instance_fields(method, course, setting) | (
        {"enrolpassword": KEY_LABEL} if method.key_required else {}
    )


def guest_access_fields(method: EnrolmentMethod, course: Course, setting: TextSetting) -> dict[str, Any]:
    info = _instance_fields(method, course, setting) | {"passwordrequired": method.key_required}
    return {"instanceinfo": info, "warnings": []}


def _instance_fields(method: EnrolmentMethod, course: Course, setting: TextSetting) -> dict[str, Any]:
    filtered = TextSetting(filtered=True, language=setting.language)
    return {
        "id": method.id,
        "courseid": course.id,
        "type": method.type,
        "name": filtered.name(method.name),
        "status": _status(method),
    }


def _status(method: EnrolmentMethod) -> bool | str:
    """True while one can enrol, else Moodle's sentence."""
    if method.status is EnrolmentStatus.OPEN:
        return True
    if method.turns is None:
        return NOT_ACTIVE
    day = _in_words(method.turns)
    if method.status is EnrolmentStatus.NOT_YET:
        return f"You cannot enrol yet; enrolment starts on {day}."
    return f"You cannot enrol any more, since enrolment ended on {day}."


def _in_words(moment: datetime) -> str:
    return moment.strftime(_DATE.format(day=moment.day)).replace(", 0", ", ")


def _method_types(course: Course) -> list[str]:
    if course.is_front_page:
        return []
    enabled = [method.type for method in course.methods if method.status is not EnrolmentStatus.SWITCHED_OFF]
    return ["manual", *sorted(enabled)]


def _text_field(name: str, shortname: str, typed: str, setting: TextSetting) -> dict[str, Any]:
    value = setting.field_value(typed) if typed else None
    return {"name": name, "shortname": shortname, "type": "text", "valueraw": typed, "value": value}


def _select_field(name: str, shortname: str, value: str) -> dict[str, Any]:
    """`valueraw` is the option's place, from one; 0 when nothing is chosen."""
    place = LANGUAGE_OPTIONS.index(value) + 1 if value else 0
    return {"name": name, "shortname": shortname, "type": "select", "valueraw": place, "value": value or None}


def _path(category: CourseCategory, catalogue: Catalogue) -> list[int]:
    parent = catalogue.categories.get(category.parent)
    return [*(_path(parent, catalogue) if parent else []), category.id]


def _editors_fields(course: Course, catalogue: Catalogue) -> dict[str, Any]:
    site = course.is_front_page
    modified = int(course.modified.timestamp())
    fields: dict[str, Any] = {
        "idnumber": "",
        "format": "site" if site else "topics",
        "showgrades": 1,
        "newsitems": 3 if site else 1,
        "startdate": 0 if site else int(course.starts.timestamp()),
        "enddate": int(course.ends.timestamp()) if course.ends else 0,
        "maxbytes": 0,
        "showreports": 0,
        "visible": int(catalogue.is_visible(course)),
        "groupmode": 0,
        "groupmodeforce": 0,
        "defaultgroupingid": 0,
        "enablecompletion": 0,
        "completionnotify": 0,
        "lang": "",
        "theme": "",
        "marker": 0,
        "legacyfiles": 0,
        "calendartype": "",
        "timecreated": min(modified, int(course.starts.timestamp())),
        "timemodified": modified,
        "requested": 0,
        "cacherev": modified,
        "filters": [{"filter": name, "localstate": 0, "inheritedstate": 1} for name in _FILTERS],
    }
    if not site:
        fields["courseformatoptions"] = [{"name": name, "value": value} for name, value in _FORMAT_OPTIONS]
    return fields

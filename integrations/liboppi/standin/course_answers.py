"""Answers made from the catalogue: each function over the courses as they stand now.

A course's JSON is made once for each text setting and kept, and so is the answer with all courses, so that a
benchmark measures the client and not the stand-in.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from integrations.liboppi.standin import functions
from integrations.liboppi.standin.catalogue import (
    INSTANCES_PER_COURSE,
    SITE_NAME,
    Catalogue,
    Course,
    EnrolmentMethod,
    EnrolmentStatus,
)
from integrations.liboppi.standin.live import LiveCatalogue
from integrations.liboppi.standin.pictures import picture_answer
from integrations.liboppi.standin.shapes import (
    category_fields,
    course_fields,
    group_fields,
    guest_access_fields,
    method_fields,
    public_fields,
    self_enrolment_fields,
)
from integrations.liboppi.standin.texts import SITE_LANGUAGE, TextSetting, plain
from integrations.liboppi.standin.wire import Answer, Call, encode, json_bytes

Fields = Callable[[Course, Catalogue, TextSetting, str], dict[str, Any]]
Warnings = list[dict[str, Any]]
_EVERYTHING = Call(functions.COURSES_BY_FIELD, {}, format="json")


class CourseAnswers:
    """Answers every function the stand-in serves, and gives pictures.

    `site_url` is its address, without a slash at the end; `groups`: whether the service has groups.
    """

    def __init__(self, live: LiveCatalogue, site_url: str, *, groups: bool = False) -> None:
        self.live = live
        self.groups = groups
        self.site_url = site_url
        self._bytes: dict[tuple[Fields, TextSetting, int], tuple[Course, bytes]] = {}
        self._all: dict[TextSetting, tuple[Catalogue, Answer]] = {}
        self._last_found: tuple[Catalogue, tuple[str, ...], list[Course]] | None = None
        self._functions: dict[str, Callable[[Call, Catalogue, TextSetting], Answer]] = {
            functions.SITE_INFO: self._site_info,
            functions.CATEGORIES: self._categories,
            functions.COURSES_BY_FIELD: self._courses_by_field,
            functions.SEARCH_COURSES: self._search_courses,
            functions.ENROLMENT_METHODS: self._enrolment_methods,
            functions.SELF_ENROLMENT: self._self_enrolment,
            functions.GUEST_ACCESS: self._guest_access,
            functions.COURSE_GROUPS: self._course_groups,
        }

    def answer(self, call: Call) -> Answer:
        """Raises MoodleError where Moodle answers with an error."""
        if call.is_for_picture:
            return picture_answer(call, self.live.now)
        functions.check(call, self._outside)
        return self._functions[call.function](call, self.live.now, TextSetting.from_params(call.params))

    @property
    def _outside(self) -> frozenset[str]:
        return functions.OUTSIDE_THE_SERVICE | (frozenset() if self.groups else functions.ON_REQUEST)

    def prepare(self, setting: TextSetting) -> None:
        """Make the answer with all courses before anyone asks for it."""
        self._all_courses(self.live.now, setting)

    def course_titles(self, course_id: int) -> dict[str, str]:
        """A visible course's name in Finnish and Swedish; empty for a course that is hidden or not there."""
        course = self.live.now.courses.get(course_id)
        if course is None or not self.live.now.shows(course):
            return {}
        return {language: plain(course.fullname, language) for language in ("fi", "sv")}

    def _site_info(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        names = (name for name in functions.SERVED if name not in self._outside)
        served = [{"name": name, "version": functions.VERSION} for name in names]
        return encode(call, {**_SITE_INFO, "siteurl": self.site_url, "functions": served})

    def _categories(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        shown = [c for c in catalogue.categories.values() if catalogue.shows_category(c.id)]
        return encode(call, [category_fields(category, catalogue, setting) for category in shown])

    def _courses_by_field(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        field, value = call.params.get("field", ""), call.params.get("value", "")
        if field not in functions.COURSE_FIELDS:
            raise functions.invalid_parameter()
        if field == "" and call.wants_json:
            return self._all_courses(catalogue, setting)
        found = _courses_with(catalogue, field, value)
        shown = [course for course in found if catalogue.shows(course)]
        warnings = (
            [functions.no_access(course.id) for course in found if not catalogue.shows(course)]
            if field == "ids"
            else []
        )
        return self._listing(call, course_fields, shown, catalogue, setting, warnings)

    def _all_courses(self, catalogue: Catalogue, setting: TextSetting) -> Answer:
        kept, answer = self._all.get(setting, (None, None))
        if answer is None or kept is not catalogue:
            shown = [course for course in catalogue.courses.values() if catalogue.shows(course)]
            answer = self._listing(_EVERYTHING, course_fields, shown, catalogue, setting)
            self._all[setting] = (catalogue, answer)
        return answer

    def _search_courses(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        """Without the front page and without dates."""
        if call.params["criterianame"] != "search":
            raise functions.invalid_parameter()
        found = self._found(catalogue, tuple(call.params["criteriavalue"].casefold().split()))
        shown = functions.page_of(found, call.params)
        return self._listing(call, public_fields, shown, catalogue, setting, total=len(found))

    def _found(self, catalogue: Catalogue, words: tuple[str, ...]) -> list[Course]:
        """The courses with these words in their order; kept, for their pages are asked for one by one."""
        if self._last_found is None or self._last_found[0] is not catalogue or self._last_found[1] != words:
            shown = (course for course in catalogue.courses.values() if catalogue.shows(course))
            found = sorted((c for c in shown if _found_by(c, words)), key=catalogue.sort_order)
            self._last_found = (catalogue, words, found)
        return self._last_found[2]

    def _listing(
        self,
        call: Call,
        fields: Fields,
        courses: Sequence[Course],
        catalogue: Catalogue,
        setting: TextSetting,
        warnings: Warnings | None = None,
        total: int | None = None,
    ) -> Answer:
        """Courses with their warnings and, for a search, the total before them."""
        before = {} if total is None else {"total": total}
        if not call.wants_json:
            listed = [fields(course, catalogue, setting, self.site_url) for course in courses]
            return encode(
                call, {**before, "courses": listed, "warnings": warnings or []}, course_count=len(courses)
            )
        start = b"{" if total is None else b'{"total":%d,' % total
        listed_bytes = b",".join(self._course_bytes(fields, courses, catalogue, setting))
        body = b'%b"courses":[%b],"warnings":%b}' % (start, listed_bytes, json_bytes(warnings or []))
        return Answer(body, course_count=len(courses))

    def _course_bytes(
        self, fields: Fields, courses: Sequence[Course], catalogue: Catalogue, setting: TextSetting
    ) -> Iterable[bytes]:
        for course in courses:
            key = (fields, setting, course.id)
            kept, made = self._bytes.get(key, (None, b""))
            if kept is not course:
                made = json_bytes(fields(course, catalogue, setting, self.site_url))
                self._bytes[key] = (course, made)
            yield made

    def _enrolment_methods(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        course = _course_to_enter(int(call.params["courseid"]), catalogue)
        listed = [m for m in course.methods if m.status is not EnrolmentStatus.SWITCHED_OFF]
        return encode(call, [method_fields(method, course, setting) for method in listed])

    def _course_groups(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        course = _course_to_enter(int(call.params["courseid"]), catalogue)
        return encode(call, [group_fields(group, course, setting) for group in course.groups])

    def _self_enrolment(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        return encode(call, self_enrolment_fields(*_instance(call, catalogue, "self"), setting))

    def _guest_access(self, call: Call, catalogue: Catalogue, setting: TextSetting) -> Answer:
        return encode(call, guest_access_fields(*_instance(call, catalogue, "guest"), setting))


def _courses_with(catalogue: Catalogue, field: str, value: str) -> list[Course]:
    """Courses whose field has the value, hidden ones too, by id."""
    courses = catalogue.courses
    match field:
        case "id":
            return [courses[number] for number in (functions.whole_number(value),) if number in courses]
        case "ids":
            return _courses_with_ids(catalogue, value)
        case "category":
            number = functions.whole_number(value)
            return [c for c in courses.values() if c.category == number]
        case "shortname":
            return [c for c in courses.values() if c.shortname == value]
        case "idnumber":
            return []
        case _:
            return list(courses.values())


def _courses_with_ids(catalogue: Catalogue, value: str) -> list[Course]:
    if not value:
        raise functions.no_ids()
    numbers = {functions.whole_number(number) for number in value.split(",")}
    if not numbers <= catalogue.courses.keys():
        raise functions.unknown_course_among_ids()
    return [catalogue.courses[number] for number in sorted(numbers)]


def _course_to_enter(course_id: int, catalogue: Catalogue) -> Course:
    course = catalogue.courses.get(course_id)
    if course is None:
        raise functions.unknown_record()
    if not catalogue.shows(course):
        raise functions.hidden_course()
    return course


def _instance(call: Call, catalogue: Catalogue, kind: str) -> tuple[EnrolmentMethod, Course]:
    number = int(call.params["instanceid"])
    course = _course_to_enter(number // INSTANCES_PER_COURSE, catalogue)
    for method in course.methods:
        if method.id == number and method.type == kind:
            return method, course
    raise functions.unknown_record()


def _found_by(course: Course, words: Sequence[str]) -> bool:
    if course.is_front_page:
        return False
    text = f"{course.fullname} {course.shortname} {course.summary}".casefold()
    return all(word in text for word in words)


_SITE_INFO: dict[str, Any] = {
    "sitename": SITE_NAME,
    "username": "extranet",
    "firstname": "Extranet",
    "lastname": SITE_NAME,
    "fullname": f"Extranet {SITE_NAME}",
    "lang": SITE_LANGUAGE,
    "userid": 2,
    "siteurl": "",
    "userpictureurl": "",
    "functions": [],
    "downloadfiles": 1,
    "uploadfiles": 0,
    "release": functions.RELEASE,
    "version": functions.VERSION,
    "mobilecssurl": "",
    "advancedfeatures": [{"name": "enablecompletion", "value": 1}, {"name": "usetags", "value": 1}],
    "usercanmanageownfiles": True,
    "userquota": 104857600,
    "usermaxuploadfilesize": 104857600,
    "userhomepage": 1,
    "userprivateaccesskey": "stand-in-private-access-key",
    "siteid": 1,
    "sitecalendartype": "gregorian",
    "usercalendartype": "gregorian",
    "userissiteadmin": False,
    "theme": "boost",
    "limitconcurrentlogins": 0,
    "policyagreed": 0,
}

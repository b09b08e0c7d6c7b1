"""The shapes of Moodle's answers: which fields each has, may lack, or may give in another type.

Keeps texts as they came. Source: Moodle 5.1, and 4.1 for what may be lacking.
"""

import html
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LONGEST_SUMMARY = 2_000_000  # characters; more is pasted pictures, which take minutes to clean
LARGEST_ID = 2**63 - 1
LATEST_DATE = 253_402_300_799  # the last second of the year 9999
FRONT_PAGE_FORMAT = "site"
READER_METHODS = frozenset(("self", "guest"))  # the others enrol people, people don't enrol by them


def storable(value: Any) -> Any:
    """Text as the database can hold it: no null byte, no half of a surrogate pair; null is no text."""
    if value is None:
        return ""
    if isinstance(value, str) and not value.isascii():
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value.replace("\x00", "") if isinstance(value, str) else value


def _number(value: Any) -> Any:
    """Moodle's null, false and "" for a number that isn't set."""
    return 0 if value is None or value is False or value == "" else value


def _number_if_given(value: Any) -> Any:
    return None if value is None else _number(value)


def objects(value: Any) -> Any:
    """The objects of a list; none of what is no list."""
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, (list, tuple)) else ()


def _custom_fields(value: Any) -> Any:
    """A course without its custom fields would lose its key and its language: what is no list is refused."""
    return objects(value) if value is None or isinstance(value, list | tuple) else value


def _function_names(value: Any) -> Any:
    return [item.get("name") for item in objects(value) if isinstance(item.get("name"), str)]


Text = Annotated[str, BeforeValidator(storable)]
Identifier = Annotated[int, Field(gt=0, le=LARGEST_ID)]
Number = Annotated[int, BeforeValidator(_number), Field(ge=0, le=LARGEST_ID)]
OptionalNumber = Annotated[
    Annotated[int, Field(ge=0, le=LARGEST_ID)] | None, BeforeValidator(_number_if_given)
]
OptionalMoment = Annotated[
    Annotated[int, Field(ge=0, le=LATEST_DATE)] | None, BeforeValidator(_number_if_given)
]


class Answer(BaseModel):
    """What all answers share: unknown fields are left, numbers may come as text and text as numbers."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Identified(Answer):
    """Whatever has a number."""

    id: Identifier


class SiteInfoAnswer(Answer):
    """core_webservice_get_site_info. `functions` are the names of those that the service offers."""

    sitename: Text = ""
    siteid: Number = 1
    siteurl: Text = ""
    release: Text = ""
    username: Text = ""
    functions: Annotated[frozenset[str], BeforeValidator(_function_names)] = frozenset()


class CategoryAnswer(Answer):
    """An item of core_course_get_categories. `parent` is 0 at the top.

    `coursecount` is that of the courses right in it, hidden ones included.
    """

    id: Identifier
    name: Text
    parent: Number = 0
    sortorder: Number = 0
    coursecount: Number = 0


class CustomFieldAnswer(Answer):
    """A course custom field, whatever it holds.

    For a select, `valueraw` is an index and `value` the text that was chosen.
    """

    type: Any = ""
    valueraw: Any = None
    value: Any = None

    @property
    def text(self) -> str:
        """The value as its author gave it, without spaces around it; "" where none is set."""
        value = self.value if self.type == "select" else self.valueraw
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            return ""
        text = str(storable(value)).strip()
        return html.unescape(text) if self.type == "select" else text


class FileAnswer(Answer):
    """A file of a course: an item of `overviewfiles` or `summaryfiles`. `timemodified` is Unix seconds."""

    fileurl: Text
    filename: Text = ""
    mimetype: Text = ""
    filesize: Number = 0
    timemodified: Number = 0

    @property
    def version(self) -> str:
        """Another one for every other content."""
        return f"{self.timemodified}-{self.filesize}"


class CourseAnswer(Answer):
    """An item of core_course_get_courses_by_field.

    Fields that are None weren't in the answer. Dates are Unix seconds.
    """

    id: Identifier
    fullname: Text
    shortname: Text = ""
    categoryid: Number = 0
    sortorder: Number = 0
    summary: Annotated[Text, Field(max_length=LONGEST_SUMMARY)] = ""
    summaryformat: Number = 1
    customfields: Annotated[tuple[Any, ...], BeforeValidator(_custom_fields)] = ()
    overviewfiles: Annotated[tuple[Any, ...], BeforeValidator(objects)] = ()
    summaryfiles: Annotated[tuple[Any, ...], BeforeValidator(objects)] = ()
    enrollmentmethods: tuple[Text, ...] | None = None
    startdate: OptionalMoment = None
    enddate: OptionalMoment = None
    timemodified: OptionalMoment = None
    visible: OptionalNumber = None
    lang: Text | None = None
    format: Text | None = None

    def custom_field(self, shortname: str) -> CustomFieldAnswer | None:
        """The custom field of that short name, if the course has it."""
        for item in self.customfields if shortname else ():
            if item.get("shortname") == shortname:
                return CustomFieldAnswer.model_validate(item)
        return None

    @property
    def may_be_entered(self) -> bool:
        """Whether it lists an enrolment method that a reader can use; also where it lists none at all."""
        return self.enrollmentmethods is None or not READER_METHODS.isdisjoint(self.enrollmentmethods)

    def is_front_page(self, site_id: int = 1) -> bool:
        """Whether this is the site's front page, which Moodle keeps among its courses."""
        return self.format == FRONT_PAGE_FORMAT if self.format is not None else self.id == site_id


class EnrolmentMethodAnswer(Answer):
    """An item of core_enrol_get_course_enrolment_methods. `status` is True, or why one can't enrol."""

    id: Identifier
    type: Text
    name: Text = ""
    status: bool | Text = ""
    wsfunction: Text | None = None


class GroupAnswer(Answer):
    """An item of core_group_get_course_groups. `enrolmentkey` is "" where the group has none."""

    id: Identifier
    name: Text = ""
    enrolmentkey: Text = Field(default="", repr=False)

"""Tells cheaply whether a course could have changed since it was stored, without reading its texts.

A fingerprint covers what Moodle answered, the options it is read by, and the very program that reads it: so a
sync reads again what an older version of the rules has read. Two halves of 32 hexadecimal digits: the course,
and its methods.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import Any

from .conf import Options
from .records import CourseRecord, course_record
from .shapes import CourseAnswer, EnrolmentMethodAnswer, GroupAnswer

HALF = 32
NEVER_ASKED = "0" * HALF
# Where it is decided what a course's record holds. A name is a module or a package.
_RULES = (
    "answers",
    "course_language",
    "course_pictures",
    "fingerprints",
    "keys",
    "connection/picture_files",
    "records",
    "shapes",
    "texts",
)
_PARSERS = ("lxml", "nh3")
_FIELDS = (
    "id",
    "fullname",
    "shortname",
    "categoryid",
    "sortorder",
    "summaryformat",
    "overviewfiles",
    "summaryfiles",
    "enrollmentmethods",
    "startdate",
    "enddate",
    "timemodified",
    "lang",
)
_FIELDS_OF_CUSTOM_FIELD = ("shortname", "type", "valueraw", "value")
_values = attrgetter(*_FIELDS)


@dataclass(frozen=True)
class IncomingCourse:
    """A course as it came, whose record is made only when someone wants it.

    `methods`, and `groups` with them, are None when Moodle wasn't asked for them this time.
    """

    answer: CourseAnswer
    options: Options
    methods: Sequence[EnrolmentMethodAnswer] | None = None
    groups: Sequence[GroupAnswer] | None = None

    @property
    def moodle_id(self) -> int:
        """The course's number in Moodle."""
        return self.answer.id

    def record(self) -> CourseRecord:
        """The course's record, made anew at each call."""
        return course_record(self.answer, self.methods, self.options, self.groups)

    def fingerprint(self, stored: str = "") -> str:
        """The fingerprint to store. Where methods weren't asked for, the half of the `stored` one stays.

        Unless the course has changed: then its methods are still to be asked for.
        """
        course = self._course_half
        if self.methods is not None:
            return course + self._methods_half()
        return stored if course == stored[:HALF] else course + NEVER_ASKED

    def methods_may_have_changed(self, stored: str = "") -> bool:
        """Whether to ask Moodle for the methods: the course is new, changed or without them."""
        return self._course_half != stored[:HALF] or stored[HALF:] == NEVER_ASKED

    @cached_property
    def _course_half(self) -> str:
        answer, options = self.answer, self.options
        fields = (options.key_field, options.producer_field, options.language_field)
        custom_fields = [
            [item.get(name) for name in _FIELDS_OF_CUSTOM_FIELD]
            for item in answer.customfields
            if item.get("shortname") in fields
        ]
        content = [options.url, options.default_language, fields, _values(answer), custom_fields]
        return _digest(content, answer.summary)

    def _methods_half(self) -> str:
        groups = None if self.groups is None else _dumped(self.groups)
        return _digest([_dumped(self.methods or ()), groups])


def without_methods(fingerprint: str) -> str:
    """The fingerprint of the same course, had its methods never been asked for."""
    return fingerprint[:HALF] + NEVER_ASKED


def _dumped(answers: Sequence[EnrolmentMethodAnswer] | Sequence[GroupAnswer]) -> list[dict[str, Any]]:
    return sorted((answer.model_dump(mode="json") for answer in answers), key=lambda item: item["id"])


def _digest(content: object, summary: str = "") -> str:
    digest = _rules().copy()
    digest.update(repr(content).encode())
    digest.update(summary.encode(errors="surrogatepass"))
    return digest.hexdigest()[:HALF]


@lru_cache(maxsize=1)
def _rules() -> "hashlib._Hash":
    """A digest of the program that makes records, so that no one has to remember to count up a version."""
    digest = hashlib.sha256()
    package = resources.files(__package__)
    for name in _RULES:
        module = package / f"{name}.py"
        for file in [module] if module.is_file() else _modules(package / name):
            digest.update(file.read_bytes())
    digest.update(" ".join(version(parser) for parser in _PARSERS).encode())
    return digest


def _modules(package: Traversable) -> list[Traversable]:
    files = (file for file in package.iterdir() if file.name.endswith(".py"))
    return sorted(files, key=lambda file: file.name)

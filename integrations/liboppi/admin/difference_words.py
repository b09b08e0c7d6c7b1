"""Puts a field's change, as `SyncChange.fields` keeps it, into words and into what was removed and added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text

from ..models import CourseCategory
from ..texts import plain_text
from .details import language_name

LONG = 300  # characters; a longer text is folded
LONGEST_COMPARED = 8_000  # characters of both together; word by word the time grows with their product

KINDS: Mapping[str, Literal["same", "added", "removed"]] = {
    "equal": "same",
    "addition": "added",
    "deletion": "removed",
}

FIELDS = {
    "shortname": gettext_lazy("Short name"),
    "category": gettext_lazy("Category"),
    "language": gettext_lazy("Language"),
    "starts": gettext_lazy("Starts"),
    "ends": gettext_lazy("Ends"),
    "modified": gettext_lazy("Changed in Liboppi"),
    "position": gettext_lazy("Place in the list"),
    "url": gettext_lazy("Address in Liboppi"),
}
TEXT_FIELDS = {
    "title": gettext_lazy("Title (%(language)s)"),
    "summary": gettext_lazy("Summary (%(language)s)"),
    "producer": gettext_lazy("Producer (%(language)s)"),
}
METHOD_FIELDS = {
    "type": gettext_lazy("Way to enrol %(number)s: type"),
    "name": gettext_lazy("Way to enrol %(number)s: name (%(language)s)"),
    "open": gettext_lazy("Way to enrol %(number)s: open"),
    "key_required": gettext_lazy("Way to enrol %(number)s: asks for a key"),
    "status": gettext_lazy("Way to enrol %(number)s: state"),
}
PICTURE_FIELDS = {
    "file": gettext_lazy("Picture %(number)s: file"),
    "version": gettext_lazy("Picture %(number)s: version"),
    "alternative_text": gettext_lazy("Picture %(number)s: alternative text"),
}
KEY_FIELDS = {
    "custom_field": gettext_lazy("Enrolment key in the custom field"),
    "summary": gettext_lazy("Enrolment key in the summary"),
    "group_key": gettext_lazy("Enrolment key of a group"),
}
SECRETS = {
    "": gettext_lazy("none"),
    "set": gettext_lazy("known (not shown)"),
    "changed": gettext_lazy("another one (not shown)"),
}
METHOD_TYPES = {"self": gettext_lazy("Self enrolment"), "guest": gettext_lazy("Visit as a guest")}


@dataclass(frozen=True)
class Part:
    """A piece of a text: in both, only before, or only after."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Difference:
    """A field's change, ready to be shown.

    `language` is that of the texts, "" where they are in the reader's own. `parts` are there for texts that
    were compared word by word, else `before` and `after` tell all. `is_long`: better folded.
    """

    field: str
    label: str
    before: str
    after: str
    language: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it takes more than a few lines."""
        return max(len(self.before), len(self.after)) > LONG


def category_names(changes: Iterable[Iterable[Mapping[str, Any]]]) -> dict[int, str]:
    """The names of the categories that lists of fields speak of, by number in Liboppi; at most one query."""
    numbers = {
        value
        for fields in changes
        for item in fields
        if item.get("field") == "category"
        for value in (item.get("before"), item.get("after"))
        if isinstance(value, int)
    }
    if not numbers:
        return {}
    categories = CourseCategory.objects.filter(moodle_id__in=numbers)
    return {category.moodle_id: str(category) for category in categories}


def differences_of(fields: Iterable[Mapping[str, Any]], categories: Mapping[int, str]) -> list[Difference]:
    """What has changed, in the order of the fields."""
    return [_difference(item, categories) for item in fields]


def _difference(item: Mapping[str, Any], categories: Mapping[int, str]) -> Difference:
    field = str(item.get("field", ""))
    before = _value(field, item.get("before"), categories)
    after = _value(field, item.get("after"), categories)
    is_compared = _is_text(field) and not _is_secret(field, item.get("before"), item.get("after"))
    return Difference(
        field=field,
        label=field_label(field),
        before=before,
        after=after,
        language=_language(field),
        parts=_parts(before, after) if is_compared else (),
    )


def field_label(field: str) -> str:
    """The field's name in words; a field that this version doesn't know is named as it is."""
    kind, *rest = field.split(".")
    if not rest:
        return str(FIELDS.get(field, field))
    if kind == "texts" and len(rest) == 2 and rest[1] in TEXT_FIELDS:
        return str(TEXT_FIELDS[rest[1]]) % {"language": language_name(rest[0])}
    if kind == "methods" and len(rest) > 1 and rest[1] in METHOD_FIELDS:
        names = {"number": rest[0], "language": language_name(rest[-1])}
        return str(METHOD_FIELDS[rest[1]]) % names
    if kind == "pictures" and rest[1:] and rest[1] in PICTURE_FIELDS:
        return str(PICTURE_FIELDS[rest[1]]) % {"number": rest[0]}
    if kind == "keys":
        return str(KEY_FIELDS.get(rest[0], field))
    return field


def _is_text(field: str) -> bool:
    kind, *rest = field.split(".")
    is_of_method = kind == "methods" and rest[1:2] in (["name"], ["status"])
    return kind == "texts" or field == "shortname" or is_of_method


def _is_secret(field: str, *values: Any) -> bool:
    """Whether only that something changed is told: of keys, and of words of a summary that give one away."""
    is_hidden_part = field.endswith(".summary") and any(value in ("set", "changed") for value in values)
    return field.startswith("keys.") or is_hidden_part


def _language(field: str) -> str:
    """The language of the field's texts; "" where it is the reader's, or isn't known."""
    kind, *rest = field.split(".")
    code = rest[0] if kind == "texts" and rest else rest[2] if kind == "methods" and len(rest) > 2 else ""
    return "" if code == get_language() else code


def _value(field: str, value: Any, categories: Mapping[int, str]) -> str:
    _kind, *rest = field.split(".")
    if _is_secret(field, value) and value in SECRETS:
        return str(SECRETS[value])
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "category":
        return categories.get(value, str(value))
    if field == "language":
        return language_name(str(value))
    if field in ("starts", "ends", "modified"):
        return _moment(str(value))
    if rest[-1:] == ["summary"]:
        return plain_text(str(value))
    if rest[-1:] == ["type"]:
        return str(METHOD_TYPES.get(str(value), value))
    return str(value)


def _moment(value: str) -> str:
    moment = parse_datetime(value)
    if moment is None:
        return value
    return date_format(localtime(moment) if is_aware(moment) else moment, "SHORT_DATETIME_FORMAT")


def _parts(before: str, after: str) -> tuple[Part, ...]:
    if len(before) + len(after) > LONGEST_COMPARED:
        return ()
    changes = diff_text(before, after).changes
    return tuple(Part(KINDS[kind], text) for kind, text in changes if text)

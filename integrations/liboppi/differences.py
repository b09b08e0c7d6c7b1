"""Says field by field how two records of a course differ, in a form that can be shown: keys never are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .course_pictures import PictureRecord
from .records import GROUP_KEY, CourseRecord

NOT_SET = ""
SET = "set"
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One field's value before and after; None where it wasn't there.

    `field` is dotted: "shortname", "texts.sv.title", "methods.12.open", "keys.summary". Of a key, and of the
    words of a summary that give one away, only "", "set" and "changed" are told.
    """

    field: str
    before: Any
    after: Any

    def as_dict(self) -> dict[str, Any]:
        """For JSON: dates in ISO 8601."""
        return {"field": self.field, "before": _plain(self.before), "after": _plain(self.after)}


def differences(before: CourseRecord, after: CourseRecord) -> tuple[Change, ...]:
    """What a reader of both would see differ. Methods are left out where Moodle wasn't asked for them."""
    with_methods = before.methods is not None and after.methods is not None
    old, new = _open_fields(before, with_methods), _open_fields(after, with_methods)
    changes = [
        Change(name, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    ]
    told = {change.field for change in changes}
    with_groups = before.group_keys_told and after.group_keys_told
    old_secrets, new_secrets = _secrets(before, with_groups), _secrets(after, with_groups)
    for name in dict.fromkeys((*old_secrets, *new_secrets)):
        values = old_secrets.get(name), new_secrets.get(name)
        if values[0] != values[1] and name not in told:
            changes.append(_secret_change(name, *values))
    return tuple(changes)


def _open_fields(record: CourseRecord, with_methods: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "shortname": record.shortname,
        "category": record.category_id,
        "language": record.language,
        "starts": record.starts,
        "ends": record.ends,
        "modified": record.modified,
        "position": record.position,
        "url": record.url,
    }
    for text in record.texts:
        place = f"texts.{text.language}"
        fields[f"{place}.title"] = text.title
        fields[f"{place}.summary"] = text.public_summary
        fields[f"{place}.producer"] = text.producer
    for number, picture in enumerate(sorted(record.pictures, key=_place), start=1):
        place = f"pictures.{number}"
        fields[f"{place}.file"] = picture.path
        fields[f"{place}.version"] = picture.version
        fields[f"{place}.alternative_text"] = picture.alternative_text
    for method in record.methods or () if with_methods else ():
        place = f"methods.{method.moodle_id}"
        fields[f"{place}.type"] = method.type
        fields |= {f"{place}.name.{language}": name for language, name in method.names.items()}
        fields[f"{place}.open"] = method.open
        fields[f"{place}.key_required"] = method.key_required
        fields[f"{place}.status"] = method.status
    return fields


def _place(picture: PictureRecord) -> tuple[str, str]:
    """The cover comes first; the order in a summary is that summary's own."""
    return picture.place, picture.path


def _secrets(record: CourseRecord, with_groups: bool) -> dict[str, Any]:
    """What is compared but not shown: whole summaries, and the keys of each source in any order.

    Keys of groups are left out where Moodle wasn't asked for them.
    """
    secrets: dict[str, Any] = {f"texts.{text.language}.summary": text.summary for text in record.texts}
    for key in record.keys:
        if with_groups or key.source != GROUP_KEY:
            secrets.setdefault(f"keys.{key.source}", set()).add((key.value, key.label))
    return secrets


def _secret_change(name: str, before: Any, after: Any) -> Change:
    if not before:
        return Change(name, NOT_SET, SET)
    return Change(name, SET, CHANGED if after else NOT_SET)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value

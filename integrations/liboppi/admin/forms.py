"""The editor's part of a course: own values beside Liboppi's, and a note in each language of the site."""

import json
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare
from django.utils.functional import cached_property
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from ..keys import find_keys
from ..models import Course
from ..permissions import may_set_key
from .own_fields import field_for, methods_with_key
from .own_parts import KEY, KEY_METHOD, Part, all_parts, words_for
from .own_values import OwnValues, mark, pointed_at
from .own_writing import write


class CourseForm(WagtailAdminModelForm):
    """Writes what editors say, nothing that comes from Liboppi. An empty field leaves it to Liboppi.

    Someone who may not set keys has no such field, whatever is posted. Of two editors at once each keeps what
    the other didn't touch, and is told before the other's words are overwritten. What gives a key away is
    refused.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Course
        fields: list[str] = []

    def __init__(self, *args: Any, start_from: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = OwnValues(self.instance)
        self.parts = {name: part for name, part in all_parts().items() if self._is_offered(part)}
        self.stored = {name: self.own.own(part) for name, part in self.parts.items()}
        for name, part in self.parts.items():
            self.fields[name] = field_for(part, self.instance, self.for_user, self.stored[name])
        self.initial |= self.stored | {"seen": self._marks()}
        start = self.parts.get(start_from)
        if start and start.is_text and start.can_be_compared:
            self.initial[start_from] = self.own.imported(start)
        self.changes: dict[str, str] = {}
        self.same_as_imported: list[Part] = []

    @property
    def changed_parts(self) -> list[Part]:
        """The parts that will be, or were, written."""
        return [self.parts[name] for name in self.changes]

    @cached_property
    def replaced(self) -> dict[str, str]:
        """The own values that will be, or were, overwritten or given back, by the names of their parts."""
        return {name: self.stored[name] for name in self.changes if self.stored[name]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        seen = self._seen(cleaned.get("seen", ""))
        posted = {name: _as_stored(cleaned[name]) for name in self.parts if name in cleaned}
        for name, value in posted.items():
            if not self._is_omitted(name) and self._is_changed(name, value, seen):
                self.changes[name] = value
        self._warn_of_other_editor([name for name in self.changes if self._is_other_than_seen(name, seen)])
        self._leave_what_is_same()
        if self.changes:
            self._refuse_telling_texts(posted)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Write what has changed. Needs a transaction that holds the course's row."""
        write(self.instance, self.changes, self.for_user)
        return self.instance

    def _is_offered(self, part: Part) -> bool:
        if part.is_key and not may_set_key(self.for_user):
            return False
        return part.kind != KEY_METHOD or len(methods_with_key(self.instance)) > 1

    def _is_omitted(self, name: str) -> bool:
        """Whether the field wasn't posted at all, as from a page that was loaded before there was one."""
        prefixed = self.add_prefix(name)
        return bool(self.fields[name].widget.value_omitted_from_data(self.data, self.files, prefixed))

    def _is_changed(self, name: str, value: str, seen: dict[str, str]) -> bool:
        """Whether this editor has written something else than what stood there, and than what is stored."""
        told = mark(self.instance, self.parts[name], value)
        if constant_time_compare(told, self.own.mark(self.parts[name])):
            return False
        return not constant_time_compare(told, seen.get(name, ""))

    def _is_other_than_seen(self, name: str, seen: dict[str, str]) -> bool:
        now = self.own.mark(self.parts[name])
        return not constant_time_compare(seen.get(name, now), now)

    def _marks(self) -> str:
        return json.dumps({name: self.own.mark(part) for name, part in self.parts.items()})

    def _seen(self, posted: str) -> dict[str, str]:
        """The marks of what this editor has seen; none where that can't be read."""
        try:
            marks = json.loads(posted)
        except (ValueError, RecursionError):
            return {}
        return {key: str(value) for key, value in marks.items()} if isinstance(marks, dict) else {}

    def _warn_of_other_editor(self, names: list[str]) -> None:
        if not names:
            return
        for name in names:
            part = self.parts[name]
            words = words_for(part, self.stored[name], pointed_at(self.instance, part))
            now = _("Now saved: “%(text)s”.") % {"text": words} if not part.is_key else ""
            self.add_error(name, _("Someone else has changed the course meanwhile.") + " " + now)
        self.add_error(None, _("Compare what is saved with what you wrote, and save again to replace it."))
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("seen")] = self._marks()

    def _leave_what_is_same(self) -> None:
        """What says the same as Liboppi is no value of the editor's own."""
        for name, value in list(self.changes.items()):
            part = self.parts[name]
            if not value or not self.own.is_same(part, value) or self.changes.get(f"own_{KEY_METHOD}"):
                continue
            self.same_as_imported.append(part)
            self.changes[name] = ""
            if not self.stored[name]:
                del self.changes[name]

    def _refuse_telling_texts(self, posted: dict[str, str]) -> None:
        keys = [key.value for key in self.instance.keys.all()] + [posted.get(f"own_{KEY}", "")]
        for name, part in self.parts.items():
            text = posted.get(name, "") if part.is_text else ""
            html = text if part.kind == "summary" else linebreaks(text, autoescape=True)
            if find_keys(html, known=keys).public_html != html:
                self.add_error(
                    name,
                    _(
                        "Everyone can read this, and it seems to tell an enrolment key. Write the key into "
                        "the field for it, or say this in other words."
                    ),
                )


def _as_stored(value: Any) -> str:
    """A cleaned value in the shape of `OwnValues`."""
    if value is None:
        return ""
    return str(value.pk) if hasattr(value, "pk") else str(value)

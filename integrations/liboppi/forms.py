"""The editor's part of a course: an enrolment key of the site's own, and a note in each of its languages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .details import language_name
from .fields import NoteField
from .keys import find_keys
from .models import Course, EditorText, EnrolmentKey, KeySource
from .permissions import may_set_key

LONGEST_KEY = 255  # characters
LONGEST_NOTE = 1000  # characters


def validate_key(value: str) -> None:
    """Refuse characters that nobody can see or type: Moodle compares keys exactly. The key isn't repeated."""
    unseen = next((sign for sign in value if not sign.isprintable()), None)
    if unseen:
        raise ValidationError(
            _("The key holds a character that can't be seen (U+%(code)s). Type it by hand, don't paste it."),
            code="unseen_character",
            params={"code": f"{ord(unseen):04X}"},
        )


class CourseForm(WagtailAdminModelForm):
    """Writes `EnrolmentKey` rows whose source is the editor, and `EditorText`; nothing of the course itself.

    Someone who may not set keys has no such field, whatever is posted. Of two editors at once the second is
    told before the first one's words are overwritten. A note that gives a key away is refused.
    """

    own_key = forms.CharField(
        label=gettext_lazy("Own enrolment key"),
        max_length=LONGEST_KEY,
        required=False,
        validators=[validate_key],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Used instead of the keys that come from Liboppi. Leave empty to use those."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Course
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_set_key(self.for_user):
            del self.fields["own_key"]
        for code, _name in settings.LANGUAGES:
            self.fields[_note_name(code)] = _note_field(code)
        self.stored = {name: text for name, text in self._stored().items() if name in self.fields}
        self.initial |= self.stored | {"seen": self._mark()}

    @property
    def note_fields(self) -> list[forms.BoundField]:
        """The fields of the notes, in the order of the site's languages."""
        return [self[_note_name(code)] for code, _name in settings.LANGUAGES]

    @property
    def changed_parts(self) -> list[str]:
        """The names of the fields that will be, or were, written."""
        return [name for name in self.stored if name in self.changed_data]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        mark = self._mark()
        if self.changed_parts and not constant_time_compare(cleaned.get("seen") or mark, mark):
            self._warn_of_other_editor(mark)
        if self.changed_parts:
            self._refuse_telling_notes(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Write what has changed; an empty field removes what was there. Needs a transaction."""
        Course.objects.select_for_update().get(pk=self.instance.pk)  # two at once would leave two keys
        for name in self.changed_parts:
            if name == "own_key":
                self._save_key(self.cleaned_data[name])
            else:
                self._save_note(name.removeprefix("note_"), self.cleaned_data[name])
        return self.instance

    def _stored(self) -> dict[str, str]:
        notes = {text.language: text.note for text in self.instance.editor_texts.all()}
        own = next((key.value for key in self.instance.keys.all() if key.source == KeySource.EDITOR), "")
        of_site = {_note_name(code): notes.get(code, "") for code, _name in settings.LANGUAGES}
        return {"own_key": own} | of_site

    def _mark(self) -> str:
        """Tells whether someone else has written since; says nothing of the key."""
        stored = repr((self.instance.pk, sorted(self.stored.items())))
        return salted_hmac("integrations.liboppi.forms", stored, algorithm="sha256").hexdigest()

    def _warn_of_other_editor(self, mark: str) -> None:
        for name in self.changed_parts:
            now = _("Now saved: “%(text)s”.") % {"text": self.stored[name]} if name != "own_key" else ""
            self.add_error(name, _("Someone else has changed the course meanwhile.") + " " + now)
        self.add_error(None, _("Compare what is saved with what you wrote, and save again to replace it."))
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("seen")] = mark

    def _refuse_telling_notes(self, cleaned: dict[str, Any]) -> None:
        keys = [key.value for key in self.instance.keys.all()] + [cleaned.get("own_key", "")]
        for field in self.note_fields:
            note = linebreaks(cleaned.get(field.name, ""), autoescape=True)
            if find_keys(note, known=keys).public_html != note:
                self.add_error(
                    field.name,
                    _(
                        "Everyone can read notes, and this one seems to tell an enrolment key. Write the key "
                        "into the field for it, or say this in other words."
                    ),
                )

    def _save_key(self, value: str) -> None:
        own = EnrolmentKey.objects.filter(course=self.instance, source=KeySource.EDITOR)
        own.exclude(value=value).delete()
        if value:
            EnrolmentKey.objects.get_or_create(course=self.instance, source=KeySource.EDITOR, value=value)

    def _save_note(self, language: str, note: str) -> None:
        texts = EditorText.objects.filter(course=self.instance, language=language)
        if not note:
            texts.delete()
        elif not texts.update(note=note):
            texts.create(course=self.instance, language=language, note=note)


def _note_name(language: str) -> str:
    return f"note_{language}"


def _note_field(language: str) -> NoteField:
    return NoteField(
        label=_("Note (%(language)s)") % {"language": language_name(language)},
        max_length=LONGEST_NOTE,
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"lang": language, "rows": 3}),
        help_text=_("Shown to everyone on the course's page. Plain text, at most %(limit)s characters.")
        % {"limit": LONGEST_NOTE},
    )

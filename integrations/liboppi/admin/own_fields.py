"""The form fields in which an editor writes the parts of a course: what may be typed and what is refused."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from ..fields import NoteField
from ..models import Course, CourseText, EnrolmentMethod, Visibility
from ..texts import plain_name
from .details import language_name
from .filters import category_choices
from .own_parts import CATEGORY, IMAGE, KEY, KEY_METHOD, LANGUAGE, NOTE, VISIBILITY, Part
from .rich_text import SummaryField

LONGEST_KEY = 255  # characters
LONGEST_NOTE = 1000  # characters
LONGEST_NAMES = {"title": 500, "producer": 255}  # characters


def validate_key(value: str) -> None:
    """Refuse characters that nobody can see or type: Moodle compares keys exactly. The key isn't repeated."""
    unseen = next((sign for sign in value if not sign.isprintable()), None)
    if unseen:
        raise ValidationError(
            _("The key holds a character that can't be seen (U+%(code)s). Type it by hand, don't paste it."),
            code="unseen_character",
            params={"code": f"{ord(unseen):04X}"},
        )


class NameField(forms.CharField):
    """A title or a producer: one line as `plain_name` makes Liboppi's, "" where nothing would be seen."""

    def to_python(self, value: Any) -> str:
        name = plain_name(str(super().to_python(value)))
        return name if any(sign.isprintable() and not sign.isspace() for sign in name) else ""


class PictureWidget(AdminImageChooser):
    """Wagtail's chooser of pictures; what is no picture's number is shown as none."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)
        except (ValueError, OverflowError):
            return None


class PictureField(forms.ModelChoiceField):
    """A picture of the library that the user may choose, or the one that is there."""

    widget = PictureWidget

    def __init__(self, course: Course, user: Any, **kwargs: Any) -> None:
        model = get_image_model()
        policy = policy_registry.get_by_type(model)
        allowed = policy.instances_user_has_any_permission_for(user, ["choose"]).values("pk")
        offered = model.objects.filter(Q(pk__in=allowed) | Q(pk=course.own_image_id))
        super().__init__(offered, required=False, **kwargs)


def field_for(part: Part, course: Course, user: Any, stored: str) -> forms.Field:
    """The field of a part of the course, for one user; `stored` is the own value that is there."""
    if part.kind == NOTE:
        return _note_field(part.language)
    if part.kind == "summary":
        return SummaryField(label=_("Summary"))
    if part.is_text:
        return _name_field(part)
    if part.kind == KEY:
        return _key_field()
    if part.kind == IMAGE:
        return _picture_field(course, user)
    return _choice_field(part, course, stored)


def methods_with_key(course: Course) -> list[EnrolmentMethod]:
    """The ways to enrol that ask for a key."""
    return [method for method in course.methods.all() if method.key_required]


def _name_field(part: Part) -> NameField:
    labels = {"title": _("Title"), "producer": _("Producer")}
    return NameField(
        label=labels[part.kind],
        max_length=LONGEST_NAMES[part.kind],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _note_field(language: str) -> NoteField:
    return NoteField(
        label=_("Note (%(language)s)") % {"language": language_name(language)},
        max_length=LONGEST_NOTE,
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"lang": language, "rows": 3}),
        help_text=_(
            "Shown to everyone, beside the course on its page. Plain text, at most %(limit)s characters."
        )
        % {"limit": LONGEST_NOTE},
    )


def _key_field() -> forms.CharField:
    return forms.CharField(
        label=_("Own enrolment key"),
        max_length=LONGEST_KEY,
        required=False,
        validators=[validate_key],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_("Used instead of the keys that come from Liboppi. Leave empty to use those."),
    )


def _picture_field(course: Course, user: Any) -> PictureField:
    return PictureField(
        course,
        user,
        label=_("Picture"),
        error_messages={
            "invalid_choice": _(
                "This picture isn't in the library any more, or you may not use it. Choose another."
            )
        },
    )


def _choice_field(part: Part, course: Course, stored: str) -> forms.ChoiceField:
    labels = {
        CATEGORY: _("Category"),
        LANGUAGE: _("Language"),
        VISIBILITY: _("Visibility"),
        KEY_METHOD: _("The own key opens"),
    }
    gone = {
        CATEGORY: _("This category isn't in Liboppi any more. Choose another."),
        KEY_METHOD: _("This enrolment method isn't in Liboppi any more. Choose another."),
    }
    return forms.ChoiceField(
        label=labels[part.kind],
        choices=_choices(part, course, stored),
        required=False,
        widget=forms.RadioSelect if part.kind == VISIBILITY else forms.Select,
        error_messages={"invalid_choice": gone.get(part.kind, _("Choose one of those that are offered."))},
    )


def _choices(part: Part, course: Course, stored: str) -> list[tuple[str, str]]:
    nothing = ("", _("As in Liboppi"))
    if part.kind == CATEGORY:
        return [nothing, *category_choices()]
    if part.kind == VISIBILITY:
        return [nothing, *((value, str(label)) for value, label in Visibility.choices)]
    if part.kind == KEY_METHOD:
        language = get_language() or ""
        methods = [(str(method.pk), method.name_in(language)) for method in methods_with_key(course)]
        return [("", _("Not told")), *methods]
    return [nothing, *_languages(stored)]


def _languages(stored: str) -> list[tuple[str, str]]:
    """The site's languages, and those that courses have."""
    of_texts = CourseText.objects.order_by().values_list("language", flat=True)
    known = of_texts.union(Course.objects.order_by().values_list("language", flat=True))
    codes = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *sorted(known), stored])
    return [(code, language_name(code)) for code in codes if code]

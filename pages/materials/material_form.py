"""The form of a material in the admin: what it begins with, and what does not go together."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from pages.core.fields import ContentLanguage
from pages.core.licences import OTHER, Licence


class MaterialForm(WagtailAdminPageForm):
    """A new material begins with the editor's language, this year, CC BY 4.0 and the editor as its keeper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "keeper" in self.fields:
            self.fields["keeper"] = KeeperField(self.instance.keeper_id, self.fields["keeper"])
        if self.instance.pk is None:
            self.initial |= self._beginning()

    def _beginning(self) -> dict[str, Any]:
        language = self.instance.locale.language_code if self.instance.locale_id else ""
        return {
            "material_languages": [language] if language in ContentLanguage.values else [],
            "year": localdate().year,
            "licence": Licence.BY,
            "keeper": getattr(self.for_user, "pk", None),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._check_licence(cleaned)
        self._check_days(cleaned)
        self._check_taking_down(cleaned)
        for name in ("based_on", "replaced_by"):
            chosen = cleaned.get(name)
            if chosen and self.instance.pk and chosen.translation_key == self.instance.translation_key:
                self.add_error(name, _("This is the material itself. Choose another, or leave it empty."))
        return cleaned

    def _check_licence(self, cleaned: dict[str, Any]) -> None:
        if self.is_deferred_validation:
            return
        if cleaned.get("licence") == OTHER and not cleaned.get("licence_name"):
            self.add_error("licence_name", _("Give the licence's name, or choose a licence from the list."))

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        reviewed, review_by = cleaned.get("reviewed"), cleaned.get("review_by")
        if reviewed and reviewed > localdate():
            self.add_error("reviewed", _("The day is in the future. Give the day on which it was reviewed."))
        if reviewed and review_by and review_by <= reviewed:
            self.add_error("review_by", _("The next review must come after the last one."))

    def _check_taking_down(self, cleaned: dict[str, Any]) -> None:
        if self.is_deferred_validation:
            return
        if cleaned.get("taken_down") and not cleaned.get("taken_down_reason"):
            self.add_error("taken_down_reason", _("Tell readers why the material was taken down."))


class KeeperField(forms.ModelChoiceField):
    """Those who can edit pages, by name, and whoever keeps the material now."""

    def __init__(self, keeper: int | None, field: forms.Field) -> None:
        users = get_user_model()._default_manager
        may_edit = Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")
        numbers = users.filter(may_edit, is_active=True).values("pk")
        super().__init__(
            users.filter(Q(pk__in=numbers) | Q(pk=keeper)).order_by("last_name", "first_name", "username"),
            required=False,
            label=field.label,
            help_text=field.help_text,
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_full_name() or obj.get_username())

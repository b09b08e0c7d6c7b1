"""What a statement must hold before it is published. A draft may still lack it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from .blocks import dates_missing
from .choices import Cause, Compliance


class StatementForm(WagtailAdminPageForm):
    """The form of the statement's page in the admin."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        made, reviewed = cleaned.get("made_on"), cleaned.get("reviewed_on")
        if made and reviewed and reviewed < made:
            self.add_error("reviewed_on", _("A statement can't be reviewed before it was made."))
        if not self.is_deferred_validation and "deficiencies" in cleaned:
            self._check_deficiencies(cleaned)
        return cleaned

    def _check_deficiencies(self, cleaned: dict[str, Any]) -> None:
        deficiencies = cleaned["deficiencies"]
        errors = {place: dates_missing(child.value) for place, child in enumerate(deficiencies)}
        wrong = {
            place: StructBlockValidationError({name: ValidationError(text) for name, text in texts.items()})
            for place, texts in errors.items()
            if texts
        }
        if wrong:
            self.add_error("deficiencies", StreamBlockValidationError(block_errors=wrong))
        elif contradiction := _contradiction(cleaned.get("compliance"), deficiencies):
            self.add_error("compliance", contradiction)


def _contradiction(compliance: str | None, deficiencies: Any) -> str:
    """What doesn't go together in compliance and deficiencies, "" where all does."""
    within_law = [child for child in deficiencies if child.value["cause"] != Cause.OUTSIDE]
    if compliance == Compliance.FULLY and within_law:
        return _(
            "The service can't be fully compliant while contents that the law covers are not accessible."
        )
    if compliance in (Compliance.PARTLY, Compliance.NOT) and not deficiencies:
        return _("List below at least one content that is not accessible, or choose “Fully compliant”.")
    return ""

"""The address of a video or calendar on an outside service."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.core.outside import examples, read_address


class OutsideAddressBlock(blocks.URLBlock):
    """An address of a service of `kind` ("video" or "calendar")."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**{"label": _("Address"), **kwargs})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not read_address(self.kind, cleaned):
            raise ValidationError(
                _("%(address)s can't be shown on a page. These addresses can: %(examples)s."),
                params={"address": cleaned, "examples": examples(self.kind)},
            )
        return cleaned

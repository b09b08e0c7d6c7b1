"""What the report says of a page or snippet in one language, and where its work is done. Starts no query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from .report_addresses import BRING_CHANGES
from .states import State, suffix

_ICONS = {
    State.ORIGINAL: "edit",
    State.TRANSLATED: "check",
    State.OUTDATED: "warning",
    State.DRAFT: "draft",
    State.MISSING: "cross",
}


@dataclass(frozen=True)
class Work:
    """One click to the work: an address, by POST where it changes something."""

    url: str
    label: str | Promise
    is_deed: bool = False


@dataclass(frozen=True)
class Cell:
    """A language's state with its details; `work` is None where there is nothing to do or no right to it."""

    locale: Locale
    state: State
    since: datetime | None
    missing: int
    total: int
    work: Work | None

    @property
    def icon(self) -> str:
        """The state's icon, which stands beside its words."""
        return _ICONS[self.state]

    @property
    def details(self) -> list[str]:
        """Since when it waits, and how much is missing."""
        details = []
        if self.since:
            day = date_format(localtime(self.since), "SHORT_DATE_FORMAT")
            details.append(gettext("since %(date)s") % {"date": day})
        if self.missing:
            untranslated = ngettext(
                "%(missing)d of %(total)d text untranslated",
                "%(missing)d of %(total)d texts untranslated",
                self.total,
            )
            details.append(untranslated % {"missing": self.missing, "total": self.total})
        return details

    def __str__(self) -> str:
        return ", ".join([str(self.state.label), *self.details])


def cell(original: Any, locale: Locale, may_submit: bool) -> Cell:
    """The cell of an original that `states.with_states` has annotated."""
    code = suffix(locale)
    state = State(getattr(original, f"state_{code}"))
    waits = state in (State.OUTDATED, State.DRAFT)
    return Cell(
        locale=locale,
        state=state,
        since=getattr(original, f"since_{code}"),
        missing=getattr(original, f"missing_{code}") if waits else 0,
        total=original.total,
        work=_work(original, locale, state, may_submit),
    )


def edit_url(model: Any, pk: Any) -> str:
    """Where a page or snippet is edited; a version's address leads into the translation editor."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


def _work(original: Any, locale: Locale, state: State, may_submit: bool) -> Work | None:
    code = suffix(locale)
    if state == State.ORIGINAL:
        return None
    if state == State.MISSING:
        return Work(_submit_url(original, locale), _("Translate")) if may_submit else None
    translation = getattr(original, f"translation_{code}")
    if translation and may_submit and getattr(original, f"is_ahead_{code}"):
        return Work(reverse(BRING_CHANGES, args=[translation]), _("Bring the changes"), is_deed=True)
    labels = {State.OUTDATED: _("Go on translating"), State.DRAFT: _("Go on translating")}
    version = edit_url(type(original), getattr(original, f"version_{code}"))
    return Work(version, labels.get(state, pgettext("verb", "Open")))


def _submit_url(original: Any, locale: Locale) -> str:
    if isinstance(original, Page):
        address = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    else:
        place = [original._meta.app_label, original._meta.model_name, quote(original.pk)]
        address = reverse("wagtail_localize:submit_snippet_translation", args=place)
    return f"{address}?{urlencode({'select_locale': locale.language_code})}"

"""What waits to be translated, on the admin's home page: a count for each language and state."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.models import Locale
from wagtail.permission_policies.pages import PagePermissionPolicy

from .filters import ALL_WAITING
from .report import editable_pages
from .report_addresses import report_url
from .states import WAITING, State, suffix, with_states


@dataclass(frozen=True)
class StateCount:
    """How many pages are in a state in one language, and where they are listed."""

    state: State
    number: int
    url: str


@dataclass(frozen=True)
class LanguageCounts:
    """A language that pages wait to be translated into."""

    language: str
    counts: list[StateCount]


class TranslationsPanel(Component):
    """For those who edit pages; shown to others as nothing. One query a language."""

    name = "translations"
    template_name = "translations/admin/home_panel.html"
    order = 140

    class Media:
        css = {"all": ["translations/admin.css"]}

    def __init__(self, request: Any) -> None:
        self.user = request.user

    def render_html(self, parent_context: Any = None) -> Any:
        if not PagePermissionPolicy().user_has_any_permission(self.user, ["add", "change"]):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        locales = Locale.objects.order_by("language_code")
        rows = [self._row(locale) for locale in locales]
        return {
            "rows": [row for row in rows if any(count.number for count in row.counts)],
            "states": WAITING,
            "report_url": report_url(state=ALL_WAITING),
        }

    def _row(self, locale: Locale) -> LanguageCounts:
        state = f"state_{suffix(locale)}"
        pages = with_states(editable_pages(self.user), [locale]).order_by()
        numbers = dict(pages.values_list(state).annotate(number=Count("pk", distinct=True)))
        language = locale.language_code
        counts = [StateCount(one, numbers.get(one, 0), report_url(language, one)) for one in WAITING]
        return LanguageCounts(capfirst(locale.get_display_name()), counts)

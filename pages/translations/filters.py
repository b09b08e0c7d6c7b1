"""How the report of translations is filtered: by state and language together, by kind, by section."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page, get_page_content_types

from .states import WAITING, State, suffix

ALL_WAITING = "waiting"
SECTION_DEPTH = 3  # under the home pages
STATES = [
    (ALL_WAITING, _("Waits for somebody")),
    *((state.value, state.label) for state in (*WAITING, State.TRANSLATED)),
]


def _languages() -> list[tuple[str, str]]:
    return list(get_content_languages().items())


def _sections() -> list[tuple[str, str]]:
    sections = Page.objects.filter(depth=SECTION_DEPTH, locale=Locale.get_default())
    return [(str(key), title) for key, title in sections.values_list("translation_key", "title")]


class StateFilterSet(WagtailFilterSet):
    """State and language belong together: a state without a language is looked for in all of them."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="keep_all")
    language = django_filters.ChoiceFilter(label=_("Language"), choices=_languages, method="keep_all")

    def keep_all(self, queryset: "QuerySet[Any]", _name: str, _value: str) -> "QuerySet[Any]":
        """Leave it to `filter_queryset`, which sees both choices."""
        return queryset

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        queryset = super().filter_queryset(queryset)
        state, language = (self.form.cleaned_data.get(name) for name in ("state", "language"))
        if not state and not language:
            return queryset
        wanted = {ALL_WAITING: WAITING, "": (*WAITING, State.TRANSLATED)}.get(state or "", (state,))
        locales = Locale.objects.filter(language_code=language) if language else Locale.objects.all()
        chosen = Q(pk=None)
        for locale in locales:
            chosen |= Q(**{f"state_{suffix(locale)}__in": wanted})
        return queryset.filter(chosen)


class PageTranslationsFilterSet(StateFilterSet):
    """Of pages, the kind and the section too."""

    content_type = ContentTypeFilter(
        label=_("Kind"), queryset=lambda _request: get_page_content_types(include_base_page_type=False)
    )
    section = django_filters.ChoiceFilter(label=_("Section"), choices=_sections, method="in_section")

    class Meta:
        model = Page
        fields = ["state", "language", "content_type", "section"]

    def in_section(self, queryset: "QuerySet[Any]", _name: str, key: str) -> "QuerySet[Any]":
        """Under the section's page, in whichever tree the original stands."""
        inside = Q(pk=None)
        for path in Page.objects.filter(translation_key=key).values_list("path", flat=True):
            inside |= Q(path__startswith=path)
        return queryset.filter(inside)

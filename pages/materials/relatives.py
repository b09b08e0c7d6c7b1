"""The materials that one material is bound to: its translations, what it was made of, what was made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language

from pages.core.restrictions import refused_branches

from .credit_lines import CreditLine, credit_line

if TYPE_CHECKING:
    from .models import MaterialPage


@dataclass(frozen=True)
class Relatives:
    """Who stands for it in each language; the original, None where it is not to be read; adaptations."""

    versions: dict[str, "MaterialPage"]
    original: "MaterialPage | None"
    adaptations: list["MaterialPage"]

    def credit_lines(self, request: HttpRequest) -> list[CreditLine]:
        """How `request`'s user may credit the material in each language of the site, the own one first."""
        languages = sorted(self.versions, key=lambda code: (code != get_language(), code))
        refused = refused_branches(request)
        return [
            CreditLine(language, credit_line(self.versions[language], language, refused))
            for language in languages
        ]


def relatives_of(material: "MaterialPage", request: HttpRequest, languages: Iterable[str]) -> Relatives:
    """Those that `request`'s user may read, each in the reader's language where it has that. One query."""
    own_key, based_on = material.translation_key, material.based_on
    wanted = Q(translation_key=own_key, alias_of=None) | Q(based_on__translation_key=own_key)
    if based_on:
        wanted |= Q(translation_key=based_on.translation_key)
    pages = type(material).objects.available().visible_to(request).filter(wanted)
    pages = pages.with_language().defer_streamfields().select_related("based_on")
    found = list(pages.order_by("-first_published_at", "-pk"))
    own = [page for page in found if page.translation_key == own_key]
    versions = {page.locale.language_code: page for page in own} | {material.locale.language_code: material}
    others = _in_readers_language(page for page in found if page.translation_key != own_key)
    return Relatives(
        versions={code: versions.get(code, material) for code in languages},
        original=next((page for page in others if based_on and _same(page, based_on)), None),
        adaptations=[page for page in others if not (based_on and _same(page, based_on))],
    )


def _in_readers_language(pages: Iterable[Any]) -> list[Any]:
    """One of each, in the order given."""
    chosen: dict[Any, Any] = {}
    for page in pages:
        if page.translation_key not in chosen or page.locale.language_code == get_language():
            chosen[page.translation_key] = page
    return list(chosen.values())


def _same(page: Any, other: Any) -> bool:
    return bool(page.translation_key == other.translation_key)

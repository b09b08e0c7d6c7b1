"""The pages that uses belong to, found for many uses at once."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from .models import MaterialUse


def with_pages(uses: Iterable[MaterialUse]) -> list[tuple[MaterialUse, Any]]:
    """Each use with a page of its material: in the use's language, else in the first; None where it is gone.

    One query.
    """
    from ..models import MaterialPage  # its pages stand on uses

    told = list(uses)
    pages = MaterialPage.objects.filter(translation_key__in={use.material for use in told})
    found: dict[Any, dict[str, Any]] = {}
    for page in pages.select_related("locale"):
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return [(use, _best(found.get(use.material, {}), use.language)) for use in told]


def page_of(use: MaterialUse) -> Any:
    """The page of one use's material, None where it is gone."""
    return with_pages([use])[0][1]


def _best(versions: dict[str, Any], language: str) -> Any:
    others = iter(versions.values())
    return versions.get(language) or versions.get(settings.LANGUAGE_CODE) or next(others, None)

"""Whatever is new in one language stands at once in the others' trees, as an alias with its text as it is.

Two languages that `LocaleSynchronization` joins are kept in step both ways, whichever of them it names first.
wagtail-localize's own hook goes one way; where two follow each other it makes aliases of aliases and fails.
"""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization


def create_aliases(page: Page) -> list[Page]:
    """Make the aliases that `page` lacks, and those of its ancestors; code that makes pages calls this."""
    original = page.specific
    has = page.get_translations(inclusive=True).values("locale")
    missing = _in_step_with(page.locale_id).exclude(pk__in=has)
    return [original.copy_for_translation(locale, copy_parents=True, alias=True) for locale in missing]


def after_creation(_request: HttpRequest, page: Page) -> None:
    """An editor has made a page."""
    create_aliases(page)


def after_copy(_request: HttpRequest, _page: Page, copy: Page) -> None:
    """An editor has copied a page, perhaps with what is under it."""
    for new in copy.get_descendants(inclusive=True).filter(alias_of=None):
        create_aliases(new)


def _in_step_with(locale_id: int) -> "QuerySet[Locale]":
    following = LocaleSynchronization.objects.filter(sync_from_id=locale_id).values("locale")
    followed = LocaleSynchronization.objects.filter(locale_id=locale_id).values("sync_from")
    return Locale.objects.filter(Q(pk__in=following) | Q(pk__in=followed))

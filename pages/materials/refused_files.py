"""Files that only materials hold which are not there any more are refused, as the materials' pages are."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import ReferenceIndex

from pages.core.models import CustomDocument

from .models import MaterialPage
from .showing import taken_down_answer


def refuse_taken_down(document: CustomDocument, request: HttpRequest) -> HttpResponse | None:
    """410 for a file that only materials hold which were taken down; None where it may be served.

    Raises Http404 where none of its materials is published, and nothing else shows it. Those who work in the
    admin get it: they have to see what they decide about. One query for files that no material holds.
    """
    holds = Q(files__document=document) | Q(versions__files__document=document)
    holders = list(MaterialPage.objects.filter(holds).values_list("pk", "live", "taken_down").distinct())
    published = {number: taken_down for number, live, taken_down in holders if live}
    if not holders or None in published.values() or _is_at_work(request):
        return None
    if published:
        return taken_down_answer(request, _in_readers_language(published))
    if _is_shown_elsewhere(document):
        return None
    raise Http404


def _is_shown_elsewhere(document: CustomDocument) -> bool:
    """Whether anything outside the bank refers to it, such as a piece of news."""
    references = ReferenceIndex.get_references_to(document)
    return bool(references.exclude(content_type__app_label=MaterialPage._meta.app_label).exists())


def _is_at_work(request: HttpRequest) -> bool:
    user: Any = getattr(request, "user", None)
    return bool(user and user.has_perm("wagtailadmin.access_admin"))


def _in_readers_language(numbers: Any) -> MaterialPage:
    pages = MaterialPage.objects.filter(pk__in=list(numbers)).for_page()
    return sorted(pages, key=lambda page: page.locale.language_code != get_language())[0]

"""Which entries of the index a reader may see."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from integrations.liboppi.models.states import in_catalogue
from pages.core.restrictions import refused_branches

from .models import Entry


def visible_entries(locale: str, request: HttpRequest | None) -> QuerySet[Entry]:
    """Those of the lists of `locale` that `request`'s user may read; without a request, that anybody may."""
    live = Entry.objects.filter(Q(page=None) | Q(page__live=True), in_catalogue("course__"), locale=locale)
    return live.outside(refused_branches(request))

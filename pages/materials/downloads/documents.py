"""Counts files that are had at their own addresses, which feeds, the API and search engines are given."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.documents.models import document_served

from ..counts.counting import DOWNLOAD, count_served
from .ranges import is_later_part

DOCUMENT_ADDRESS = "wagtaildocs_serve"


def connect() -> None:
    """Hear of every document that is served."""
    document_served.connect(_count, dispatch_uid="materials.downloads")


def _count(instance: Any, request: HttpRequest, **_kwargs: Any) -> None:
    """One more download of the material that holds it; a material's own addresses count for themselves."""
    from ..models import MaterialPage  # here: the models are made with the downloads

    match = request.resolver_match
    if match is None or match.view_name != DOCUMENT_ADDRESS or is_later_part(request):
        return
    holds = Q(files__document=instance) | Q(versions__files__document=instance)
    holders = MaterialPage.objects.live().available().filter(holds)
    if holder := holders.order_by("pk").values_list("translation_key", flat=True).first():
        count_served(request, holder, DOWNLOAD)

"""Hands out files with the rights that Wagtail gives documents; the page's own rights hold before that."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from wagtail import hooks
from wagtail.documents.views.serve import serve

from .models import FilePreview
from .ranges import in_ranges

PREVIEW_SECONDS = 3600


def refusal(request: HttpRequest, document: Any) -> HttpResponse | None:
    """What answers a reader who may not have the document, such as the way to sign in; None for others."""
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponse):
            return answer
    return None


def serve_document(request: HttpRequest, document: Any) -> HttpResponseBase:
    """The file, or the part of it that a player asks for. Raises Http404 where it is missing on the disk."""
    return in_ranges(request, serve(request, document.pk, document.filename))


def serve_preview(request: HttpRequest, document: Any) -> HttpResponseBase:
    """The document's preview, for those who may have the document. Raises Http404 where there is none."""
    if refused := refusal(request, document):
        return refused
    preview = FilePreview.objects.filter(document=document, file_hash=document.file_hash).first()
    if preview is None:
        raise Http404
    return serve_picture(preview.picture, PREVIEW_SECONDS)


def serve_picture(picture: Any, seconds: int) -> FileResponse:
    """A stored JPEG that a browser alone may keep for so long. Raises Http404 where it is missing."""
    try:
        response = FileResponse(picture.open("rb"), content_type="image/jpeg")
    except OSError as error:
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'"
    patch_cache_control(response, private=True, max_age=seconds)
    return response

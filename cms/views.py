"""Views that belong to no app: the way in, and the machines' question whether all is well."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache

from integrations.liboppi.models import RunStatus, SyncRun


def home_in_readers_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the language the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, with the time of the last good sync; else 503."""
    try:
        connection.ensure_connection()
        run = SyncRun.objects.filter(status=RunStatus.DONE).only("finished").first()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    synced = run.finished.isoformat() if run and run.finished else None
    return JsonResponse(
        {
            "status": "ok",
            "database": "ok",
            "catalogue": {"configured": bool(settings.LIBOPPI_URL), "last_synced": synced},
        }
    )

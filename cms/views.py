"""Views that belong to no app: the way in, and the machines' question whether all is well."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from integrations.liboppi.health import catalogue_health
from integrations.liboppi.models import SyncRun
from pages.ui.home import site_home

from .chosen_language import wanted_language


def home_in_readers_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the wanted language, to another's where that one has none yet."""
    wanted = wanted_language(request)
    languages = sorted(dict(settings.LANGUAGES), key=lambda code: code != wanted)
    language = next((code for code in languages if _has_home(request, code)), wanted)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie", "Referer"])
    return response


def _has_home(request: HttpRequest, language: str) -> bool:
    with override(language):
        return site_home(request) is not None


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, with the age of the catalogue; else 503.

    A monitor alarms on `catalogue.stale` and `worker`, not on the status: the site is up all the same.
    """
    try:
        found = catalogue_health()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    return JsonResponse(
        {
            "status": "ok",
            "database": "ok",
            "catalogue": {
                "configured": found.is_configured,
                "last_synced": found.last_synced.isoformat() if found.last_synced else None,
                "age_seconds": int(found.age.total_seconds()) if found.age else None,
                "stale": found.is_stale,
                "last_run": _run_as_dict(found.last_run) if found.last_run else None,
            },
            "worker": {None: "unknown", True: "late", False: "ok"}[found.worker_is_late],
        }
    )


def _run_as_dict(run: SyncRun) -> dict[str, Any]:
    return {
        "status": run.status,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
    }

"""The extranet's API: one NinjaAPI that gathers each app's router."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI

from integrations.liboppi.api import router as courses
from integrations.liboppi.push_api import router as liboppi
from pages.materials.api import router as materials
from pages.search.api import router as search
from pages.trainings.api import router as trainings
from pages.workgroups.api import router as workgroups

from .problems import install_error_handlers, not_found

api = NinjaAPI(
    title="Extranet API",
    version="1.0.0",
    urls_namespace="api",
    description=(
        "The region's courses, trainings, workgroups and material bank, in Finnish (`locale=fi`) and Swedish "
        "(`locale=sv`). Lists are paged with `limit` and `offset` and answer `count` and `items`. Errors are "
        "problem details (RFC 9457)."
    ),
)
install_error_handlers(api)


@api.exception_handler(Http404)
def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return not_found(request)


for app_router in (courses, liboppi, workgroups, trainings, materials, search):
    api.add_router("", app_router)

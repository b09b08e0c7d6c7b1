"""Addresses of the bare site: Wagtail's, and the API with the plugin's two routers."""

import os

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [path("admin/", include(wagtailadmin_urls))]

if "WITHOUT_LIBOPPI" not in os.environ:
    from ninja import NinjaAPI

    from integrations.liboppi.api import router as courses
    from integrations.liboppi.push_api import router as push

    api = NinjaAPI()
    api.add_router("", courses)
    api.add_router("", push)
    urlpatterns += [path("api/", api.urls)]

urlpatterns += [path("", include(wagtail_urls))]

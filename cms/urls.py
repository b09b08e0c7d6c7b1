"""Addresses of the whole site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.accounts.views import SignInView
from cms.api.api import api
from cms.api.problems import not_found
from cms.api.wagtail import wagtail_api
from cms.robots import robots, sitemap
from cms.views import health, home_in_readers_language
from pages.catalogue.harvest.views import oai
from pages.catalogue.saved.unsubscribing import unsubscribe
from pages.search.views import search, suggestions
from pages.ui.views import component_dialog, components

urlpatterns = [
    path("", home_in_readers_language, name="home"),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_section"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", api.urls),
    path("api/wagtail/v2/", wagtail_api.urls),
    path("api/oai/", oai, name="oai"),
    re_path(r"^api/(?P<path>.*)$", not_found),
    re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

urlpatterns += i18n_patterns(
    path(_("sign-in/"), SignInView.as_view(), name="sign_in"),
    path(_("sign-out/"), LogoutView.as_view(), name="sign_out"),
    path(_("search/"), search, name="search"),
    path(_("search/suggestions/"), suggestions, name="search_suggestions"),
    path(_("saved-searches/stop/<str:token>/"), unsubscribe, name="saved_search_unsubscribe"),
    path("ui/", components, name="components"),
    path("ui/dialog/", component_dialog, name="component_dialog"),
    path("", include(wagtail_urls)),
)

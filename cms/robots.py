"""What the site tells search engines: where its pages are listed, and where not to go."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from .sitemaps import CourseSitemap, TreeSitemap

CLOSED = ("/admin/", "/api/")
OPEN_VIEWS = ("oai",)  # what harvesters read stands under an address that is closed
CLOSED_VIEWS = ("search", "sign_in")  # they have an address for every question and every page to go back to


def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots to the pages, and name the sitemap at the site's own address."""
    opened = (f"Allow: {reverse(name)}" for name in OPEN_VIEWS)
    lines = ["User-agent: *", *opened, *(f"Disallow: {address}" for address in _closed())]
    if site := Site.find_for_request(request):
        lines += ["", f"Sitemap: {site.root_url}{reverse('sitemap')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """All that is listed or one section of it, `pages` or `courses`, whose later parts are asked for by `p`.

    An index of the parts in place of all, when a section has more than one. 404 where there is no site.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    sections: dict[str, Any] = {"pages": TreeSitemap(request), "courses": CourseSitemap(request)}
    parts = {name: found.paginator.num_pages for name, found in sections.items()}
    if section is None and max(parts.values()) > 1:
        return _index(request, site, parts)
    answer: HttpResponse = sitemap_views.sitemap(request, sections, section)
    return answer


def _index(request: HttpRequest, site: Site, parts: dict[str, int]) -> TemplateResponse:
    """Django's own index, at the site's address."""
    items = [
        SitemapIndexItem(f"{site.root_url}{reverse('sitemap_section', args=[section])}?p={part}")
        for section, last in parts.items()
        for part in range(1, last + 1)
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


def _closed() -> list[str]:
    addresses = list(CLOSED)
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses += [reverse(name) for name in CLOSED_VIEWS]
    return addresses

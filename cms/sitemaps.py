"""What search engines are told of: the pages that anyone may read, and the courses on the catalogue's pages.

Pages whose text is another language's are left out, as in hreflang. Addresses are those of Wagtail's site,
whatever the host at which they were asked for. However much there is, it costs the same few queries.
"""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

from integrations.liboppi.models import Course
from pages.catalogue.models import CataloguePage

Versions = dict[str, str]  # full addresses by language


class TreeSitemap(Sitemap):
    """Pages in all the site's languages, each with its versions."""

    limit = 2000  # pages in a file

    def items(self) -> "PageQuerySet[Page]":
        return self.pages.order_by("path").defer_streamfields().specific()

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Wagtail's, with `alternates`."""
        urls: list[dict[str, Any]] = super().get_urls(page, site, protocol)
        alternates = {
            address: alternate_links(versions)
            for versions in self._versions()
            for address in versions.values()
        }
        return [{**url, "alternates": alternates.get(url["location"], [])} for url in urls]

    @cached_property
    def pages(self) -> "PageQuerySet[Page]":
        """The site's pages that anyone may read in the page's own language."""
        trees = Q()
        for home in self.get_wagtail_site().root_page.get_translations(inclusive=True):
            trees |= Q(path__startswith=home.path)
        return Page.objects.filter(trees, alias_of=None, pending_translation=None).live().public()

    def _versions(self) -> list[Versions]:
        found: dict[Any, Versions] = defaultdict(dict)
        for version in self.pages.select_related("locale"):
            found[version.translation_key][version.locale.language_code] = version.get_full_url(self.request)
        return list(found.values())


class CourseSitemap(TreeSitemap):
    """Courses on the catalogue pages: an address for each language that the course is described in."""

    limit = 2000  # courses in a file

    def items(self) -> Any:
        return Course.objects.in_catalogue().with_texts().order_by("moodle_id")

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        catalogues = {
            catalogue.locale.language_code: catalogue.get_full_url(self.request)
            for catalogue in self.pages.type(CataloguePage).select_related("locale")
        }
        urls = []
        for course in self.paginator.page(page).object_list:
            versions = _versions_of(course, catalogues)
            alternates = alternate_links(versions)
            urls += [
                {"location": address, "lastmod": course.modified, "alternates": alternates}
                for address in versions.values()
            ]
        return urls


def _versions_of(course: Course, catalogues: Versions) -> Versions:
    """In the languages it is described in; a course in none of the site's languages once."""
    languages = [code for code in catalogues if code in course.languages] or list(catalogues)[:1]
    return {code: f"{catalogues[code]}{course.moodle_id}/" for code in languages}


def alternate_links(versions: Versions) -> list[dict[str, str]]:
    """What the sitemap says of a page's versions, the default one among them; nothing of a single one."""
    if len(versions) < 2:
        return []
    links = [{"lang_code": code, "location": address} for code, address in versions.items()]
    default = versions.get(settings.LANGUAGE_CODE, links[0]["location"])
    return [*links, {"lang_code": "x-default", "location": default}]

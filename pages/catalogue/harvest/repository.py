"""The repository as OAI-PMH sees the site: its name, its address, and the identifiers of what is in it."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Site

from pages.core.described import oai_identifier

DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")


@dataclass(frozen=True)
class Repository:
    """The default site. `root` is its address without a slash at its end, `host` the name in identifiers."""

    name: str
    host: str
    root: str

    @property
    def address(self) -> str:
        """Where harvesters ask."""
        return f"{self.root}{reverse('oai')}"

    @property
    def keeper(self) -> str:
        """The e-mail address of whom to ask; one without a domain, as of a trial, gets what XSD wants."""
        address: str = settings.OAI_ADMIN_EMAIL
        return address if "." in address.rpartition("@")[2] else f"{address}.localdomain"

    @property
    def has_domain(self) -> bool:
        """Whether identifiers are those of the OAI identifier scheme, which wants a domain name."""
        return DOMAIN.fullmatch(self.host) is not None

    def identifier(self, kind: str, key: str) -> str:
        """The identifier of a thing."""
        return oai_identifier(self.host, kind, key)

    def local_part(self, identifier: str) -> tuple[str, str] | None:
        """The kind and key in one of our identifiers, None in any other."""
        kind, _colon, key = identifier.removeprefix(f"oai:{self.host}:").partition(":")
        return (kind, key) if identifier == self.identifier(kind, key) else None


def repository(request: HttpRequest | None = None) -> Repository:
    """That of the default site: identifiers are the same at whatever host it is asked.

    One query, none where the `request` is for that site and knows it already.
    """
    asked = Site.find_for_request(request) if request else None
    is_default = asked is not None and asked.is_default_site
    site = asked if is_default else _default_sites().first()
    if site is None:
        return Repository("Extranet", "localhost", settings.WAGTAILADMIN_BASE_URL)
    return Repository(site.site_name or site.root_page.title, site.hostname, site.root_url)


def _default_sites() -> QuerySet[Site]:
    return Site.objects.select_related("root_page").filter(is_default_site=True)

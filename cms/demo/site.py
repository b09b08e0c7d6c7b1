"""The site on which the demo is put: whether it is empty, its languages, its address and its home page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageQuerySet, Site
from wagtail_localize.models import LocaleSynchronization

from .entries import LANGUAGES


class DemoRefusedError(Exception):
    """The demo is not for this site; the message says why."""


def refuse_unless_empty() -> None:
    """Raise DemoRefusedError in production, and where there is content that is not the demo's."""
    if not settings.DEMO_ALLOWED:
        raise DemoRefusedError(
            _("The demo is not for production: it makes users whose passwords everybody can read.")
        )
    page = Page.objects.filter(depth__gt=1).exclude(pk__in=_welcome_pages().values("pk")).first()
    if page:
        raise DemoRefusedError(
            _(
                "This site has content of its own, such as the page “%(title)s”, so the demo was not loaded. "
                "Load it into an empty database: set DATABASE_URL to a new one."
            )
            % {"title": page.title}
        )
    if Site.objects.count() > 1:
        raise DemoRefusedError(
            _("There are several sites, so the demo was not loaded. Load it into an empty database.")
        )


def make_locales() -> dict[str, Locale]:
    """The content's locales by language."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}


def open_site(home: Page) -> None:
    """Make `home` the front page of the only site, in place of Wagtail's page of welcome."""
    site = Site.objects.first() or Site()
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page = home
    site.site_name = home.title
    site.is_default_site = True
    site.save()
    for page in _welcome_pages():
        page.delete()


def keep_in_step(locales: dict[str, Locale]) -> None:
    """From now on, whatever an editor makes in the first language stands as an alias in the others' trees."""
    first, *others = locales.values()
    for locale in others:
        LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": first})


def _welcome_pages() -> "PageQuerySet[Page]":
    """The page that Wagtail's first migration makes: nobody can make one of that kind in the admin."""
    plain = ContentType.objects.get_for_model(Page)
    return Page.objects.filter(depth=2, numchild=0, content_type=plain)

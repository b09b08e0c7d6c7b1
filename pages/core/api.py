"""What the routers of the page apps share: the common query and fields, the choice of pages, their HTML.

Only published pages that anybody may read are answered. Texts come in the language they are written in.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

import nh3
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from ninja import Schema
from ninja.params import Path
from pydantic import Field, field_validator
from wagtail.rich_text import expand_db_html

from integrations.liboppi.words import search_words

from .licences import Licence
from .models import BasePage, BasePageQuerySet

LARGEST_OFFSET = 1_000_000
LocaleCode = Literal["fi", "sv"]
TAGS = nh3.ALLOWED_TAGS - {"div"}  # the site's boxes mean nothing elsewhere
BLANK_LINES = re.compile(r"\s*\n\s*")
PageNumber = Annotated[int, Path(ge=1, lt=2**63, description="The page's id, whatever its locale.")]


class PageQuery(Schema):
    """What every list of pages can be asked."""

    locale: LocaleCode = Field("fi", description="Whose tree of pages: Finnish or Swedish.")
    search: str = Field("", max_length=200, description="Words, the last of which may be a beginning.")
    limit: int = Field(20, ge=1, le=100, description="How many items at most.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many items to pass over.")

    @field_validator("*")
    @classmethod
    def without_nul(cls, value: Any) -> Any:
        """No database can look for a NUL character."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("must not hold a NUL character")
        return value


class PageFields(Schema):
    """What every page has."""

    id: int = Field(description="The page's id.")
    translation_key: UUID = Field(description="Shared by the page's versions in all locales.")
    locale: str = Field(description="The locale of the tree that the page stands in.")
    language: str = Field(
        description="The language of the text: another than `locale` where it is not translated yet."
    )
    url: str = Field(description="The page's address on the site.")
    title: str
    lead: str = Field(description="One or two sentences in plain text.")
    updated: datetime | None = Field(description="When the page was last published, ISO 8601.")


class LicenceFields(Schema):
    """A licence."""

    code: str = Field(description="Such as `cc-by-4.0` or `all-rights-reserved`.", examples=["cc-by-4.0"])
    name: str = Field(description="Its short name.", examples=["CC BY 4.0"])
    url: str = Field(description='The licence\'s own page, "" where it has none.')


class ThemeFields(Schema):
    """A theme of the material bank, named in the language of the locale."""

    slug: str
    name: str

    @classmethod
    def of(cls, theme: Any) -> Self:
        """From a theme with its `local_name`."""
        return cls(slug=theme.slug, name=theme.local_name)


class TargetGroupFields(Schema):
    """Whom something is meant for, named in the language of the locale."""

    slug: str
    name: str
    age_from: int | None = Field(description="Years, null where there is no limit.")
    age_to: int | None = Field(description="Years, null where there is no limit.")

    @classmethod
    def of(cls, group: Any) -> Self:
        """From a target group with its `local_name`."""
        return cls(slug=group.slug, name=group.local_name, age_from=group.age_from, age_to=group.age_to)


def published(pages: BasePageQuerySet, query: PageQuery) -> Any:
    """Those of `pages` that anybody may read in the locale asked for; with words, the best matches first."""
    if query.search.strip():
        pages = _matching(pages, query.search)
    return pages.filter(locale__language_code=query.locale).visible_to(None)


def _matching(pages: BasePageQuerySet, search: str) -> Any:
    words = search_words(search)
    return pages.autocomplete(words).get_queryset() if words else pages.none()


def page_list(pages: Any, query: PageQuery, item: Callable[[Any], Schema]) -> dict[str, Any]:
    """The answer of a list: `{"count", "items"}`, each page made an item in the language of the locale."""
    with override(query.locale):
        shown = pages.for_cards()[query.offset : query.offset + query.limit]
        return {"count": pages.count(), "items": [item(page) for page in shown]}


def page_detail(pages: Any, number: int, item: Callable[[Any], Schema]) -> Schema:
    """The answer for one page, in the language of its locale. Raises Http404 where strangers see none."""
    languages = pages.visible_to(None).values_list("locale__language_code", flat=True)
    with override(get_object_or_404(languages, pk=number)):
        return item(pages.for_cards().with_pictures().get(pk=number))


def page_fields(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    """The values of `PageFields`."""
    return {
        "id": page.pk,
        "translation_key": page.translation_key,
        "locale": page.locale.language_code,
        "language": page.content_language,
        "url": absolute(page.get_url(request) or "", request),
        "title": page.title,
        "lead": page.lead,
        "updated": page.last_published_at,
    }


def licence_fields(licence: str) -> LicenceFields | None:
    """The licence of a code, None where the code is ""."""
    if not licence:
        return None
    terms = Licence(licence)
    return LicenceFields(code=terms.value, name=terms.short_name, url=terms.url)


def absolute(url: str, request: HttpRequest) -> str:
    """`url` as an address that holds outside the site."""
    return request.build_absolute_uri(url)


def body_html(body: Any, request: HttpRequest) -> str:
    """A StreamField's value as HTML without the site's looks, with full addresses, as a stranger sees it."""
    return _plain_html(str(body), request)


def rich_text_html(source: str, request: HttpRequest) -> str:
    """A RichTextField's value as HTML with full addresses."""
    return _plain_html(expand_db_html(source), request)


def _plain_html(html: str, request: HttpRequest) -> str:
    base = request.build_absolute_uri("/")
    plain = nh3.clean(html, tags=TAGS, link_rel=None, url_relative=("rewrite_with_base", base))
    return BLANK_LINES.sub("\n", plain).strip()

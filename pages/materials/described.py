"""Describes a material to other programs, from its pages in one or several languages."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import get_language

from pages.core.described import Audience, Described, MediaFile, NamesOf, Origin, Subject, Version, Words
from pages.core.findable import Kind
from pages.core.models import BasePage

from .models import MaterialFile, MaterialPage, TargetGroup, Theme

LONGEST_DESCRIPTION = 1000  # characters, where the body stands in for a missing lead


def describe_material(
    pages: Sequence[MaterialPage],
    names_of: NamesOf,
    root: str,
    publisher: str = "",
    refused: Sequence[str] = (),
) -> Described:
    """What `pages`, the versions of one material, say together; the first one's facts count.

    `root` is the site's address without a slash at its end; `publisher` is for a material that names no
    library. Pages under `refused` paths are not named.
    """
    page = pages[0]
    terms = page.licence_terms
    return Described(
        kind=Kind.MATERIAL,
        key=str(page.translation_key),
        type=page.kind or "other",
        versions=tuple(_version(one) for one in pages),
        languages=tuple(page.material_languages) or tuple(one.content_language for one in pages),
        authors=tuple(name for name in (part.strip() for part in page.authors.split(",")) if name),
        publisher=page.library or publisher,
        subjects=tuple(described_theme(theme, names_of) for theme in page.themes.all()),
        audiences=tuple(described_group(group, names_of) for group in _target_groups(page)),
        year=page.year,
        published=min((one.first_published_at for one in pages if one.first_published_at), default=None),
        modified=max((one.last_published_at for one in pages if one.last_published_at), default=None),
        licence=terms.short_name if terms else "",
        licence_address=terms.url if terms else "",
        origins=tuple(_origins(page, refused)),
        files=tuple(_file(file, one, root) for one, file in _files(pages)),
    )


def is_given_out(page: MaterialPage) -> bool:
    """Whether the material is there for others: one that was taken down tells only that."""
    return page.taken_down is None


def local_names(term: Any) -> tuple[Words, ...]:
    """The name of a term in the active language, as `named_in` gives it, else its own."""
    language = getattr(term, "local_language", get_language() or "")
    return (Words(getattr(term, "local_name", term.name), language),)


def described_theme(theme: Theme, names_of: NamesOf) -> Subject:
    """A theme as that which something is about."""
    return Subject(theme.slug, names_of(theme), theme.yso)


def described_group(group: TargetGroup, names_of: NamesOf) -> Audience:
    """A target group as those whom something is for."""
    return Audience(names_of(group), group.age_from, group.age_to)


def _version(page: MaterialPage) -> Version:
    return Version(page.content_language, page.title, _description(page), page.get_full_url() or "")


def _description(page: BasePage) -> str:
    if page.lead:
        return page.lead
    return Truncator(" ".join(page.body_text.split())).chars(LONGEST_DESCRIPTION)


def _target_groups(page: MaterialPage) -> Sequence[Any]:
    return list(page.target_groups.all())


def _origins(page: MaterialPage, refused: Sequence[str]) -> list[Origin]:
    """What it is based on: a material that may be named, and what stands elsewhere."""
    origins = []
    source = page.based_on
    if source and source.live and is_given_out(source) and not source.path.startswith(tuple(refused)):
        origins.append(Origin(source.title, source.get_full_url() or ""))
    name, address = page.based_on_elsewhere, page.based_on_url
    if name or address:
        origins.append(Origin(name or address, address))
    return origins


def _files(pages: Sequence[MaterialPage]) -> list[tuple[MaterialPage, MaterialFile]]:
    """The files of all versions, each document once."""
    found: dict[int, tuple[MaterialPage, MaterialFile]] = {}
    for page in pages:
        for file in page.files.all():
            found.setdefault(file.document_id, (page, file))
    return list(found.values())


def _file(file: MaterialFile, page: MaterialPage, root: str) -> MediaFile:
    document = file.document
    return MediaFile(
        name=Words(file.name, page.content_language),
        address=f"{root}{document.url}" if document.url.startswith("/") else document.url,
        media_type=document.content_type,
        size=document.file_size,
        language=file.language,
        features=("taggedPDF",) if document.findings and document.findings.is_tagged else (),
    )

"""The material bank for other programs: a list by theme and language, and each material with its text."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pages.core.api import (
    LicenceFields,
    PageFields,
    PageNumber,
    PageQuery,
    absolute,
    body_html,
    licence_fields,
    page_detail,
    page_fields,
    page_list,
    published,
)
from pages.core.fields import ContentLanguage

from .choices import MaterialKind
from .models import MaterialFile, MaterialPage

router = Router(tags=["materials"])

PICTURE_SPEC = "max-1280x1280|format-jpeg"


class MaterialQuery(PageQuery):
    """What the list of materials can be asked."""

    theme: str = Field("", max_length=100, description="A theme's slug, the same in every language.")
    language: ContentLanguage | None = Field(
        None, description="Only materials that can be had in this language."
    )


class ThemeFields(Schema):
    """A theme of the material bank, named in the language of the locale."""

    slug: str
    name: str


class FileFields(Schema):
    """A file to download."""

    name: str
    url: str
    type: str = Field(description="The media type.", examples=["application/pdf"])
    size: int | None = Field(description="Bytes.")
    language: str | None = Field(description="What the file is in, where it is said.")
    credit: str = Field(description='Whom to credit for the file, "" where it is not said.')
    licence: LicenceFields | None = Field(description="The file's own licence, where it is said.")


class PictureFields(Schema):
    """The material's picture."""

    url: str
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    alt: str = Field(description='What it shows, "" where it only decorates.')
    credit: str
    licence: LicenceFields | None


class MaterialItem(PageFields):
    """A material as it stands in a list."""

    kind: MaterialKind | None
    themes: list[ThemeFields]
    languages: list[str] = Field(description="The languages in which the material can be had.")
    authors: str
    year: int | None
    licence: LicenceFields | None
    credit: str = Field(description="How to credit the material in running text.")
    files: list[FileFields]


class MaterialDetail(MaterialItem):
    """A material with all that it tells."""

    body: str = Field(description="HTML.")
    picture: PictureFields | None


class MaterialList(Schema):
    """Some of the materials that fit; `count` counts all of them."""

    count: int
    items: list[MaterialItem]


@router.get("/materials/", response=MaterialList, summary="Materials of the material bank")
def list_materials(request: HttpRequest, query: Query[MaterialQuery]) -> Any:
    """The materials, the newest first or, with `search`, the best match first."""
    materials = published(MaterialPage.objects.newest_first(), query)
    if query.theme:
        materials = materials.on_theme(query.theme)
    if query.language:
        materials = materials.written_in(query.language)
    return page_list(
        materials.prefetch_related("files__document"),
        query,
        lambda material: MaterialItem(**_item(material, request)),
    )


@router.get("/materials/{id}/", response=MaterialDetail, summary="A material")
def get_material(request: HttpRequest, id: PageNumber) -> Any:  # noqa: A002
    """One material with its text and picture, in the language of the locale it belongs to."""
    materials = MaterialPage.objects.prefetch_related("files__document")
    return page_detail(materials, id, lambda material: _detail(material, request))


def _item(material: MaterialPage, request: HttpRequest) -> dict[str, Any]:
    return {
        **page_fields(material, request),
        "kind": material.kind or None,
        "themes": [ThemeFields(slug=theme.slug, name=theme.local_name) for theme in material.named_themes()],
        "languages": material.material_languages,
        "authors": material.authors,
        "year": material.year,
        "licence": licence_fields(material.licence),
        "credit": material.credit_line,
        "files": [_file(file, request) for file in material.files.all()],
    }


def _file(file: MaterialFile, request: HttpRequest) -> FileFields:
    document = file.document
    return FileFields(
        name=file.name,
        url=absolute(document.url, request),
        type=document.content_type,
        size=document.file_size,
        language=file.language or None,
        credit=document.credit,
        licence=licence_fields(document.licence),
    )


def _detail(material: MaterialPage, request: HttpRequest) -> MaterialDetail:
    return MaterialDetail(
        **_item(material, request),
        body=body_html(material.body, request),
        picture=_picture(material, request),
    )


def _picture(material: MaterialPage, request: HttpRequest) -> PictureFields | None:
    picture = material.picture
    if picture is None:
        return None
    rendition = picture.get_rendition(PICTURE_SPEC)
    return PictureFields(
        url=absolute(rendition.url, request),
        width=rendition.width,
        height=rendition.height,
        alt=material.picture_alt,
        credit=picture.credit,
        licence=licence_fields(picture.licence),
    )

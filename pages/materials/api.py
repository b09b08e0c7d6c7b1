"""The material bank for other programs: a list by theme and language, and each material with its text."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import override
from ninja import Query, Router

from pages.core.api import (
    LicenceFields,
    PageNumber,
    TargetGroupFields,
    ThemeFields,
    absolute,
    body_html,
    licence_fields,
    page_detail,
    page_fields,
    page_list,
    published,
)
from pages.core.file_findings import OFFICE, PDF, FileFindings
from pages.core.restrictions import refused_branches

from .api_fields import (
    FileAccessibility,
    FileFields,
    LinkFields,
    MaterialDetail,
    MaterialItem,
    MaterialList,
    MaterialQuery,
    NeedsFields,
    OriginalFields,
    PictureFields,
    VersionFields,
)
from .credit_lines import credit_line
from .models import MaterialFile, MaterialPage
from .showing import taken_down_reason, version_links

router = Router(tags=["materials"])

PICTURE_SPEC = "max-1280x1280|format-jpeg"


@router.get("/materials/", response=MaterialList, summary="Materials of the material bank")
def list_materials(request: HttpRequest, query: Query[MaterialQuery]) -> Any:
    """The materials, the newest first or, with `search`, the best match first."""
    materials = published(MaterialPage.objects.available().newest_first().select_related("based_on"), query)
    if query.target:
        materials = materials.for_group(query.target)
    if query.kind:
        materials = materials.of_kind(query.kind)
    if query.theme:
        materials = materials.on_theme(query.theme)
    if query.language:
        materials = materials.written_in(query.language)
    with override(query.locale):
        materials = materials.with_target_groups().prefetch_related("files__document")
    refused = refused_branches(None)
    return page_list(
        materials,
        query,
        lambda material: MaterialItem(**_item(material, request, refused)),
    )


@router.get("/materials/{id}/", response=MaterialDetail, summary="A material")
def get_material(request: HttpRequest, id: PageNumber) -> Any:  # noqa: A002
    """One material with its text and picture, in the language of the locale it belongs to."""
    materials = MaterialPage.objects.prefetch_related("files__document", "links").select_related("based_on")
    return page_detail(materials, id, lambda material: _detail(material, request))


def _item(material: MaterialPage, request: HttpRequest, refused: Sequence[str]) -> dict[str, Any]:
    return {
        **page_fields(material, request),
        "kind": material.kind or None,
        "themes": [ThemeFields.of(theme) for theme in material.named_themes()],
        "target_groups": [TargetGroupFields.of(group) for group in material.named_target_groups()],
        "languages": material.material_languages,
        "authors": material.authors,
        "library": material.library,
        "year": material.year,
        "licence": _licence(material),
        "credit": credit_line(material, material.content_language, refused),
        "files": [_file(file, request) for file in material.files.all()] if material.is_listed else [],
        "reviewed": material.reviewed,
    }


def _licence(material: MaterialPage) -> LicenceFields | None:
    """Its own name and address where it is another than those that the site knows."""
    terms = material.licence_terms
    return LicenceFields(code=terms.code, name=terms.short_name, url=terms.url) if terms else None


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
        accessibility=_accessibility(document.findings),
    )


def _accessibility(findings: FileFindings | None) -> FileAccessibility | None:
    if findings is None:
        return None
    return FileAccessibility(
        is_readable=findings.is_readable,
        is_tagged=findings.is_tagged if findings.form == PDF else None,
        has_title=findings.has_title if findings.form in (PDF, OFFICE) else None,
        language=findings.language,
    )


def _detail(material: MaterialPage, request: HttpRequest) -> MaterialDetail:
    common = {
        **_item(material, request, refused_branches(None)),
        "needs": NeedsFields(
            time=material.needs_time,
            people=material.needs_people,
            money=material.needs_money,
            equipment=material.needs_equipment,
        ),
        "based_on": _original(material, request),
        "taken_down": material.taken_down,
    }
    if material.taken_down:
        reason, _language = taken_down_reason(material)
        nothing: dict[str, Any] = {"body": "", "picture": None, "links": [], "versions": []}
        return MaterialDetail(**common, **nothing, taken_down_reason=reason)
    return MaterialDetail(
        **common,
        body=body_html(material.body, request),
        picture=_picture(material, request),
        links=[LinkFields(title=link.title, url=link.url) for link in material.links.all()],
        versions=[
            VersionFields(
                number=version.number,
                published=version.published,
                what_changed=version.what_changed,
                url=absolute(url, request),
            )
            for version, url in version_links(material, request)
        ],
        taken_down_reason="",
    )


def _original(material: MaterialPage, request: HttpRequest) -> OriginalFields | None:
    """A stranger is not told of an original that is not to be read."""
    if material.based_on:
        readable = MaterialPage.objects.available().visible_to(None).filter(pk=material.based_on_id).first()
        if readable:
            url = absolute(readable.get_url(request) or "", request)
            return OriginalFields(id=readable.pk, title=readable.title, url=url)
    if material.based_on_elsewhere:
        return OriginalFields(id=None, title=material.based_on_elsewhere, url=material.based_on_url)
    return None


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

"""How a material answers readers: its page, its old versions, and that it was taken down."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from pages.ui.cards import Tag

from .downloads.listed import stored_downloads
from .relatives import relatives_of

if TYPE_CHECKING:
    from .models import MaterialPage, MaterialVersion

TEMPLATE = "materials/material_page.html"
TAKEN_DOWN_TEMPLATE = "materials/taken_down.html"


class ShowsMaterial:
    """The views of a MaterialPage. By whatever route, a material that was taken down says only that."""

    def serve(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.taken_down:
            return taken_down_answer(request, self)
        answer: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def serve_preview(self: Any, request: HttpRequest, mode_name: str) -> HttpResponse:
        if self.taken_down:
            return taken_down_answer(request, self)
        answer: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]
        return answer

    @path(_("versions/<int:number>/"), name="version")
    def version(self: Any, request: HttpRequest, number: int) -> HttpResponse:
        """An old version as it was. The page's own address is its canonical one."""
        found = _version(self, number)
        del request.routable_resolver_match  # type: ignore[attr-defined]
        return render(request, TEMPLATE, self.get_context(request, version=found))

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `material` (what is shown), its files, theme names, relatives, credit lines and versions."""
        version = kwargs.pop("version", None)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        shown = _as_it_was(self, version, request) if version else _shown(self, request)
        return context | shown | {"versions": version_links(self, request)}

    @cached_property
    def version_list(self: Any) -> list["MaterialVersion"]:
        """The versions, the newest first, without their content. An alias has those of its source."""
        from .models import MaterialVersion  # here: the models are shown by this module

        versions = MaterialVersion.objects.filter(page_id=self.alias_of_id or self.pk)
        return list(versions.defer("content"))


def taken_down_answer(request: HttpRequest, material: "MaterialPage") -> HttpResponse:
    """410 Gone, with the title, since when, why, and what has come in its place."""
    reason, language = taken_down_reason(material)
    with override(material.locale.language_code):
        context = {
            "page": material,
            "reason": reason,
            "reason_language": language,
            "replacement": _replacement(material, request),
        }
        return render(request, TAKEN_DOWN_TEMPLATE, context, status=410)


def _shown(material: "MaterialPage", request: HttpRequest) -> dict[str, Any]:
    files = list(material.files.all())
    prefetch_related_objects(files, "document")
    relatives = relatives_of(material, request, [code for code, _name in settings.LANGUAGES])
    return {
        "material": material,
        "files": files,
        "links": list(material.links.all()),
        "theme_names": [Tag(theme.local_name, theme.local_language) for theme in material.named_themes()],
        "relatives": relatives,
        "credit_lines": relatives.credit_lines(request),
    }


def _as_it_was(material: Any, version: "MaterialVersion", request: HttpRequest) -> dict[str, Any]:
    shown = _shown(version.material(material), request)
    return shown | {"version": version, "downloads": stored_downloads(shown["files"]), "archive_url": ""}


def _version(material: Any, number: int) -> "MaterialVersion":
    """Raises Http404 where there is none, or where it is the present one, which the page itself shows."""
    for version in material.version_list[1:]:
        if version.number == number:
            found: MaterialVersion = version
            return found
    raise Http404(gettext("There is no such version of the material."))


def version_links(material: Any, request: HttpRequest) -> list[tuple["MaterialVersion", str]]:
    """The versions, the newest first, each with its address."""
    base = material.get_url(request) or ""
    links = []
    for place, version in enumerate(material.version_list):
        rest = material.reverse_subpage("version", kwargs={"number": version.number}) if place else ""
        links.append((version, f"{base}{rest}"))
    return links


def taken_down_reason(material: "MaterialPage") -> tuple[str, str]:
    """Why, and the code of the language it is told in: another than the page's where that has none."""
    if material.taken_down_reason:
        return material.taken_down_reason, material.content_language
    told = type(material).objects.filter(translation_key=material.translation_key, alias_of=None)
    other = told.exclude(taken_down_reason="").select_related("locale").first()
    return (other.taken_down_reason, other.locale.language_code) if other else ("", "")


def _replacement(material: "MaterialPage", request: HttpRequest) -> Any:
    if not material.replaced_by:
        return None
    versions = type(material).objects.filter(translation_key=material.replaced_by.translation_key)
    readable = versions.available().visible_to(request).with_language()
    language = material.locale.language_code
    found = sorted(readable, key=lambda page: page.locale.language_code != language)
    return found[0] if found else None

"""What wagtail-localize's views ask of whoever opens them: a table from view to check.

Its own checks look at the version alone, or at one right that covers every page. A view that is not in the
table is closed. A check raises PermissionDenied, or Http404 where there is nothing under the id.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from .rights import SUBMIT, may_change_now, may_edit, may_publish, may_translate, may_translate_somewhere

NAMESPACE = "wagtail_localize"
READING = frozenset(("GET", "HEAD", "OPTIONS"))


def check(request: HttpRequest, view: str, kwargs: dict[str, Any]) -> None:
    """Raise PermissionDenied unless the user may open the view of this name with these arguments."""
    CHECKS.get(view, _closed)(request, **kwargs)


def check_editing(request: HttpRequest, version: Any, restarts: bool = False) -> None:
    """Raise PermissionDenied where editing `version` would show an original that the user may not edit.

    So it is, too, where a translation that was stopped `restarts`.
    """
    translations = Translation.objects.filter(
        source__object_id=version.translation_key, target_locale_id=version.locale_id
    )
    for translation in translations if restarts else translations.filter(enabled=True):
        _require(may_edit(request.user, _original(translation.source)))


def _require(*answers: bool) -> None:
    if not all(answers):
        raise PermissionDenied


def _open(_request: HttpRequest, **_kwargs: Any) -> None:
    """Holds nothing of the site's: words of the interface, or an address that only leads on."""


def _closed(_request: HttpRequest, **_kwargs: Any) -> None:
    raise PermissionDenied


def _submit_page(request: HttpRequest, page_id: int) -> None:
    page = get_object_or_404(Page, pk=page_id).specific
    _require(not page.is_root())
    _submit(request, page)


def _submit_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str) -> None:
    model = get_snippet_model_from_url_params(app_label, model_name)
    _submit(request, get_object_or_404(model, pk=unquote(pk)))


def _submit(request: HttpRequest, original: Any) -> None:
    user = request.user
    _require(user.has_perm(SUBMIT), may_translate_somewhere(user, original))
    if request.method in READING:
        return
    chosen = [int(pk) for pk in request.POST.getlist("locales") if pk.isdecimal()]
    for locale in Locale.objects.filter(pk__in=chosen).exclude(pk=original.locale_id):
        _require(may_translate(user, original, locale))


def _update(request: HttpRequest, translation_source_id: int) -> None:
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    user = request.user
    _require(user.has_perm(SUBMIT), may_edit(user, _original(source)))
    translations = source.translations.filter(enabled=True).select_related("source", "target_locale")
    for version in map(_version, translations):
        _require(may_edit(user, version) if request.method in READING else may_change_now(user, version))
        if request.POST.get("publish_translations"):
            _require(may_publish(user, version))


def _string(request: HttpRequest, translation_id: int, string_segment_id: int) -> None:
    _segment(request, translation_id, StringSegment, string_segment_id)


def _override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> None:
    _segment(request, translation_id, OverridableSegment, overridable_segment_id)


def _segment(request: HttpRequest, translation_id: int, model: Any, segment_id: int) -> None:
    _translation(request, translation_id)
    segment = get_object_or_404(model, pk=segment_id)
    if not segment.source.translations.filter(pk=translation_id).exists():
        raise Http404


def _translation(request: HttpRequest, translation_id: int, **_kwargs: Any) -> None:
    """Both sides, as the translation shows the original and writes the version."""
    translation = get_object_or_404(
        Translation.objects.select_related("source", "target_locale"), pk=translation_id
    )
    version = _version(translation)
    may_touch = may_edit if request.method in READING else may_change_now
    _require(may_edit(request.user, _original(translation.source)), may_touch(request.user, version))


def _convert(request: HttpRequest, page_id: int) -> None:
    """The original's text takes the version's place: where readers see it, that is a publication."""
    page = get_object_or_404(Page, pk=page_id)
    sources = TranslationSource.objects.filter(
        object_id=page.translation_key, translations__target_locale=page.locale_id
    )
    _require(may_change_now(request.user, page), not page.live or may_publish(request.user, page))
    _require(*(may_edit(request.user, _original(source)) for source in sources))


def _snippets(request: HttpRequest, app_label: str, model_name: str, **_kwargs: Any) -> None:
    model = get_snippet_model_from_url_params(app_label, model_name)
    policy = policy_registry.get_by_type(model)
    rights: Iterable[str] = ("add", "change", "delete", "view")
    _require(policy.user_has_any_permission(request.user, rights))


def _original(source: TranslationSource) -> Any:
    return _found(source.get_source_instance)


def _version(translation: Translation) -> Any:
    return _found(translation.get_target_instance)


def _found(get: Callable[[], Any]) -> Any:
    try:
        return get()
    except ObjectDoesNotExist as error:
        raise Http404 from error


CHECKS: dict[str, Callable[..., None]] = {
    "javascript_catalog": _open,
    "translations_report": _open,
    "translations_report_results": _open,
    "submit_page_translation": _submit_page,
    "submit_snippet_translation": _submit_snippet,
    "update_translations": _update,
    "edit_string_translation": _string,
    "edit_override": _override,
    "download_pofile": _translation,
    "upload_pofile": _translation,
    "machine_translate": _translation,
    "preview_translation": _translation,
    "stop_translation": _translation,
    "convert_to_alias": _convert,
    "snippets_api_listing": _snippets,
    "snippets_api_detail": _snippets,
}

"""One click from a page that is out of date to the work on its version."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail_localize.models import Translation

from . import guard
from .missing import count_missing


class BringChangesView(View):
    """Brings the original's changes to the version's texts to translate, and opens the translation editor.

    What readers see stays as it is. Asks what wagtail-localize's own update asks for.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, translation_id: int, **_kwargs: Any) -> HttpResponseRedirect:
        """Renew the source and go where it is translated."""
        translations = Translation.objects.select_related("source", "target_locale").filter(enabled=True)
        translation = get_object_or_404(translations, pk=translation_id)
        arguments = {"translation_source_id": translation.source_id}
        guard.check(request, "update_translations", arguments)
        translation.source.update_from_db()
        messages.success(request, _what_now(count_missing(translation)))
        return redirect(translation.get_target_instance_edit_url())


def _what_now(missing: int) -> str:
    if not missing:
        return gettext("The changes are here, and all texts are translated. Publish when you are ready.")
    return ngettext(
        "The changes are here. %(missing)d text waits to be translated. "
        "Until you publish, readers see what they saw before.",
        "The changes are here. %(missing)d texts wait to be translated. "
        "Until you publish, readers see what they saw before.",
        missing,
    ) % {"missing": missing}

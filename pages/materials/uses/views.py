"""The form on a material for telling how it was used, and the picture and files of a use."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.core.signed_out import ask_to_sign_in, still_to_send, words_kept
from pages.core.throttle import takes_more
from pages.core.uploads import name_of_title

from ..downloads.serving import serve_picture
from .forms import WORDS, UseForm
from .models import MaterialUse
from .telling import begin, keep_attachments, last_library, open_use, remove_picture, send

MOST_AN_HOUR = 30
PICTURE_SECONDS = 300  # that a browser keeps a picture which may be taken away


def ask_use(request: HttpRequest, page: Any) -> HttpResponse:
    """The form; after it is sent, the way back to the material. Where something is wrong, all stays.

    Raises PermissionDenied for those who may not tell; strangers sign in and come back with their words.
    """
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    if not request.user.has_perm("materials.add_materialuse"):
        raise PermissionDenied
    if request.method == "POST":
        with transaction.atomic():
            return _receive(request, page, open_use(page.translation_key, request.user))
    use = MaterialUse.objects.of(page.translation_key).told_by(request.user).open().first()
    initial = {name: getattr(use, name) for name in WORDS} if use else {}
    words = words_kept(request)
    if words is not None:
        initial |= {name: words.get(name, "") for name in WORDS}
        messages.info(request, still_to_send())
    initial["library"] = initial.get("library") or last_library(request.user)
    return _form_response(request, page, UseForm(use=use, initial=initial))


def serve_use_picture(request: HttpRequest, page: Any, number: int) -> HttpResponseBase:
    """The picture of one of the material's uses, for those who may see that."""
    use = _seen_use(request, page, number)
    if not use.picture:
        raise Http404
    return serve_picture(use.picture, PICTURE_SECONDS)


def serve_use_file(request: HttpRequest, page: Any, number: int, file_number: int) -> HttpResponseBase:
    """A file of an adapted version, always as a download."""
    use = _seen_use(request, page, number)
    file = use.files.filter(pk=min(file_number, 2**63 - 1)).first()
    if file is None:
        raise Http404
    stem, _dot, extension = file.name.rpartition(".")
    try:
        response = FileResponse(
            file.file.open("rb"), as_attachment=True, filename=name_of_title(stem, extension)
        )
    except OSError as error:
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Cache-Control"] = "private, no-cache"
    return response


def _receive(request: HttpRequest, page: Any, use: MaterialUse | None) -> HttpResponse:
    """Do what the form asks for, or show it again with what is wrong."""
    if "withdraw" in request.POST:
        return _withdraw(request, page, use)
    form = UseForm(request.POST, request.FILES, use=use)
    asked_for = request.POST.get("use", "")
    if asked_for and (use is None or asked_for != str(use.pk)):
        form.add_error(None, _gone_words())
        return _form_response(request, page, form)
    if not takes_more("materials.use", str(request.user.pk), MOST_AN_HOUR):
        form.add_error(None, _("You have sent this form many times within an hour. Try again in an hour."))
        return _form_response(request, page, form, status=429)
    is_whole = form.is_valid()
    picture, files = form.cleaned_data.get("picture"), form.good_files
    if is_whole or picture or files:
        use = use or begin(page.translation_key, request.user, get_language() or "")
        _remove(use, form)
        keep_attachments(use, picture, files)
    if not is_whole or use is None:
        return _form_response(request, page, _with_kept(request, form, use))
    send(use, form.words)
    messages.success(request, _("Thank you! An editor looks at it before it is shown on the page."))
    return HttpResponseRedirect(page.get_url(request))


def _withdraw(request: HttpRequest, page: Any, use: MaterialUse | None) -> HttpResponse:
    if use is None:
        messages.info(request, _gone_words())
    else:
        use.delete()
        messages.success(request, _("What you told was deleted."))
    return HttpResponseRedirect(page.get_url(request))


def _remove(use: MaterialUse, form: UseForm) -> None:
    removed = form.cleaned_data.get("remove_files", [])
    for file in use.files.filter(pk__in=removed):
        file.delete()
    if form.cleaned_data.get("remove_picture"):
        remove_picture(use)


def _with_kept(request: HttpRequest, form: UseForm, use: MaterialUse | None) -> UseForm:
    """The form with its errors, and the files that were kept from it."""
    shown = UseForm(request.POST, use=use)
    shown.take_errors(form)
    return shown


def _form_response(request: HttpRequest, page: Any, form: UseForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "use": form.use, "form_url": page.use_url(request)}
    response: HttpResponse = page.render(
        request, context_overrides=context, template="materials/uses/form.html"
    )
    response.status_code = status
    response["Cache-Control"] = "no-store"
    return response


def _seen_use(request: HttpRequest, page: Any, number: int) -> MaterialUse:
    use = MaterialUse.objects.of(page.translation_key).filter(pk=min(number, 2**63 - 1)).first()
    if use is None or not use.may_be_seen_by(request.user):
        raise Http404
    return use


def _gone_words() -> str:
    return _(
        "An editor has looked at what you told meanwhile, or you have deleted it. "
        "See the material's page; send this again only if it is a use of its own."
    )

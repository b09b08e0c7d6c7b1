"""A reader's own saved searches under the catalogue: the list, saving, changing, deleting.

Each is for the signed-in alone and about their own searches; others' are not found. No cache keeps any of it.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..asked import Asked, describe
from ..producers import with_keys
from .addresses import saved_url
from .forms import SavedSearchForm
from .listing import rows
from .models import LONGEST_NAME, SavedSearch
from .naming import marked_name, with_name
from .saving import change_search, save_search, saved_already

if TYPE_CHECKING:
    from ..models import CataloguePage


def list_searches(request: HttpRequest, page: "CataloguePage") -> HttpResponse:
    """The reader's searches, each with what came up for it last."""
    searches = list(SavedSearch.objects.of(request.user).with_latest())
    context = {"rows": rows(searches, page.locale.language_code, request)}
    return _answer(request, page, "list.html", context)


def new_search(request: HttpRequest, page: "CataloguePage") -> HttpResponse:
    """The form that saves what the query string asks; to the list, when it is saved."""
    asked = with_keys(Asked.from_query(request.GET, page.locale.language_code))
    description = describe(asked)
    if request.method != "POST" and (known := saved_already(request.user, asked)):
        messages.info(request, with_name(_("You have saved this search already, as “%(name)s”."), known))
        return HttpResponseRedirect(saved_url(page, request, "saved_search", number=known.pk))
    form = SavedSearchForm(request.POST or None, initial={"name": description[:LONGEST_NAME]})
    if form.is_valid():
        try:
            search = save_search(request.user, asked, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, with_name(_("The search “%(name)s” is saved."), search))
            return HttpResponseRedirect(saved_url(page, request))
    context = {"form": form, "description": description, "query": asked.query_string}
    return _answer(request, page, "new.html", context)


def edit_search(request: HttpRequest, page: "CataloguePage", number: int) -> HttpResponse:
    """The form that renames a search and says how often it is mailed."""
    search = _own(request, number)
    initial = {"name": search.name, "frequency": search.frequency}
    form = SavedSearchForm(request.POST or None, initial=initial)
    form.fields["name"].widget.attrs["lang"] = search.name_language
    if form.is_valid():
        change_search(search, **form.cleaned_data)
        messages.success(request, with_name(_("The search “%(name)s” is saved."), search))
        return HttpResponseRedirect(saved_url(page, request))
    (row,) = rows([search], page.locale.language_code, request)
    return _answer(request, page, "edit.html", {"form": form, "row": row, "name": marked_name(search)})


def delete_search(request: HttpRequest, page: "CataloguePage", number: int) -> HttpResponse:
    """Asks whether to delete a search, and deletes it."""
    search = _own(request, number)
    if request.method == "POST":
        search.delete()
        messages.success(request, with_name(_("The search “%(name)s” is deleted."), search))
        return HttpResponseRedirect(saved_url(page, request))
    return _answer(request, page, "delete.html", {"name": marked_name(search)})


def for_reader(request: HttpRequest) -> HttpResponse | None:
    """Where strangers are led: to sign in, and back. None for those who are signed in."""
    return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())


def _own(request: HttpRequest, number: int) -> SavedSearch:
    own = SavedSearch.objects.of(request.user).with_latest()
    search = own.filter(pk=number).first() if number < 2**63 else None
    if search is None:
        raise Http404(_("There is no such search among those that you have saved."))
    return search


def _answer(
    request: HttpRequest, page: "CataloguePage", template: str, context: dict[str, Any]
) -> HttpResponse:
    context |= {"saved_url": saved_url(page, request), "has_address": bool(request.user.email)}  # type: ignore[union-attr]
    return page.render(request, context_overrides=context, template=f"catalogue/saved/{template}")

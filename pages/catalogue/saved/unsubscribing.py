"""The link in a mail that stops the mails of one saved search: signed, so it works without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .addresses import search_of
from .models import SavedSearch
from .naming import marked_name


@csrf_exempt  # RFC 8058: the reader's mail service posts without having seen a form; the token is the secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks; a POST stops the mails. A search that has been deleted sends none, and so it says."""
    number = search_of(token)
    if number is None:
        raise Http404(_("The link is not whole. Copy all of it from the mail."))
    searches = SavedSearch.objects.filter(pk=number)
    if request.method == "POST":
        searches.stop_mails()
    search = searches.first()
    return render(
        request,
        "catalogue/saved/unsubscribe.html",
        {"search": search, "name": marked_name(search) if search else ""},
    )

"""What a form's sender wrote is kept over the way to sign in, when the session has ended meanwhile.

Files can't be kept so: only a form that is sent again has them.
"""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from .throttle import network_address, takes_more

KEPT = "words_of_signed_out"
MOST_CHARACTERS = 100_000
MOST_AN_HOUR = 60
LEFT_OUT = ("csrfmiddlewaretoken", "seen")


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to sign in and back, with the words of the form; to a script 401, as it shows no page."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=401)
    if request.method == "POST" and takes_more("signed_out", network_address(request), MOST_AN_HOUR):
        words = request.POST.copy()
        for name in LEFT_OUT:
            words.pop(name, None)
        encoded = words.urlencode()
        if len(encoded) <= MOST_CHARACTERS:
            request.session[KEPT] = [request.path, encoded]
    return redirect_to_login(request.get_full_path())


def words_kept(request: HttpRequest) -> QueryDict | None:
    """The words that were sent to this address before the sender signed in. They are handed out once."""
    path, encoded = request.session.get(KEPT) or ("", "")
    if request.method != "GET" or path != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(encoded)


def still_to_send() -> str:
    """What somebody is told whose words have come back."""
    return _(
        "You had been signed out, so nothing was sent. "
        "What you wrote is here: add any files again, and send it."
    )

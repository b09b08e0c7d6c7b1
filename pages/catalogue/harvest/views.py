"""The address at which other services harvest the site by OAI-PMH 2.0."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .answers import answer, refusal
from .arguments import read_question
from .errors import OaiError
from .repository import repository
from .xml import as_bytes


@csrf_exempt  # a question by POST changes nothing, and harvesters have no cookies
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """The answer to one question, the same for everybody. Errors of the protocol have status 200."""
    site, question = repository(), None
    try:
        question = read_question(request.POST if request.method == "POST" else request.GET)
        whole = answer(question, site)
    except OaiError as error:
        whole = refusal(error, question, site)
    response = HttpResponse(as_bytes(whole), content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = "no-store"  # harvesters reckon with the date of the answer
    return response

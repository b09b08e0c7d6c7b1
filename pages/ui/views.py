"""The developers' page of components in all their states, there only where SHOW_COMPONENTS says so."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .components import all_components

View = Callable[[HttpRequest], HttpResponse]


def where_components_are_shown(view: View) -> View:
    """Answer 404 on a site that doesn't show its components."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.SHOW_COMPONENTS:
            raise Http404
        return view(request)

    return guarded


@where_components_are_shown
def components(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    shown = [(component, component.examples(request)) for component in all_components()]
    return render(request, "ui/components_page.html", {"components": shown})


@where_components_are_shown
def component_dialog(request: HttpRequest) -> HttpResponse:
    """What the example of a dialog holds, as a page of its own."""
    return render(request, "ui/examples/dialog_page.html")

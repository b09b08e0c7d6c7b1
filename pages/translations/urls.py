"""Our views in the admin, under /admin/translations/."""

from django.urls import path

from .report import PageTranslationsView, SnippetTranslationsView
from .report_addresses import NAMESPACE
from .views import BringChangesView

app_name = NAMESPACE
_SNIPPETS = "snippets/<slug:app_label>/<slug:model_name>/"
urlpatterns = [
    path("", PageTranslationsView.as_view(), name="pages"),
    path("results/", PageTranslationsView.as_view(results_only=True), name="pages_results"),
    path(_SNIPPETS, SnippetTranslationsView.as_view(), name="snippets"),
    path(f"{_SNIPPETS}results/", SnippetTranslationsView.as_view(results_only=True), name="snippets_results"),
    path("<int:translation_id>/bring-changes/", BringChangesView.as_view(), name="bring_changes"),
]

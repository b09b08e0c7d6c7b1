"""The names of our own views in the admin."""

from urllib.parse import urlencode

from django.urls import reverse

NAMESPACE = "translations"
REPORT = f"{NAMESPACE}:pages"
RESULTS = f"{NAMESPACE}:pages_results"
SNIPPETS = f"{NAMESPACE}:snippets"
SNIPPETS_RESULTS = f"{NAMESPACE}:snippets_results"
BRING_CHANGES = f"{NAMESPACE}:bring_changes"


def report_url(language: str = "", state: str = "") -> str:
    """The report, filtered."""
    chosen = {name: value for name, value in (("language", language), ("state", state)) if value}
    return reverse(REPORT) + (f"?{urlencode(chosen)}" if chosen else "")

"""Wagtail's database search, given the words alone of what people type.

SQLite's search reads a quotation mark and the like as syntax, and would fail on a single one: in the site's
search, in the admin's and in Wagtail's API.
"""

from typing import Any

from modelsearch.backends import database

from integrations.liboppi.words import search_words


class WordsAlone:
    """What the backend of either database gets added."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        words = search_words(query) if isinstance(query, str) else query
        return super()._search(query_compiler_class, words, model_or_queryset, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 (the name by which modelsearch looks it up)
    """The search backend of the database in use."""
    backend = type(database.SearchBackend(params))
    return type("WordsAloneSearchBackend", (WordsAlone, backend), {})(params)

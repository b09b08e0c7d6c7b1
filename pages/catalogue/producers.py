"""Producers in addresses: one key each, the same in all languages; every name of one leads there."""

from pages.search.producers import FACET
from pages.search.snapshot import snapshot

from .asked import Asked


def with_keys(asked: Asked) -> Asked:
    """The question with its producers by their keys; no query where none is chosen."""
    values = asked.values(FACET)
    if not values:
        return asked
    known = snapshot(asked.locale).producers
    return asked.choosing(FACET, map(known.key_of, values))

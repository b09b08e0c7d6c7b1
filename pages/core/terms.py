"""How things of any kind name the terms that editors chose for them, such as themes and target groups."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language

NAME_IN = "name_in_"  # begins the names of columns that a query brings
T = TypeVar("T")


def named(terms: Iterable[T]) -> list[T]:
    """The terms, each with a `local_name` in the active language; no query where they have it already."""
    chosen: list[Any] = list(terms)
    if all(hasattr(term, "local_name") for term in chosen):
        return chosen
    numbers = [term.pk for term in chosen]
    return list(type(chosen[0]).objects.named_in(get_language() or "").filter(pk__in=numbers))


def all_names(terms: Sequence[Any]) -> list[str]:
    """The names of a vocabulary's terms in every language. No query where `named_in_all` brought them."""
    known: Mapping[int, Any] = {term.pk: term for term in terms}
    if terms and not hasattr(terms[0], f"{NAME_IN}{settings.LANGUAGE_CODE}"):
        known = type(terms[0])._default_manager.named_in_all().in_bulk(known)
    return list(dict.fromkeys(name for term in terms for name in known[term.pk].names))


def slugs(terms: Iterable[Any]) -> tuple[str, ...]:
    """What stands for the terms in facets and addresses."""
    return tuple(term.slug for term in terms)

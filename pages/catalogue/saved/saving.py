"""Saves a reader's search, once, and up to a limit; changes how often it is mailed."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..asked import Asked
from .models import LONGEST_QUERY, MOST_SEARCHES, Frequency, SavedSearch


def saved_already(user: Any, asked: Asked) -> SavedSearch | None:
    """The reader's own saved search that asks the same."""
    return SavedSearch.objects.filter(user=user, locale=asked.locale, query=asked.query_string).first()


def save_search(user: Any, asked: Asked, name: str, frequency: str) -> SavedSearch:
    """Save the search. Raises ValidationError where the reader has too many, this one, or it is too long."""
    if len(asked.query_string) > LONGEST_QUERY:
        raise ValidationError(
            _("The search has too many choices to be saved. Leave some of them out and try again.")
        )
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # one at a time, or the limit leaks
        if known := saved_already(user, asked):
            raise ValidationError(
                _("You have saved this search already, as “%(name)s”.") % {"name": known.name}
            )
        if SavedSearch.objects.filter(user=user).count() >= MOST_SEARCHES:
            raise ValidationError(
                _("You have %(number)s saved searches, and that is the most. Delete one that you don't need.")
                % {"number": MOST_SEARCHES}
            )
        return SavedSearch.objects.create(
            user=user, locale=asked.locale, query=asked.query_string, name=name, frequency=frequency
        )


def change_search(search: SavedSearch, name: str, frequency: str) -> None:
    """Rename the search and set how often it is mailed. What was found while no mail came is not mailed."""
    with transaction.atomic():
        if search.frequency == Frequency.NEVER != frequency:
            search.findings.filter(mailed=None).update(mailed=timezone.now())
        search.name, search.frequency = name, frequency
        search.save(update_fields=["name", "frequency"])

"""How many things wait for an editor, as the admin's menu says on each of its pages.

A number is kept for a minute, for all editors, and forgotten as soon as one of the things changes.
"""

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

KEPT_FOR = 60  # seconds


def connect(*models: type[Model]) -> None:
    """To be called once, when the site starts. The models' managers know those that are `waiting`."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(_on_changed, sender=model, dispatch_uid=f"{_key(model)}:forget")


def number_waiting(model: Any) -> int:
    """How many of the model wait. No query where it was asked within a minute."""
    number: int = cache.get_or_set(_key(model), model.objects.waiting().count, KEPT_FOR) or 0
    return number


def labelled(label: Any, number: int) -> str:
    """The label, with the number beside it where it isn't 0."""
    return f"{label} ({number})" if number else str(label)


class WaitingMenuItem(MenuItem):
    """Says beside its label how many things of its `model` wait."""

    model: type[Model]

    @property
    def number(self) -> int:
        return number_waiting(self.model)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        component.label = labelled(self.label, self.number)
        return component


def _on_changed(sender: type[Model], **_kwargs: Any) -> None:
    """At once for whoever changed it, and again when everybody can see it."""
    key = _key(sender)
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key))


def _key(model: type[Model]) -> str:
    return f"waiting:{model._meta.label_lower}"

"""Pins are kept with what is near a thing: whoever changes one makes the index count as changed."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from pages.search.models import IndexState

from .models import Pin


def connect() -> None:
    """To be called once, when the site starts."""
    for signal in (post_save, post_delete):
        signal.connect(_on_pin, sender=Pin, dispatch_uid="catalogue_pin")


def _on_pin(**_kwargs: Any) -> None:
    IndexState.raise_version()

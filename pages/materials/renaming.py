"""A theme or a target group gets another name: the pages that carry it tell otherwise of themselves."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page

from pages.core.findable import findable_changed

from .models import TargetGroup, Theme
from .vocabulary import Term


def connect() -> None:
    """To be called once, when the site starts."""
    for signal in (post_save, pre_delete):
        for vocabulary in (Theme, TargetGroup):
            signal.connect(_on_term, sender=vocabulary, dispatch_uid=f"materials_{vocabulary.__name__}")


def _on_term(instance: Term, **_kwargs: Any) -> None:
    """Materials carry it, and pages of other kinds that chose the vocabulary."""
    for relation in instance._meta.related_objects:
        model = relation.related_model
        if relation.many_to_many and issubclass(model, Page):
            carrying = {f"{relation.field.name}__translation_key": instance.translation_key}
            pages = model.objects.live().filter(**carrying).distinct()
            findable_changed.send(model, pages=pages)

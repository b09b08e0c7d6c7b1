"""Removes copies that no course shows any more, unless an editor has used or worked on them.

A copy stays when anything refers to it: a field of whatever model, Wagtail's reference index, a revision that
isn't published, is scheduled or is recent (the index follows in the background). It also stays when Wagtail's
history knows of a change to it.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.log_actions import registry
from wagtail.models import DraftStateMixin, ReferenceIndex, Revision

from ..models import Course, CoursePicture
from .library import copies, is_copy

RECENT = timedelta(days=7)
_NUMBER = re.compile("[0-9]+")


def remove_unused_copies() -> int:
    """Delete them, each in a transaction of its own; how many there were."""
    removed = 0
    for image in _unused():
        try:
            with transaction.atomic():
                image.delete()
        except ProtectedError:
            continue
        removed += 1
    return removed


def _unused() -> list[Any]:
    shown = CoursePicture.objects.exclude(image=None).values("image")
    candidates = [image for image in copies().exclude(pk__in=shown) if is_copy(image)]
    if not candidates:
        return []
    candidates = [image for image in candidates if not _is_referred_to(image)]
    drafted = _numbers_in_revisions() if candidates else set()
    return [image for image in candidates if str(image.pk) not in drafted]


def _is_referred_to(image: Any) -> bool:
    ours = [ContentType.objects.get_for_model(model) for model in (CoursePicture, Course)]
    references = ReferenceIndex.get_references_to(image).exclude(base_content_type__in=ours)
    return references.exists() or _is_in_a_field(image) or registry.get_logs_for_instance(image).exists()


def _is_in_a_field(image: Any) -> bool:
    """Whether a foreign key of any model leads to the image, its renditions aside."""
    renditions = image.get_rendition_model()
    relations = (
        relation
        for relation in get_image_model()._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.related_model is not renditions
    )
    return any(_leads_to(relation, image) for relation in relations)


def _leads_to(relation: Any, image: Any) -> bool:
    return bool(relation.related_model._base_manager.filter(**{relation.field.name: image.pk}).exists())


def _numbers_in_revisions() -> set[str]:
    """Every number in a text that an editor may yet publish: an image stands there by its own."""
    revisions = Revision.objects.filter(_may_be_published()).order_by()
    return {
        number
        for content in revisions.values_list("content", flat=True).iterator()
        for number in _NUMBER.findall(json.dumps(content))
    }


def _may_be_published() -> Q:
    waiting = Q(created_at__gte=timezone.now() - RECENT) | Q(approved_go_live_at__isnull=False)
    for model in _models_with_drafts():
        drafts = model._base_manager.filter(has_unpublished_changes=True)
        waiting |= Q(pk__in=drafts.values("latest_revision"))
    return waiting


def _models_with_drafts() -> Iterable[Any]:
    models: Sequence[Any] = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return (model for model in models if model._meta.get_field("latest_revision").model is model)

"""When a material gets a new version, and what of one language's page holds for the others.

A version is made when a material is published for the first time, and whenever what is told of the version
has changed. Any other publishing is a correction of the present version.
"""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Revision
from wagtail.signals import page_published

from .models import MaterialPage, MaterialVersion, MaterialVersionFile


def connect() -> None:
    """To be called once, when the site starts."""
    page_published.connect(_on_published, sender=MaterialPage, dispatch_uid="materials_published")


def _on_published(instance: MaterialPage, revision: Revision | None = None, **_kwargs: Any) -> None:
    if instance.alias_of_id:
        return
    if revision is not None and not instance.taken_down:
        keep_version(instance, revision)
    take_down_with(instance)


def keep_version(material: MaterialPage, revision: Revision) -> MaterialVersion:
    """Make a new version of the published `revision`, or let the present version be as it is now."""
    with transaction.atomic():
        present = material.versions.select_for_update().defer("content").first()
        told = material.what_changed.strip()
        if present is None or (told and told != present.what_changed):
            number = (material.versions.aggregate(last=Max("number"))["last"] or 0) + 1
            present = MaterialVersion(page=material, number=number, published=timezone.now())
        present.what_changed = told or present.what_changed
        present.content = revision.content
        present.save()
        _keep_files(present, material)
    return present


def _keep_files(version: MaterialVersion, material: MaterialPage) -> None:
    numbers = {file.document_id for file in material.files.all()}
    version.files.exclude(document__in=numbers).delete()
    kept = set(version.files.values_list("document", flat=True))
    there = get_document_model().objects.filter(pk__in=numbers - kept)
    for document in there:
        MaterialVersionFile.objects.create(version=version, document=document)


def take_down_with(material: MaterialPage) -> None:
    """A material is taken down, or brought back, in all its languages at once.

    The pages of the others are told in their drafts too, so that publishing one does not bring it back.
    """
    others = MaterialPage.objects.filter(translation_key=material.translation_key, alias_of=None, live=True)
    for other in others.exclude(pk=material.pk).exclude(taken_down=material.taken_down):
        _set_taken_down(other, material)


def _set_taken_down(other: MaterialPage, material: MaterialPage) -> None:
    if other.taken_down == material.taken_down:
        return
    day = material.taken_down.isoformat() if material.taken_down else None
    for revision in Revision.objects.filter(pk__in={other.latest_revision_id, other.live_revision_id}):
        revision.content["taken_down"] = day
        revision.save(update_fields=["content"])
    other.taken_down = material.taken_down
    other.save(update_fields=["taken_down"])
    page_published.send(sender=MaterialPage, instance=other, revision=None)

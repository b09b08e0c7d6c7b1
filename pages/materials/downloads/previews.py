"""Makes previews of documents in the background, when a document is new or its file is another."""

import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django_q.tasks import async_task
from wagtail.documents import get_document_model

from .models import FilePreview

logger = logging.getLogger(__name__)

TASK = "pages.materials.downloads.previews.make_preview"
DRAWN = {"pdf", "png", "jpg", "jpeg"}
LARGEST = 60 * 1024 * 1024  # bytes of a file that is drawn
PROGRAM = str(Path(__file__).with_name("render.py"))
SECONDS = 30  # that the program may take


def connect() -> None:
    """To be called once, when the site starts."""
    post_save.connect(_on_saved, sender=get_document_model(), dispatch_uid="materials_preview")
    post_delete.connect(_on_deleted, sender=FilePreview, dispatch_uid="materials_preview_deleted")


def make_preview(number: int) -> bool:
    """Draw the document with this primary key, unless its preview is of the same content already.

    Whether there is a preview now; one of another content is taken away.
    """
    document = get_document_model().objects.filter(pk=number).first()
    if document is None:
        return False
    if FilePreview.objects.filter(document=document, file_hash=document.get_file_hash()).exists():
        return True
    FilePreview.objects.filter(document=document).delete()
    jpeg = _draw(document)
    if not jpeg:
        return False
    preview = FilePreview(document=document, file_hash=document.file_hash)
    preview.picture.save("preview.jpg", ContentFile(jpeg))
    return True


def can_be_drawn(document: Any) -> bool:
    """Whether it is of a type that is drawn."""
    return document.file_extension.lower() in DRAWN


def _draw(document: Any) -> bytes:
    """The JPEG, b"" where none can be made."""
    if not can_be_drawn(document) or (document.get_file_size() or 0) > LARGEST:
        return b""
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            data = file.read()
        run = subprocess.run(
            [sys.executable, "-I", PROGRAM], input=data, capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.warning("no preview of document %s: %s", document.pk, type(error).__name__)
        return b""
    return run.stdout


def _on_saved(instance: Any, **_kwargs: Any) -> None:
    if can_be_drawn(instance):
        async_task(TASK, instance.pk, task_name=f"materials_preview_{instance.pk}")


def _on_deleted(instance: FilePreview, **_kwargs: Any) -> None:
    transaction.on_commit(lambda: instance.picture.storage.delete(str(instance.picture.name)))

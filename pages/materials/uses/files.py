"""Deletes the picture and files of a use with it."""

from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete

from .models import MaterialUse, MaterialUseFile


def connect() -> None:
    """To be called once, when the site starts."""
    post_delete.connect(_use_deleted, sender=MaterialUse, dispatch_uid="materials_use_deleted")
    post_delete.connect(_file_deleted, sender=MaterialUseFile, dispatch_uid="materials_use_file_deleted")


def _use_deleted(instance: MaterialUse, **_kwargs: Any) -> None:
    _delete(instance.picture)


def _file_deleted(instance: MaterialUseFile, **_kwargs: Any) -> None:
    _delete(instance.file)


def _delete(file: FieldFile) -> None:
    if name := file.name:
        transaction.on_commit(lambda: file.storage.delete(name))

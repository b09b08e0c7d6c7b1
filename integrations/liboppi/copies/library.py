"""Where copies stand in Wagtail's picture library: their collection, their files, one for the same bytes.

Knows a copy by its file, which is named after its own bytes: whatever an editor has put in its place is the
editor's. Fetches and deletes no image.
"""

from posixpath import basename, dirname
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count
from django.utils.crypto import get_random_string
from wagtail.images import get_image_model
from wagtail.models import Collection

from ..models import CoursePicture
from .checking import PictureFile

PREFIX = "liboppi-"


def copies() -> Any:
    """A queryset of the images whose files are named as copies are, uploaded by nobody."""
    return get_image_model().objects.filter(file__contains=PREFIX, uploaded_by_user=None)


def is_copy(image: Any) -> bool:
    """Whether the image still has the file that it was made with."""
    name = basename(image.file.name)
    return bool(image.file_hash) and name.startswith(PREFIX + image.file_hash)


def same_copy(file: PictureFile) -> Any:
    """The copy that has the same bytes, or None."""
    return next(filter(is_copy, copies().filter(file_hash=file.file_hash).order_by("pk")), None)


def make_copy(file: PictureFile, *, title: str, description: str, collection: Collection) -> Any:
    """A new image in the library; the file is gone again when it can't be entered there.

    The texts are cut to what the library has room for.
    """
    image = get_image_model()(
        title=title[:255],
        description=description[:255],
        collection=collection,
        file=ContentFile(file.content, _new_name(file)),
        file_hash=file.file_hash,
        file_size=len(file.content),
    )
    try:
        with transaction.atomic():
            image.save()
    except BaseException:
        if image.file._committed:  # that is, stored
            image.file.storage.delete(image.file.name)
        raise
    return image


def _new_name(file: PictureFile) -> str:
    """Never used before: files are deleted in the background, and a late deletion must hit no new copy."""
    return f"{PREFIX}{file.file_hash}-{get_random_string(7)}.{file.extension}"


def copies_collection(name: str) -> Collection:
    """The collection for copies: the one that most of them are in, whatever it is called by now.

    Without any, the one called `name` right under the root, made where it is missing.
    """
    places = CoursePicture.objects.filter(image__collection__depth__gt=1).values("image__collection")
    fullest = places.annotate(copies=Count("image", distinct=True)).order_by("-copies", "image__collection")
    place = fullest.first()
    if place:
        return Collection.objects.get(pk=place["image__collection"])
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def remove_orphans() -> None:
    """Delete files of copies that are in no image: what a run left that was killed while it stored one.

    Only for whoever is the only one to make copies just then.
    """
    model = get_image_model()
    storage = model._meta.get_field("file").storage
    folder = dirname(model().get_upload_to(PREFIX))
    try:
        _folders, names = storage.listdir(folder)
    except (OSError, NotImplementedError):
        return
    stored = {f"{folder}/{name}" for name in names if name.startswith(PREFIX)}
    for name in stored.difference(copies().values_list("file", flat=True)):
        storage.delete(name)

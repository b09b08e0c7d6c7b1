"""What tellers do with their uses: begin, keep files, send, withdraw. Knows nobody's rights.

The caller holds a transaction; each deed locks the use and does nothing to one that is not open any more.
"""

import uuid
from pathlib import PurePath
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from .choices import UseState
from .models import MaterialUse, MaterialUseFile

LONGEST_NAME = 150


def open_use(material: uuid.UUID, user: Any) -> MaterialUse | None:
    """The user's use of the material that waits or is being written, locked.

    The user's row is locked too: a form that is sent twice at once finds the second time what the first made.
    """
    get_user_model().objects.select_for_update().filter(pk=user.pk).first()
    mine = MaterialUse.objects.of(material).told_by(user).open()
    return mine.select_for_update().first()


def begin(material: uuid.UUID, user: Any, language: str) -> MaterialUse:
    """A new use to be written on. Drafts that were left lying long ago go."""
    for forgotten in MaterialUse.objects.forgotten():
        forgotten.delete()
    return MaterialUse.objects.create(material=material, teller=user, language=language)


def keep_attachments(use: MaterialUse, picture: Any, files: list[Any]) -> None:
    """Keep what was sent, so that it outlasts a mistake elsewhere in the form."""
    use.changed = timezone.now()
    if picture:
        remove_picture(use)
        use.picture.save("picture.jpg", picture, save=False)
    use.save()
    kept = set(use.files.values_list("name", "size"))
    for upload in files:
        name = _short(upload.name)
        if (name, upload.size) not in kept:  # else the form was sent twice
            file = MaterialUseFile(use=use, file=upload, name=name, size=upload.size)
            file.look_into(upload)
            file.save()


def remove_picture(use: MaterialUse) -> None:
    """Take the picture away; the caller saves the use. The file goes once that is certain."""
    if use.picture:
        storage, name = use.picture.storage, str(use.picture.name)
        use.picture = ""
        use.picture_width = use.picture_height = None
        transaction.on_commit(lambda: storage.delete(name))


def send(use: MaterialUse, words: dict[str, Any]) -> None:
    """Let an editor look at the use, as it is told now."""
    for name, value in words.items():
        setattr(use, name, value)
    use.state, use.changed = UseState.WAITING, timezone.now()
    use.version += 1
    use.save()


def last_library(user: Any) -> str:
    """Where the user's last use was, "" where there was none."""
    told = MaterialUse.objects.told_by(user).exclude(library="")
    return told.order_by("-pk").values_list("library", flat=True).first() or ""


def _short(name: str) -> str:
    path = PurePath(name)
    return f"{path.stem[: LONGEST_NAME - 12]}{path.suffix[:12]}"

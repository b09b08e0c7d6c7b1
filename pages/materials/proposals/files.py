"""The files of proposals: checked, kept in private, handed to those who may see them."""

from collections.abc import Iterable
from hashlib import file_digest, sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.core.uploads import check_upload, clean_name

from .deeds import locked
from .models import Proposal, ProposalFile

MOST_FILES = 10
MOST_BYTES = 200 * 1024 * 1024  # of all files together
SHOWN_IN_BROWSER = {
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
}


def types() -> frozenset[str]:
    """What is taken: the types of documents that do nothing by themselves."""
    return frozenset(settings.WAGTAILDOCS_EXTENSIONS) - {"svg"}


def attach_all(proposal: Proposal, uploads: Iterable[Any]) -> list[str]:
    """Keep those of the files that are fit; what is wrong with the others."""
    problems = []
    for upload in uploads:
        try:
            attach(proposal, upload)
        except ValidationError as error:
            problems += error.messages
    return problems


def attach(proposal: Proposal, upload: Any) -> ProposalFile:
    """Keep one file, once however often it is sent.

    Raises ValidationError that names it, and says why it was not taken.
    """
    name = clean_name(upload.name or "")
    kind = check_upload(upload, types())
    with transaction.atomic():
        if there := _the_same(locked(proposal), name, upload):
            return there
        _refuse_too_much(locked(proposal), name, upload.size)
        Proposal.objects.filter(pk=proposal.pk).update(changed=timezone.now())
        file = ProposalFile(proposal=proposal, name=name, type=kind, size=upload.size)
        file.look_into(upload)
        file.file.save(name, upload, save=False)
        try:
            file.save()
        except Exception:
            file.file.delete(save=False)
            raise
    return file


def send(file: ProposalFile, *, inline: bool) -> FileResponse:
    """The file, shown by the browser where that is asked for and safe, else saved by it."""
    media_type = SHOWN_IN_BROWSER.get(file.type) if inline else None
    response = FileResponse(
        file.file.open("rb"),
        as_attachment=media_type is None,
        filename=file.name,
        content_type=media_type or "application/octet-stream",
    )
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def delete_stored(instance: ProposalFile, **_kwargs: Any) -> None:
    """A row is gone, so is its file, once that is certain. Connected to post_delete."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name))


def _the_same(proposal: Proposal, name: str, upload: Any) -> ProposalFile | None:
    """The proposal's file of this name and content, None where there is none."""
    for file in proposal.files.filter(name=name, size=upload.size):
        with file.file.open("rb") as stored:
            is_same = file_digest(stored, "sha256").digest() == _digest(upload)
        if is_same:
            return file
    return None


def _digest(upload: Any) -> bytes:
    found = sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.digest()


def _refuse_too_much(proposal: Proposal, name: str, size: int) -> None:
    if proposal.files.count() >= MOST_FILES:
        text = _("“%(name)s”: A proposal takes %(most)s files. Remove one, or pack several into a ZIP.")
        raise ValidationError(text % {"name": name, "most": MOST_FILES})
    total = proposal.files.aggregate(total=Sum("size"))["total"] or 0
    if total + size > MOST_BYTES:
        text = _("“%(name)s”: The files together would be larger than %(most)s MB. Make them smaller.")
        raise ValidationError(text % {"name": name, "most": MOST_BYTES // 1024**2})

"""What staff tell of how they used a material, with a picture and an adapted version if they like.

A use belongs to the material in all its languages: to the translation key of its pages.
"""

import uuid
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.core.looked_into import LookedInto

from .choices import OPEN, UseState

LONGEST_TEXT = 3000  # characters
LONGEST_REASON = 500
DRAFT_DAYS = 30  # so long an unfinished draft is kept


def picture_path(_use: "MaterialUse", _name: str) -> str:
    """A name that nobody guesses, outside the folders that a web server shows."""
    return f"material_uses/{uuid.uuid4().hex}/picture.jpg"


def file_path(_file: "MaterialUseFile", name: str) -> str:
    """As that of a picture; the name the teller gave is kept beside the file."""
    return f"material_uses/{uuid.uuid4().hex}/file{PurePath(name).suffix.lower()[:10]}"


class MaterialUseQuerySet(models.QuerySet["MaterialUse"]):
    """Questions asked of uses."""

    def of(self, material: uuid.UUID) -> "MaterialUseQuerySet":
        """Those of the material with this translation key."""
        return self.filter(material=material)

    def shown(self) -> "MaterialUseQuerySet":
        """Those that readers see."""
        return self.filter(state=UseState.SHOWN)

    def waiting(self) -> "MaterialUseQuerySet":
        """Those that an editor has not looked at yet."""
        return self.filter(state=UseState.WAITING)

    def open(self) -> "MaterialUseQuerySet":
        """Those that their tellers may still change."""
        return self.filter(state__in=OPEN)

    def told_by(self, user: Any) -> "MaterialUseQuerySet":
        """The user's own."""
        return self.filter(teller=user)

    def forgotten(self) -> "MaterialUseQuerySet":
        """Drafts that nobody has touched for long."""
        last = timezone.now() - timedelta(days=DRAFT_DAYS)
        return self.filter(state=UseState.DRAFT, changed__lt=last)

    def newest_first(self) -> "MaterialUseQuerySet":
        """By when it was used, the latest on top."""
        return self.order_by("-used_on", "-pk")


class MaterialUse(models.Model):
    """A library's word on how it used a material. Its teller is not shown, the library is."""

    material = models.UUIDField(_("material"), db_index=True, editable=False)
    teller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("told by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=12, editable=False)
    library = models.CharField(_("library"), max_length=150, blank=True)
    used_on = models.DateField(_("when it was used"), null=True, blank=True)
    text = models.TextField(_("how it went"), max_length=LONGEST_TEXT, blank=True)
    picture = models.ImageField(
        _("picture"),
        upload_to=picture_path,
        width_field="picture_width",
        height_field="picture_height",
        max_length=200,
        blank=True,
    )
    picture_width = models.PositiveIntegerField(null=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, editable=False)
    picture_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    picture_credit = models.CharField(_("credit"), max_length=150, blank=True)
    people_agreed = models.BooleanField(_("the people in the picture have agreed"), default=False)

    state = models.CharField(
        _("state"), max_length=20, choices=UseState.choices, default=UseState.DRAFT, editable=False
    )
    changed = models.DateTimeField(_("told"), default=timezone.now, editable=False)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    decided = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=0, editable=False)  # one more with every deed

    objects = MaterialUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a material")
        verbose_name_plural = _("uses of materials")
        default_permissions = ("add", "change", "delete")
        ordering = ["-changed", "-pk"]
        indexes = [models.Index(fields=["material", "state"], name="materials_use_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "teller"],
                condition=models.Q(state__in=OPEN),
                name="materials_one_open_use_a_teller",
            )
        ]

    def __str__(self) -> str:
        """Without what was told: it stays in logs after the use is deleted."""
        return gettext("Use %(number)s") % {"number": self.pk}

    @property
    def is_open(self) -> bool:
        """Whether its teller may still change it."""
        return self.state in OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether an editor is to look at it."""
        return self.state == UseState.WAITING

    @property
    def is_shown(self) -> bool:
        """Whether readers see it."""
        return self.state == UseState.SHOWN

    def may_be_seen_by(self, user: Any) -> bool:
        """Whether the user may have its picture and files: what is shown is for all who see the material."""
        is_own = user.is_authenticated and self.teller_id == user.pk
        return self.is_shown or is_own or user.has_perm("materials.change_materialuse")


class MaterialUseFile(LookedInto):
    """A file of the version that a library has adapted."""

    use = models.ForeignKey(MaterialUse, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=file_path, max_length=200)
    name = models.CharField(_("name"), max_length=150)  # as the teller's own file was called
    size = models.PositiveBigIntegerField(_("size"))  # bytes

    class Meta:
        verbose_name = _("file of an adapted version")
        verbose_name_plural = _("files of adapted versions")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """The type of file, in capitals: "PDF"."""
        return PurePath(self.name).suffix.lstrip(".").upper()

"""How often materials are looked at and downloaded, by day. Knows nobody who did it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class MaterialCount(models.Model):
    """One day of a material, in all its languages."""

    material = models.UUIDField(_("material"))  # the translation key of its pages
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0)
    downloads = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        verbose_name = _("count of a material")
        verbose_name_plural = _("counts of materials")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["material", "day"], name="materials_one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.material} {self.day}"

    @classmethod
    def add(cls, material: uuid.UUID, day: object, name: str) -> None:
        """One more view or download; `name` is that of the column."""
        one_more = {name: models.F(name) + 1}
        today = cls.objects.filter(material=material, day=day)
        if today.update(**one_more):
            return
        _count, is_new = cls.objects.get_or_create(material=material, day=day, defaults={name: 1})
        if not is_new:  # another process was first
            today.update(**one_more)

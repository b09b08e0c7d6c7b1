"""What harvesters have been told of: a row a thing, which stays when the thing goes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.core.findable import Kind


class SetsField(models.Field):
    """Sets of OAI-PMH: a tuple of their specs in Python, ",course,language:fi," in the column."""

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str, expression: Any, connection: Any) -> tuple[str, ...]:
        return self.to_python(value)

    def to_python(self, value: Any) -> tuple[str, ...]:
        given = value.split(",") if isinstance(value, str) else value or ()
        return tuple(spec for spec in given if spec)

    def get_prep_value(self, value: Any) -> str:
        return f",{','.join(self.to_python(value))},"


class HarvestRecordQuerySet(models.QuerySet["HarvestRecord"]):
    """Questions that harvesters ask."""

    def in_set(self, spec: str) -> "HarvestRecordQuerySet":
        """Those of the set and of the sets under it; all where `spec` is ""."""
        if not spec:
            return self
        return self.filter(models.Q(sets__contains=f",{spec},") | models.Q(sets__contains=f",{spec}:"))

    def between(self, since: datetime | None, until: datetime | None) -> "HarvestRecordQuerySet":
        """Those last changed from `since` to `until`, both included; None is no bound."""
        records = self.filter(datestamp__gte=since) if since else self
        return records.filter(datestamp__lte=until) if until else records

    def after(self, datestamp: datetime, pk: int) -> "HarvestRecordQuerySet":
        """Those that come later in order than the record with this datestamp and primary key."""
        later = models.Q(datestamp__gt=datestamp) | models.Q(datestamp=datestamp, pk__gt=pk)
        return self.filter(later)

    def in_order(self) -> "HarvestRecordQuerySet":
        """The longest unchanged first, so that what changes during a harvest comes again, at the end."""
        return self.order_by("datestamp", "pk")

    def of(self, kind: Kind, keys: Iterable[str]) -> "HarvestRecordQuerySet":
        """Those of the things with these keys."""
        return self.filter(kind=kind, key__in=list(keys))


class HarvestRecord(models.Model):
    """A material or course as harvesters know it. Rows are never deleted: they tell that a thing has gone.

    `kind` is a value of `Kind`, `key` a material's translation key or a course's number in Liboppi.
    `datestamp`, in whole seconds, is when that which harvesters get was seen to have changed; `fingerprint`
    tells whether it has.
    """

    kind = models.CharField(_("kind"), max_length=12)
    key = models.CharField(_("key"), max_length=36)
    datestamp = models.DateTimeField(_("last changed"))
    is_deleted = models.BooleanField(_("gone"), default=False)
    sets = SetsField(_("sets"), default=tuple)
    fingerprint = models.CharField(max_length=64, editable=False)

    objects = HarvestRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record for harvesters")
        verbose_name_plural = _("records for harvesters")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="catalogue_one_record_a_thing")]
        indexes = [models.Index(fields=["datestamp", "id"], name="catalogue_harvest_order")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

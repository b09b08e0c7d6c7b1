"""Questions asked of materials about their uses."""

from typing import Any, Self

from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from pages.core.models import BasePageQuerySet

from .models import MaterialUse


class UsedQuerySet(BasePageQuerySet):
    """Materials by how much they are used."""

    def with_use_counts(self) -> Self:
        """Each with `number_of_uses`: how many uses readers see."""
        return self.annotate(number_of_uses=use_counts("translation_key"))

    def most_used(self) -> Self:
        """The most used on top, the newest first among those used as often."""
        return self.with_use_counts().order_by("-number_of_uses", "-first_published_at", "-pk")


def use_counts(material: str) -> Any:
    """The number of shown uses of the material whose translation key is in the column `material`."""
    uses = MaterialUse.objects.shown().filter(material=OuterRef(material)).order_by().values("material")
    counted = Subquery(uses.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return Coalesce(counted, Value(0))

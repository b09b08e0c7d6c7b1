"""What the vocabularies of the material bank share: terms in the editors' order, named in each language."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable, TranslatableMixin

from integrations.liboppi.alphabet import alphabetical
from pages.core.terms import NAME_IN

yso_address = RegexValidator(
    r"^https?://www\.yso\.fi/onto/yso/p[0-9]+$",
    _(
        "%(value)s is no address of a YSO concept. Copy the concept's URI from Finto, such as "
        "http://www.yso.fi/onto/yso/p11406."
    ),
)


class TermQuerySet(QuerySet[Any]):
    """Questions asked of the terms of a vocabulary."""

    def named_in(self, language: str) -> Self:
        """In the editors' order, each with `local_name`: its name in `language`, else its own.

        `local_language` is the code of that name's language.
        """
        namesake = self.model._default_manager.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        named = self.annotate(
            local_name=Coalesce(Subquery(namesake.values("name")[:1]), F("name")),
            local_language=Coalesce(
                Subquery(namesake.values("locale__language_code")[:1]), F("locale__language_code")
            ),
        )
        return named.order_by(F("sort_order").asc(nulls_last=True), alphabetical("local_name"), "pk")

    def named_in_all(self) -> Self:
        """Each with its names in all languages of the site, which `names` then tells."""
        namesakes = self.model._default_manager.filter(translation_key=OuterRef("translation_key"))
        languages = {
            f"{NAME_IN}{code}": Subquery(namesakes.filter(locale__language_code=code).values("name")[:1])
            for code, _name in settings.LANGUAGES
        }
        return self.annotate(**languages)

    def one_each(self) -> Self:
        """Each term once, whatever languages it has: in the default language where it has that."""
        is_default = models.Q(locale__language_code=settings.LANGUAGE_CODE)
        versions = self.model._default_manager.filter(translation_key=OuterRef("translation_key"))
        earlier = versions.filter(pk__lt=OuterRef("pk"))
        return self.filter(is_default | ~Exists(versions.filter(is_default)) & ~Exists(earlier))


class Term(TranslatableMixin, Orderable):
    """A term. Its slug, the same in every language, stands in addresses and the API."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        help_text=_(
            "The term's name in addresses and for other programs. Leave it as it is once materials are out."
        ),
    )
    yso = models.URLField(
        _("address in YSO"),
        blank=True,
        validators=[yso_address],
        help_text=_(
            "The same concept in the General Finnish Ontology, such as http://www.yso.fi/onto/yso/p11406. "
            "Find it at finto.fi; national services recognise the term by it."
        ),
    )

    objects = TermQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """Its own name, then those in the other languages of the site that `named_in_all` brought."""
        others = (getattr(self, f"{NAME_IN}{code}", None) for code, _name in settings.LANGUAGES)
        return list(dict.fromkeys(name for name in (self.name, *others) if name))

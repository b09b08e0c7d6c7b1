"""What editors add to the search: words that mean the same, and pages and courses that come first."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from integrations.liboppi.models import Course
from integrations.liboppi.words import search_words

LONGEST_LIST = 500  # characters


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list with commas (or lines), as they are written, each once and none empty."""
    parts = (" ".join(part.split()) for part in normalize_newlines(text).replace("\n", ",").split(","))
    by_fold: dict[str, str] = {}
    for part in parts:
        by_fold.setdefault(folded(part), part)
    by_fold.pop("", None)
    return tuple(by_fold.values())


def folded(words: str) -> str:
    """What makes two searches the same: their words alone, in small letters."""
    return search_words(words).casefold()


class Synonym(models.Model):
    """Words of both languages that mean the same: who searches for one of them finds them all."""

    finnish = models.CharField(
        gettext_lazy("Finnish words"),
        max_length=LONGEST_LIST,
        blank=True,
        help_text=gettext_lazy("In their basic form, separated by commas: kirjasto, lainaamo."),
    )
    swedish = models.CharField(
        gettext_lazy("Swedish words"),
        max_length=LONGEST_LIST,
        blank=True,
        help_text=gettext_lazy("In their basic form, separated by commas: bibliotek."),
    )

    class Meta:
        verbose_name = gettext_lazy("synonym")
        verbose_name_plural = gettext_lazy("synonyms")
        ordering = ["finnish", "swedish"]

    def __str__(self) -> str:
        return " = ".join(words for words in (self.finnish, self.swedish) if words)

    def phrases(self) -> list[tuple[str, str]]:
        """The words or phrases, each with its language."""
        by_language = (("fi", self.finnish), ("sv", self.swedish))
        return [(phrase, language) for language, text in by_language for phrase in listed(text)]

    def clean(self) -> None:
        """Raises ValidationError for fewer than two words, and for a word that another synonym has."""
        self.finnish, self.swedish = (", ".join(listed(text)) for text in (self.finnish, self.swedish))
        if len(listed(self.finnish)) + len(listed(self.swedish)) < 2:
            raise ValidationError(_("Write at least two words that mean the same, in either language."))
        others = list(Synonym.objects.exclude(pk=self.pk))
        errors = {name: self._taken(name, others) for name in ("finnish", "swedish")}
        if any(errors.values()):
            raise ValidationError({name: error for name, error in errors.items() if error})

    def _taken(self, name: str, others: Iterable["Synonym"]) -> str:
        for other in others:
            theirs = {folded(word) for word in listed(getattr(other, name))}
            for word in listed(getattr(self, name)):
                if folded(word) in theirs:
                    return _("“%(word)s” is already in “%(synonym)s”. Add your words there.") % {
                        "word": word,
                        "synonym": other,
                    }
        return ""


class PromotionQuerySet(models.QuerySet["Promotion"]):
    """Questions asked of promotions."""

    def for_searches(self, searches: Iterable[str], locale: str) -> "list[Promotion]":
        """Those of the searches, as people type them, in the editors' order. One query."""
        asked = {folded(words) for words in searches} - {""}
        candidates = self.filter(locale=locale) if asked else self.none()
        return [one for one in candidates if asked & {folded(words) for words in listed(one.words)}]


class Promotion(models.Model):
    """A page or a course that stands first where people search for certain words."""

    words = models.CharField(
        gettext_lazy("searches"),
        max_length=LONGEST_LIST,
        help_text=gettext_lazy(
            "What people type, separated by commas. Inflected forms count too: kirjastokortti is enough for "
            "kirjastokortin."
        ),
    )
    locale = models.CharField(
        gettext_lazy("language"),
        max_length=12,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("In which language's search it shows."),
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("page"),
        help_text=gettext_lazy("Choose either a page or a course."),
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("course"),
    )
    sort_order = models.PositiveIntegerField(
        gettext_lazy("order"),
        default=0,
        help_text=gettext_lazy("Of several for the same search, the smallest number stands first."),
    )

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("promotion")
        verbose_name_plural = gettext_lazy("promotions")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(course=None),
                name="search_promotes_page_or_course",
                violation_error_message=gettext_lazy("Choose either a page or a course."),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Raises ValidationError for no words, a page of another language, and what is promoted already."""
        self.words = ", ".join(listed(self.words))
        if not self.words:
            raise ValidationError({"words": _("Write at least one word.")})
        if self.page and self.page.locale.language_code != self.locale:
            raise ValidationError(
                {"page": _("“%(page)s” is in the other language. Choose its translation.") % self._named()}
            )
        promoted = Promotion.objects.exclude(pk=self.pk).filter(page=self.page, course=self.course)
        if promoted.for_searches(listed(self.words), self.locale):
            raise ValidationError(
                {"words": _("It is already promoted for one of these searches. Change that promotion.")}
            )

    def _named(self) -> dict[str, Any]:
        return {"page": self.page}

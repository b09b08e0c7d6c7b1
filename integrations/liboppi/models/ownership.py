"""Questions asked of courses that depend on what editors wrote beside what Liboppi says, answered in SQL.

They follow the same rules as `shown.py`, which answers for a course in memory.
"""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from ..alphabet import alphabetical
from .editors import EditorText
from .keys import EnrolmentKey, KeySource
from .parts import CourseText

if TYPE_CHECKING:
    from .catalogue import Course  # noqa: F401 - names the model of the queryset

HAS_TEXT = Q(title__gt="") | Q(summary__gt="") | Q(producer__gt="")


class OwnershipQuerySet(models.QuerySet["Course"]):
    """What an editor said counts as if Liboppi had."""

    def in_order(self) -> Self:
        """In the catalogue's order, a moved course in the category that an editor chose; bare ones last."""
        place = Coalesce("own_category__position", "category__position")
        category = Coalesce("own_category", "category")
        return self.order_by(
            place.asc(nulls_last=True), category.asc(nulls_last=True), "position", "moodle_id"
        )

    def in_language(self, language: str) -> Self:
        """Those that readers are shown a text of in the language."""
        return self.filter(_has_text_in(language))

    def without_text_in(self, language: str) -> Self:
        """Those that readers are shown in other languages only."""
        return self.exclude(_has_text_in(language))

    def without_producer(self) -> Self:
        """Those that name no producer in any language."""
        imported = CourseText.objects.filter(course=OuterRef("pk"), producer__gt="")
        own = EditorText.objects.filter(course=OuterRef("pk"), producer__gt="")
        return self.exclude(Exists(imported) | Exists(own))

    def with_own_values(self) -> Self:
        """Those of which an editor says something in place of Liboppi. Notes stand beside and don't count."""
        texts = EditorText.objects.filter(HAS_TEXT, course=OuterRef("pk"))
        keys = EnrolmentKey.objects.current().filter(course=OuterRef("pk"), source=KeySource.EDITOR)
        columns = Q(own_language__gt="") | Q(own_visibility__gt="")
        columns |= Q(own_category__isnull=False) | Q(own_image__isnull=False)
        return self.filter(columns | Exists(texts) | Exists(keys))

    def with_shown_title(self, language: str) -> Self:
        """Each with `shown_title`: that of `Course.text_in`, to sort by."""
        main = Case(When(own_language="", then=F("language")), default=F("own_language"))
        imported, own = _imported(), EditorText.objects.filter(HAS_TEXT, course=OuterRef("pk"))
        of_main = imported.filter(shown_language=OuterRef("main_language"))
        of_any = _title(_with_own_title(imported), "shown")
        lent = Coalesce(_title(_with_own_title(of_main), "shown"), of_any, F("shortname"))
        wanted = (own.filter(language=language), imported.filter(shown_language=language))
        in_main = (own.filter(language=OuterRef("main_language")), of_main)
        titles = [
            expression
            for own_text, imported_text in (wanted, in_main)
            for expression in (
                _title(own_text),
                _title(imported_text),
                Case(When(Exists(own_text), then=lent)),
            )
        ]
        last = (of_any, _title(own), F("shortname"))
        return self.annotate(main_language=main, shown_title=alphabetical(Coalesce(*titles, *last)))


def _with_own_title(imported: models.QuerySet[Any]) -> models.QuerySet[Any]:
    own = EditorText.objects.filter(course=OuterRef("course"), language=OuterRef("shown_language"))
    return imported.annotate(shown=Coalesce(NullIf(Subquery(own.values("title")[:1]), Value("")), "title"))


def _title(texts: models.QuerySet[Any], field: str = "title") -> Subquery:
    """The first title that isn't empty."""
    titled = texts.annotate(words=NullIf(field, Value(""))).exclude(words=None)
    return Subquery(titled.order_by("language").values("words")[:1])


def _imported() -> models.QuerySet[Any]:
    """The imported texts of the course, each with the language in which it is shown."""
    of_course = CourseText.objects.filter(course=OuterRef("pk"))
    own_language_taken = CourseText.objects.filter(
        course=OuterRef("course"), language=OuterRef("course__own_language")
    )
    relabelled = Q(language=F("course__language")) & ~Q(course__own_language="") & ~Exists(own_language_taken)
    return of_course.annotate(
        shown_language=Case(When(relabelled, then=F("course__own_language")), default=F("language"))
    )


def _has_text_in(language: str) -> Exists | Q:
    own = EditorText.objects.filter(HAS_TEXT, course=OuterRef("pk"), language=language)
    return Exists(_imported().filter(shown_language=language)) | Exists(own)

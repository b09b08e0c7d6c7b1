"""Whether Liboppi says something else than when an editor wrote a value of their own, answered in SQL."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import Exact

from .editors import EditorText
from .parts import CourseText
from .pictures import CoursePicture, PicturePlace

IMPORTED = {
    "title": "title",
    "summary": "public_summary",
    "producer": "producer",
}  # what each stands in place of


def changed_under_own_value() -> Q:
    """The condition for a course of which that is so, in a text, category, language, picture or visibility.

    Keys are left out: an own key that differs from Liboppi's counts as a dispute.
    """
    texts = EditorText.objects.filter(_changed_text(), course=OuterRef("pk"))
    return Q(Exists(texts)) | _changed_columns()


def _changed_text() -> Q:
    changed = Q()
    for name, imported in IMPORTED.items():
        is_own = Q(**{f"{name}__gt": "", "imported__has_key": name})
        changed |= is_own & _differ(KT(f"imported__{name}"), Subquery(_texts().values(imported)[:1]))
    return changed


def _texts() -> Any:
    """Liboppi's text in the language of the editor's; see `shown.imported_by_language`."""
    of_course = CourseText.objects.filter(course=OuterRef("course"))
    taken = CourseText.objects.filter(course=OuterRef("course"), language=OuterRef("course__own_language"))
    is_relabelled = Q(language=F("course__language")) & ~Q(course__own_language="") & ~Exists(taken)
    shown_as = Case(When(is_relabelled, then=F("course__own_language")), default=F("language"))
    return of_course.annotate(shown_as=shown_as).filter(shown_as=OuterRef("language"))


def _changed_columns() -> Q:
    covers = CoursePicture.objects.filter(course=OuterRef("pk"), place=PicturePlace.COVER).order_by("pk")
    cover = covers.annotate(what=Concat("path", Value("\n"), "version", output_field=TextField())).values(
        "what"
    )[:1]
    cover_then = Case(
        When(
            own_imported__image__path__isnull=False,
            then=Concat(
                KT("own_imported__image__path"),
                Value("\n"),
                KT("own_imported__image__version"),
                output_field=TextField(),
            ),
        )
    )
    columns = {
        "category": (
            Q(own_category__isnull=False),
            KT("own_imported__category__id"),
            F("category__moodle_id"),
        ),
        "language": (Q(own_language__gt=""), KT("own_imported__language"), F("language")),
        "visibility": (Q(own_visibility__gt=""), KT("own_imported__visibility"), F("state")),
        "image": (Q(own_image__isnull=False), cover_then, Subquery(cover)),
    }
    changed = Q()
    for name, (is_own, then, now) in columns.items():
        changed |= is_own & Q(own_imported__has_key=name) & _differ(then, now)
    return changed


def _differ(then: Any, now: Any) -> Q:
    nothing = Value("", output_field=TextField())
    return ~Q(Exact(*(Coalesce(Cast(value, TextField()), nothing) for value in (then, now))))

"""The course categories of Liboppi. Only the sync writes them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .states import in_catalogue


class CourseCategoryQuerySet(models.QuerySet["CourseCategory"]):
    """Questions asked of categories."""

    def with_course_counts(self) -> "CourseCategoryQuerySet":
        """Each with `course_count`, the courses of the catalogue right in it, and its parent."""
        imported = models.Count(
            "courses", filter=in_catalogue("courses__") & models.Q(courses__own_category=None), distinct=True
        )
        chosen = models.Count("own_courses", filter=in_catalogue("own_courses__"), distinct=True)
        return self.select_related("parent").annotate(course_count=imported + chosen)


class CourseCategory(models.Model):
    """A category of Liboppi; categories form a tree."""

    moodle_id = models.PositiveBigIntegerField(_("number in Liboppi"), unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    names = models.JSONField(_("names"), help_text=_("The name in each language."))
    position = models.PositiveBigIntegerField(_("position"), default=0)

    objects = CourseCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("course category")
        verbose_name_plural = _("course categories")
        ordering = ["position", "moodle_id"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, language: str) -> str:
        """The name in `language`, or in a language it has."""
        return name_in(self.names, language)

    def branch(self) -> list[int]:
        """The primary keys of the category and of all categories under it; one query."""
        children: dict[int | None, list[int]] = {}
        for pk, parent in CourseCategory.objects.values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(pk)
        found: list[int] = []
        waiting = [self.pk]
        while waiting:
            pk = waiting.pop()
            found.append(pk)
            waiting += children.pop(pk, [])
        return found

    def name_language(self, language: str) -> str:
        """The language of what `name_in` answers."""
        return language if language in self.names else next(iter(self.names), language)


def name_in(names: dict[str, str], language: str) -> str:
    """The text of `names` in `language`, else in the first language it has, else ""."""
    return names.get(language) or next(iter(names.values()), "")

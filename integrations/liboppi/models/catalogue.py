"""The imported catalogue: categories, courses, their texts and enrolment methods. Only the sync writes it."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from ..texts import plain_text
from ..words import search_words
from .keys import TRUST, EnrolmentKey


class CourseState(models.TextChoices):
    """What the last answers of Liboppi say of a course."""

    ACTIVE = "active", _("In the catalogue")
    MISSING = "missing", _("Missing from Liboppi's last answer")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CourseCategoryQuerySet(models.QuerySet["CourseCategory"]):
    """Questions asked of categories."""

    def with_course_counts(self) -> "CourseCategoryQuerySet":
        """Each with `course_count`, the courses of the catalogue right in it, and its parent."""
        in_catalogue = ~models.Q(courses__state=CourseState.WITHDRAWN)
        return self.select_related("parent").annotate(
            course_count=models.Count("courses", filter=in_catalogue)
        )


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


class CourseQuerySet(SearchableQuerySetMixin, models.QuerySet["Course"]):
    """Questions asked of courses."""

    def in_catalogue(self) -> "CourseQuerySet":
        """Those a reader sees: a missing course stays in sight, marked, until it is withdrawn."""
        return self.exclude(state=CourseState.WITHDRAWN)

    def in_category(self, category: CourseCategory) -> "CourseQuerySet":
        """Those of the category and of all categories under it."""
        return self.filter(category_id__in=category.branch())

    def matching(self, words: str) -> Any:
        """Those that have words beginning so, the best match first; only what strangers may read counts."""
        bare = search_words(words)
        return self.autocomplete(bare) if bare else self.none()

    def with_texts(self) -> "CourseQuerySet":
        """With all that a list shows, in a constant number of queries."""
        return self.select_related("category", "category__parent").prefetch_related("texts", "methods")


class Course(index.Indexed, models.Model):
    """A course of Liboppi. Every field is imported; `moodle_id` is its number in Liboppi and in our API."""

    moodle_id = models.PositiveBigIntegerField(_("number in Liboppi"), unique=True)
    category = models.ForeignKey(
        CourseCategory,
        on_delete=models.SET_NULL,
        null=True,
        related_name="courses",
        verbose_name=_("category"),
    )
    shortname = models.CharField(_("short name"), max_length=255)
    language = models.CharField(
        _("language"), max_length=12, help_text=_("The course's own language in Liboppi.")
    )
    starts = models.DateTimeField(_("starts"), null=True)
    ends = models.DateTimeField(_("ends"), null=True)
    modified = models.DateTimeField(_("changed in Liboppi"), null=True)
    position = models.PositiveBigIntegerField(_("position"), default=0)
    url = models.URLField(_("address in Liboppi"), max_length=500)
    state = models.CharField(
        _("state"), max_length=12, choices=CourseState.choices, default=CourseState.ACTIVE
    )
    state_since = models.DateTimeField(_("state since"), default=timezone.now)
    fingerprint = models.CharField(max_length=64, editable=False)

    objects = CourseQuerySet.as_manager()

    search_fields = [
        index.SearchField("search_titles", boost=2),
        index.AutocompleteField("search_titles"),
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
        index.FilterField("state"),
        index.FilterField("category_id"),
        index.FilterField("moodle_id"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["category__position", "position", "moodle_id"]

    def __str__(self) -> str:
        return self.text_in(get_language() or self.language).title

    def text_in(self, language: str) -> "CourseText":
        """The text in `language`, else in the course's own, else in any it has. Reads `texts` once."""
        texts = {text.language: text for text in self.texts.all()}
        return (
            texts.get(language)
            or texts.get(self.language)
            or next(iter(texts.values()), CourseText(course=self))
        )

    def summary_in(self, language: str) -> "CourseText":
        """The text whose summary to show: that of `text_in`, or, where it has none, another that has one."""
        text = self.text_in(language)
        if text.public_summary:
            return text
        others = sorted(self.texts.all(), key=lambda other: other.language != self.language)
        return next((other for other in others if other.public_summary), text)

    @cached_property
    def languages(self) -> list[str]:
        """The languages in which the course has a text."""
        return sorted(text.language for text in self.texts.all())

    @property
    def is_open(self) -> bool:
        """Whether one can enrol by some method just now."""
        return any(method.is_open for method in self.methods.all())

    @property
    def asks_for_key(self) -> bool:
        """Whether some way to enrol asks for a key."""
        return any(method.key_required for method in self.methods.all())

    @property
    def is_missing(self) -> bool:
        """Whether Liboppi's last answer lacked the course."""
        return self.state == CourseState.MISSING

    def keys_by_trust(self) -> list["EnrolmentKey"]:
        """The enrolment keys, the one to use first. For those only who may see keys."""
        return sorted(self.keys.all(), key=lambda key: (TRUST[key.source], key.pk))

    def search_titles(self) -> str:
        """Titles and short name in every language, for the search index."""
        return " ".join([self.shortname, *(text.title for text in self.texts.all())])

    def search_text(self) -> str:
        """What strangers may find the course by: public summaries and producers, never a key."""
        return " ".join(f"{text.producer} {plain_text(text.public_summary)}" for text in self.texts.all())

    @classmethod
    def get_indexed_objects(cls) -> Any:
        return cls.objects.in_catalogue().prefetch_related("texts")


class CourseText(models.Model):
    """A course's imported texts in one language. Summaries are clean HTML."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    public_summary = models.TextField(
        _("public summary"), blank=True, help_text=_("The summary without the words that give a key away.")
    )
    excerpt = models.CharField(_("excerpt"), max_length=300, blank=True)
    producer = models.CharField(_("producer"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("course text")
        verbose_name_plural = _("course texts")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["course", "language"], name="liboppi_one_text_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class EnrolmentMethod(models.Model):
    """A way to enrol by oneself or to visit as a guest."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="methods")
    moodle_id = models.PositiveBigIntegerField(_("number in Liboppi"), unique=True)
    type = models.CharField(_("type"), max_length=20)
    names = models.JSONField(_("names"))
    is_open = models.BooleanField(_("open"))
    key_required = models.BooleanField(
        _("asks for a key"), null=True, help_text=_("Empty: Liboppi doesn't tell.")
    )
    status = models.CharField(
        _("status"), max_length=500, blank=True, help_text=_("Liboppi's words when closed.")
    )

    class Meta:
        verbose_name = _("enrolment method")
        verbose_name_plural = _("enrolment methods")
        ordering = ["moodle_id"]

    def __str__(self) -> str:
        return name_in(self.names, "")

    def name_in(self, language: str) -> str:
        """The name in `language`, or in a language it has."""
        return name_in(self.names, language)

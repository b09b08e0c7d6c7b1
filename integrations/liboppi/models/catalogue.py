"""Courses: imported from Liboppi, shown as editors decided. The sync writes all but what is named `own_…`."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from ..enrolment_states import EnrolmentState, enrolment_of, states_at
from ..texts import plain_text
from ..words import search_words
from .categories import CourseCategory
from .disputes import KeyDispute, disputed, key_dispute
from .keys import TRUST, EnrolmentKey, KeyReport
from .ownership import OwnershipQuerySet
from .parts import CourseText, EnrolmentMethod
from .pictures import PicturePlace, cover_of_course, picture_prefetches
from .shown import ShownText, imported_by_language, shown_texts
from .states import CourseState, StateCause, Visibility, in_catalogue


class CourseQuerySet(SearchableQuerySetMixin, OwnershipQuerySet):
    """Questions asked of courses."""

    def in_catalogue(self) -> "CourseQuerySet":
        """Those a reader sees."""
        return self.filter(in_catalogue())

    def in_category(self, category: CourseCategory) -> "CourseQuerySet":
        """Those of the category and of all categories under it."""
        branch = category.branch()
        imported = models.Q(own_category_id=None, category_id__in=branch)
        return self.filter(imported | models.Q(own_category_id__in=branch))

    def matching(self, words: str) -> "CourseQuerySet":
        """Those that have words beginning so, the best match first; only what strangers may read counts."""
        bare = search_words(words)
        found: CourseQuerySet = self.autocomplete(bare).get_queryset() if bare else self.none()
        return found

    def newest_first(self) -> "CourseQuerySet":
        """By their last change in Liboppi, the latest on top."""
        return self.order_by("-modified", "moodle_id")

    def with_texts(self) -> "CourseQuerySet":
        """With all that a list shows, in a constant number of queries."""
        return self.with_categories().prefetch_related("texts", "editor_texts", "methods")

    def with_categories(self) -> "CourseQuerySet":
        """With their categories and those above."""
        return self.select_related("category__parent", "own_category__parent")

    def for_cards(self) -> "CourseQuerySet":
        """With texts, and with `needs_key` and `cover_id`, which tell what all methods and pictures would.

        `needs_key` is whether its `enrolment` is by a key; `cover_id` is the primary key of the `cover`:
        `images_by_key` gives them.
        """
        usable = EnrolmentMethod.objects.filter(course=models.OuterRef("pk"), is_open=True)
        needs_key = models.Exists(usable) & ~models.Exists(usable.exclude(key_required=True))
        cover = Coalesce("own_image", cover_of_course(), output_field=models.BigIntegerField())
        return self.annotate(needs_key=needs_key, cover_id=cover).prefetch_related("texts", "editor_texts")

    def with_pictures(self, *specs: str) -> "CourseQuerySet":
        """With what is shown as the courses' pictures; see `picture_prefetches`."""
        return self.select_related("own_image").prefetch_related(*picture_prefetches(*specs))

    def without_known_key(self) -> "CourseQuerySet":
        """Those that ask for an enrolment key that isn't known."""
        asking = EnrolmentMethod.objects.filter(course=models.OuterRef("pk"), key_required=True)
        known = EnrolmentKey.objects.current().filter(course=models.OuterRef("pk"))
        return self.filter(models.Exists(asking), ~models.Exists(known))

    def with_disputed_keys(self, kind: KeyDispute | None = None) -> "CourseQuerySet":
        """Those whose sources give different keys: the same rule as that of `Course.key_dispute`."""
        return self.filter(disputed(kind))

    def with_open_reports(self) -> "CourseQuerySet":
        """Those whose key doesn't work, as readers say."""
        return self.filter(models.Exists(KeyReport.objects.open().filter(course=models.OuterRef("pk"))))


class Course(index.Indexed, models.Model):
    """A course of Liboppi. `moodle_id` is its number in Liboppi and in our API.

    Fields named `own_…` are an editor's and empty where Liboppi decides; all others are imported.
    `own_imported` keeps, for each of those that is set ("category", "language", "image", "visibility"), what
    Liboppi said when the editor chose; and for an own key ("key") the primary keys of the keys that Liboppi
    gave then.
    """

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
    state_cause = models.CharField(_("cause"), max_length=12, choices=StateCause.choices, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    own_category = models.ForeignKey(
        CourseCategory,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="own_courses",
        verbose_name=_("own category"),
    )
    own_language = models.CharField(_("own language"), max_length=12, blank=True)
    own_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("own picture"),
    )
    own_visibility = models.CharField(
        _("own visibility"), max_length=12, choices=Visibility.choices, blank=True
    )
    own_imported = models.JSONField(default=dict, editable=False)

    objects = CourseQuerySet.as_manager()

    search_fields = [
        index.SearchField("search_titles", boost=2),
        index.AutocompleteField("search_titles"),
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
        index.FilterField("state"),
        index.FilterField("state_cause"),
        index.FilterField("own_visibility"),
        index.FilterField("category_id"),
        index.FilterField("own_category_id"),
        index.FilterField("moodle_id"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["category__position", "position", "moodle_id"]

    def __str__(self) -> str:
        return self.text_in(get_language() or self.language).title

    @cached_property
    def shown_texts(self) -> dict[str, ShownText]:
        """What readers are shown, by language. Reads `texts` and `editor_texts` once each."""
        texts = self.editor_texts.all()
        return shown_texts(self.imported_texts, texts, self.shown_language, self.shortname)

    @property
    def imported_texts(self) -> dict[str, CourseText]:
        """What Liboppi says, by the language in which it is shown."""
        return imported_by_language(self.texts.all(), self.language, self.own_language)

    @property
    def shown_language(self) -> str:
        """The course's own language, as an editor or else Liboppi says."""
        return self.own_language or self.language

    @property
    def shown_category(self) -> CourseCategory | None:
        """The category, as an editor or else Liboppi says."""
        return self.own_category or self.category

    @property
    def cover(self) -> Any:
        """The picture of the course from Wagtail's library, or None. Needs `with_pictures`."""
        covers = (picture.image for picture in self.pictures.all() if picture.place == PicturePlace.COVER)
        return self.own_image or next((image for image in covers if image), None)

    def text_in(self, language: str) -> ShownText:
        """The text in `language`, else in the course's own, else in any it has."""
        texts = self.shown_texts
        return (
            texts.get(language)
            or texts.get(self.shown_language)
            or next(iter(texts.values()), ShownText(language=self.shown_language, title=self.shortname))
        )

    def summary_in(self, language: str) -> ShownText:
        """The text whose summary to show: that of `text_in`, or, where it has none, another that has one."""
        text = self.text_in(language)
        if text.public_summary:
            return text
        others = sorted(self.shown_texts.values(), key=lambda other: other.language != self.shown_language)
        return next((other for other in others if other.public_summary), text)

    @property
    def languages(self) -> list[str]:
        """The languages in which the course has a text."""
        return sorted(self.shown_texts)

    @property
    def enrolment(self) -> EnrolmentState | None:
        """How one gets in by the easiest way, as Liboppi tells, whatever the time; None where by none."""
        return enrolment_of(self.methods.all())

    @property
    def states(self) -> tuple[EnrolmentState, ...]:
        """How the course stands now for those who would like to take part."""
        return states_at(timezone.now(), self.enrolment, starts=self.starts, ends=self.ends)

    @property
    def is_open(self) -> bool:
        """Whether one can enrol by some method just now, in a course that isn't over."""
        return not {EnrolmentState.OPEN, EnrolmentState.KEY}.isdisjoint(self.states)

    @property
    def asks_for_key(self) -> bool:
        """Whether some way to enrol asks for a key."""
        return any(method.key_required for method in self.methods.all())

    @property
    def is_in_catalogue(self) -> bool:
        """Whether readers see it; the same rule as that of `CourseQuerySet.in_catalogue`."""
        if self.own_visibility == Visibility.HIDDEN:
            return False
        kept = self.own_visibility == Visibility.SHOWN and self.state_cause == StateCause.HIDDEN
        return kept or self.state != CourseState.WITHDRAWN

    @property
    def is_missing(self) -> bool:
        """Whether Liboppi's last answer lacked the course, without its being known as hidden."""
        return self.state == CourseState.MISSING

    @property
    def is_hidden(self) -> bool:
        """Whether the course is known to be hidden in Liboppi."""
        return self.state == CourseState.HIDDEN or self.state_cause == StateCause.HIDDEN

    def keys_by_trust(self) -> list["EnrolmentKey"]:
        """The enrolment keys, the one to use first. For those only who may see keys."""
        current = (key for key in self.keys.all() if key.is_current)
        return sorted(current, key=lambda key: (TRUST[key.source], key.pk))

    @property
    def key_dispute(self) -> KeyDispute | None:
        """Whether the sources of the keys disagree; the same rule as `CourseQuerySet.with_disputed_keys`."""
        return key_dispute(self.keys.all())

    def method_of(self, key: "EnrolmentKey") -> EnrolmentMethod | None:
        """The way to enrol that the key opens: the one known, else the only one that asks for a key."""
        methods = self.methods.all()
        if key.method_id:
            return next((method for method in methods if method.pk == key.method_id), None)
        asking = [method for method in methods if method.key_required]
        return asking[0] if len(asking) == 1 else None

    def search_titles(self) -> str:
        """Titles and short name in every language, for the search index."""
        return " ".join([self.shortname, *(text.title for text in self.shown_texts.values())])

    def search_text(self) -> str:
        """What strangers may find the course by: public summaries and producers, never a key."""
        return self._search_text

    @cached_property
    def _search_text(self) -> str:
        """Kept, for indexing asks for it half a dozen times."""
        texts = self.shown_texts.values()
        return " ".join(f"{text.producer} {plain_text(text.public_summary)}" for text in texts)

    @classmethod
    def get_indexed_objects(cls) -> Any:
        return cls.objects.in_catalogue().prefetch_related("texts", "editor_texts")

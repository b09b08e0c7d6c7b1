"""Trainings with their sessions, and the page that lists them: what is coming, and what is past."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from pages.core.blocks import BodyBlock
from pages.core.chosen import Chosen
from pages.core.dates import time_span
from pages.core.fields import BodyField, LanguagesField, language_names
from pages.core.findable import ON_SITE, REMOTE, Enrolment, Findable, Kind
from pages.core.models import BasePage, SectionPage
from pages.core.terms import all_names, named, slugs
from pages.ui.cards import Card, Fact, Tag
from pages.ui.events import Event
from pages.ui.json_ld import json_ld

from .blocks import TrainingMaterialsBlock, material_links
from .choices import TrainingKind, TrainingState
from .events import training_events
from .querysets import TrainingPageQuerySet
from .schema_org import training_data


class TrainingIndexPage(SectionPage):
    """Lists the trainings: those to come, or with `?when=past` those that are over."""

    page_description = _("Lists the trainings that stand under it: those to come first.")
    parent_page_types = ["core.HomePage"]
    subpage_types = ["trainings.TrainingPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of trainings")
        verbose_name_plural = _("lists of trainings")

    def entries(self) -> TrainingPageQuerySet:
        """The trainings that are not over, the next first."""
        return self._trainings().upcoming()

    def asked_entries(self, request: HttpRequest) -> TrainingPageQuerySet:
        return self._trainings().past() if _asks_for_past(request) else self.entries()

    def events(self, request: HttpRequest | None, first: date, last: date) -> list[Event]:
        """The sessions on the days from `first` to `last`, for a calendar."""
        return training_events(self._trainings().visible_to(request), first, last, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `shows_past`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["shows_past"] = _asks_for_past(request)
        return context

    def _trainings(self) -> TrainingPageQuerySet:
        trainings: TrainingPageQuerySet = TrainingPage.objects.child_of(self).live()
        return trainings


def _asks_for_past(request: HttpRequest) -> bool:
    return request.GET.get("when") == TrainingState.PAST


class TrainingPage(BasePage):
    """One training. Its sessions say when it is held."""

    kind = models.CharField(_("kind"), max_length=20, choices=TrainingKind.choices)
    languages = LanguagesField(_("languages"), help_text=_("The languages in which the training is held."))
    organiser = models.CharField(
        _("organiser"),
        max_length=200,
        blank=True,
        help_text=_("Who holds it: a library, a project or an organisation. Readers can narrow by it."),
    )
    themes = ParentalManyToManyField(
        "materials.Theme",
        verbose_name=_("themes"),
        related_name="trainings",
        blank=True,
        help_text=_("What it is about. The material bank has the same themes."),
    )
    target_groups = ParentalManyToManyField(
        "materials.TargetGroup",
        verbose_name=_("target groups"),
        related_name="trainings",
        blank=True,
        help_text=_("Whom it is for, or whose services it is about. Leave empty where it suits everybody."),
    )
    is_remote = models.BooleanField(
        _("remote participation"), default=False, help_text=_("One can take part online.")
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("A library and its town, or a service such as Teams."),
    )
    registration_url = models.URLField(
        _("registration form"),
        max_length=500,
        blank=True,
        help_text=_("The address of the form, if one has to register."),
    )
    registration_closes = models.DateField(
        _("last day to register"),
        null=True,
        blank=True,
        help_text=_("The link to the form is shown until this day ends."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)
    materials = BodyField(
        TrainingMaterialsBlock(),
        verbose_name=_("materials"),
        blank=True,
        help_text=_("Files, pages of the material bank and links for those who take part."),
    )

    objects = PageManager.from_queryset(TrainingPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("languages"), FieldPanel("organiser")], heading=_("What it is")
        ),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=CheckboxSelectMultiple),
                FieldPanel("target_groups", widget=CheckboxSelectMultiple),
            ],
            heading=_("Themes and target groups"),
        ),
        InlinePanel(
            "sessions",
            heading=_("Sessions"),
            label=_("Session"),
            help_text=_("When the training is held. Leave out until the dates are known."),
        ),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("is_remote")], heading=_("Where")),
        MultiFieldPanel(
            [FieldPanel("registration_url"), FieldPanel("registration_closes")], heading=_("Registration")
        ),
        FieldPanel("body", heading=_("Programme and other information")),
        FieldPanel("materials"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("organiser"),
        index.SearchField("place"),
        index.AutocompleteField("place"),
        index.SearchField("get_kind_display"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.SearchField("materials"),
        index.FilterField("kind"),
    ]
    # wagtail-localize passes over many-to-many fields unless told to copy them from the source page.
    override_translatable_fields = [
        SynchronizedField("themes", overridable=False),
        SynchronizedField("target_groups", overridable=False),
    ]
    page_description = _("A training or event with its times, place, registration and materials.")
    parent_page_types = ["trainings.TrainingIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")

    @cached_property
    def schedule(self) -> "list[TrainingSession]":
        """The sessions in the order of time."""
        return sorted(self.sessions.all(), key=lambda session: session.starts)

    @property
    def next_session(self) -> "TrainingSession | None":
        """The session that goes on or comes next, None when there is none any more."""
        now = timezone.now()
        return next((session for session in self.schedule if session.ends >= now), None)

    @property
    def state(self) -> TrainingState:
        """Where the training stands now: it goes on from its first session's start to its last one's end."""
        now = timezone.now()
        if not self.schedule or now < self.schedule[0].starts:
            return TrainingState.UPCOMING
        return TrainingState.ONGOING if self.next_session else TrainingState.PAST

    @property
    def registration_is_open(self) -> bool:
        """Whether there is a form that can still be sent."""
        if not self.registration_url or self.state == TrainingState.PAST:
            return False
        return self.registration_closes is None or timezone.localdate() <= self.registration_closes

    @property
    def _registration_ends(self) -> datetime | None:
        """When the last day to register has ended."""
        if self.registration_closes is None:
            return None
        return timezone.make_aware(datetime.combine(self.registration_closes + timedelta(days=1), time()))

    def findable(self) -> Findable:
        """Adds what it is about, for whom, when, where and by whom it is held, and its registration."""
        with override(self.locale.language_code):
            kind = self.get_kind_display()
        themes, groups = list(self.themes.all()), list(self.target_groups.all())
        words = (*all_names(themes), *all_names(groups), kind, self.organiser, self.place)
        formats = [code for code, holds in ((ON_SITE, self.place), (REMOTE, self.is_remote)) if holds]
        return replace(
            super().findable(),
            kind=Kind.TRAINING,
            keywords=tuple(word for word in words if word),
            facets={
                "theme": slugs(themes),
                "target": slugs(groups),
                "producer": (self.organiser,) if self.organiser else (),
                "language": tuple(self.languages),
                "format": tuple(formats),
            },
            enrolment=Enrolment.OPEN if self.registration_url else None,
            closes=self._registration_ends if self.registration_url else None,
            starts=self.schedule[0].starts if self.schedule else None,
            ends=max((session.ends for session in self.schedule), default=None),
        )

    def named_themes(self) -> list[Any]:
        """The themes, each with a `local_name` in the active language."""
        return named(self.themes.all())

    def named_target_groups(self) -> list[Any]:
        """The target groups, as the themes."""
        return named(self.target_groups.all())

    def facts(self) -> tuple[Fact, ...]:
        """State, next time, place, languages, for whom and by whom: for the head of the page.

        Sessions have their own part.
        """
        state = Fact("hourglass", gettext("State"), str(self.state.label))
        groups = ", ".join(group.local_name_with_ages for group in self.named_target_groups())
        more = (
            Fact("users", gettext("For whom"), groups),
            Fact("building-2", gettext("Organiser"), self.organiser),
        )
        known = (fact for fact in more if fact.text)
        return (state, self._when(), *self._where_and_language(), *known)

    def card(self, request: HttpRequest | None = None) -> Card:
        facts = [self._when(), *self._where_and_language()]
        if self.state != TrainingState.UPCOMING:
            facts.insert(0, Fact("hourglass", gettext("State"), str(self.state.label)))
        return replace(super().card(request), kind=self.get_kind_display(), facts=tuple(facts))

    @property
    def chosen_numbers(self) -> frozenset[int]:
        return super().chosen_numbers | Chosen.in_body(self.materials).page_numbers

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `materials` (links), `theme_names`, and `json_ld`, what machines read."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["materials"] = material_links(self.materials, request, self)
        themes = self.named_themes()
        context["theme_names"] = [Tag(theme.local_name, theme.local_language) for theme in themes]
        context["json_ld"] = json_ld(training_data(self, self.get_full_url(request) or ""))
        return context

    def _when(self) -> Fact:
        shown = self.next_session or (self.schedule[-1] if self.schedule else None)
        return Fact(
            "calendar", gettext("When"), shown.time_span() if shown else gettext("Dates will be announced")
        )

    def _where_and_language(self) -> list[Fact]:
        facts = []
        if self.where:
            facts.append(Fact("map-pin", gettext("Where"), self.where))
        if self.languages:
            facts.append(Fact("languages", gettext("Language"), language_names(self.languages)))
        return facts

    @property
    def where(self) -> str:
        """The place, and whether one can take part from afar; "" where neither is known."""
        if self.place and self.is_remote:
            return gettext("%(place)s, remote participation possible") % {"place": self.place}
        return self.place or (gettext("Remote") if self.is_remote else "")


class TrainingSession(TranslatableMixin, models.Model):
    """A time at which a training is held. Times are the same in every language."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="sessions")
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    title = models.CharField(
        _("title"),
        max_length=150,
        blank=True,
        help_text=_("What this session is about, where there are several."),
    )

    panels = [FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]), FieldPanel("title")]
    override_translatable_fields = [
        SynchronizedField("starts", overridable=False),
        SynchronizedField("ends", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="trainings_session_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M}–{self.ends:%H:%M}"

    def clean(self) -> None:
        """Raises ValidationError when the session ends before it has started."""
        super().clean()
        if isinstance(self.starts, datetime) and isinstance(self.ends, datetime) and self.ends <= self.starts:
            raise ValidationError({"ends": _("A session ends after it starts. Check the day and the time.")})

    def time_span(self) -> str:
        """From when to when, in the reader's language, in `<time>` elements."""
        return time_span(self.starts, self.ends)

"""What a page or a course tells the search and the catalogue of itself; how it is found is their affair."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Sent with `pages`, a queryset, by whatever changes what pages tell of themselves without publishing them: a
# theme that gets another name, a use that is counted. The index then asks them anew, in the background.
findable_changed = Signal()

ON_SITE, REMOTE = "on_site", "remote"  # formats: where one takes part


class Kind(models.TextChoices):
    """What kind of thing is found. The values stand in addresses and in the API."""

    COURSE = "course", _("Liboppi course")
    MATERIAL = "material", _("Material")
    TRAINING = "training", _("Training")
    WORKGROUP = "workgroup", _("Workgroup")
    PAGE = "page", _("Page")


class Enrolment(models.TextChoices):
    """How one gets into it, where that can be told."""

    OPEN = "open", pgettext_lazy("state", "Open")
    KEY = "key", _("Enrolment key needed")
    CLOSED = "closed", _("Closed")


@dataclass(frozen=True)
class Findable:
    """A thing as it is listed in one language; `language` is that of its texts, which may be another.

    Everything in it is for everybody's eyes, for what is found is told to strangers: no enrolment key.
    """

    kind: Kind
    title: str
    language: str
    lead: str = ""
    keywords: tuple[str, ...] = ()  # names of themes, producers, authors: they say what it is about
    text: str = ""  # all else that it says, plain
    other_titles: tuple[str, ...] = ()  # its titles in other languages
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # {"theme": ("lukeminen", …), …}
    enrolment: Enrolment | None = None
    closes: datetime | None = None  # from when on it takes nobody in any more
    published: datetime | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    uses: int = 0  # how often it was used, as staff tell

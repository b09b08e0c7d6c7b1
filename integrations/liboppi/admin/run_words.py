"""What is told of a sync in a few words: its kind, who asked, its counts, how far it has come.

No query starts here.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from ..models import RunPhase, RunStatus, SyncRun
from ..on_demand import LONGEST_RUN

SILENT = timedelta(minutes=5)  # without a word from a sync; no single wait for Liboppi is as long
COUNTS = ("created", "updated", "unchanged", "hidden", "missing", "withdrawn", "restored")


class RunKind(TextChoices):
    """What a sync was about."""

    WHOLE = "whole", pgettext_lazy("sync", "The whole catalogue")
    PARTIAL = "partial", gettext_lazy("Named courses")
    DRY = "dry", gettext_lazy("Only shows what would change")


@dataclass(frozen=True)
class Count:
    """A count of a sync, with its name."""

    name: str
    label: str
    value: int


def kind(run: SyncRun) -> str:
    """What the sync was about, in words."""
    if run.is_dry_run:
        return str(RunKind.DRY.label)
    if not run.courses:
        return str(RunKind.WHOLE.label)
    number = len(run.courses)
    return ngettext("%(number)s named course", "%(number)s named courses", number) % {"number": number}


def asked_by(run: SyncRun) -> str:
    """What started the sync, and who asked for it where that is known. Needs `asked_by` selected."""
    trigger = str(run.get_trigger_display())
    if run.asked_by is None:
        return trigger
    return f"{trigger}: {run.asked_by.get_full_name() or run.asked_by.get_username()}"


def counts(run: SyncRun) -> list[Count]:
    """The counts of courses."""
    return [Count(name, str(count_label(name)), getattr(run, name)) for name in COUNTS]


def count_label(name: str) -> Any:
    """The name of one of COUNTS in words, lazily translated."""
    field: Any = SyncRun._meta.get_field(name)
    return field.verbose_name


def changes(run: SyncRun) -> str:
    """What the sync changed, in a few words; "" while it runs and when it failed."""
    if run.status != RunStatus.DONE:
        return ""
    told = {count.label: count.value for count in counts(run) if count.name != "unchanged"}
    told[_("skipped")] = len(run.skipped)
    words = [f"{label}: {intcomma(value)}" for label, value in told.items() if value]
    return ", ".join(words) or _("No changes")


def duration(run: SyncRun) -> str:
    """How long the sync took; "" while it runs."""
    return "" if run.finished is None else seconds_in_words(run.seconds)


def elapsed(run: SyncRun) -> str:
    """How long a sync has been running."""
    return seconds_in_words((timezone.now() - run.started).total_seconds())


def seconds_in_words(exact: float) -> str:
    """A duration in minutes and seconds."""
    minutes, seconds = divmod(round(exact), 60)
    if minutes:
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": seconds}
    return _("%(seconds)s s") % {"seconds": seconds} if seconds else _("under 1 s")


def phase(run: SyncRun) -> str:
    """What a running sync is busy with."""
    return str(RunPhase(run.phase).label) if run.phase in RunPhase.values else _("Beginning")


def is_silent(run: SyncRun) -> bool:
    """Whether a sync that says that it runs was probably killed."""
    now = timezone.now()
    return run.status == RunStatus.RUNNING and (now - run.seen > SILENT or now - run.started > LONGEST_RUN)

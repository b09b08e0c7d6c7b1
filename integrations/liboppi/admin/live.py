"""What is shown of a sync that waits or runs: a state, words, and how far it has come."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..models import RunStatus, SyncRun
from .following import Followed, Stage
from .run_words import elapsed, is_silent, phase

RUN = "liboppi_sync_runs:inspect"
GOING_ON = frozenset(("waiting", "running"))


@dataclass(frozen=True)
class Live:
    """The state of a sync that somebody looks on.

    `state` is "waiting", "running", "ended" or "not_started". `total` is None where it isn't known. `page` is
    the address of the sync's own page, once there is one.
    """

    state: str
    text: str
    done: int = 0
    total: int | None = None
    elapsed: str = ""
    warning: str = ""
    page: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether there is more to come."""
        return self.state in GOING_ON


def live_run(run: SyncRun) -> Live:
    """A sync that has a record."""
    page = reverse(RUN, args=(run.pk,))
    if run.status != RunStatus.RUNNING:
        words = _("What would change is known now.") if run.is_dry_run else _("The sync has ended.")
        result = str(run.get_status_display())
        return Live("ended", f"{words} {_('Result')}: {result}.", page=page)
    return Live(
        "running",
        phase(run),
        done=run.progress,
        total=run.progress_total,
        elapsed=elapsed(run),
        warning=_silence(run),
        page=page,
    )


def live_wish(followed: Followed) -> Live:
    """A sync that was asked for."""
    if followed.run:
        return live_run(followed.run)
    if followed.stage == Stage.WAITING:
        return Live("waiting", _("It begins within seconds."), warning=_wait(followed))
    return Live("not_started", _("It didn't start."), warning=_why_not(followed))


def _wait(followed: Followed) -> str:
    if not followed.waits_long or followed.since is None:
        return ""
    since = date_format(localtime(followed.since), "SHORT_DATETIME_FORMAT")
    return _(
        "A sync has been waiting since %(time)s and the background worker hasn't taken it. Ask whoever "
        "keeps the extranet's server whether the worker is running."
    ) % {"time": since}


def _silence(run: SyncRun) -> str:
    if not is_silent(run):
        return ""
    return _(
        "Nothing has been heard of this sync since %(time)s: it was probably stopped. The catalogue is as it "
        "was before, and the next sync brings what this one would have brought."
    ) % {"time": date_format(localtime(run.seen), "SHORT_DATETIME_FORMAT")}


def _why_not(followed: Followed) -> str:
    if followed.problem == "already_running":
        return _("Another sync was running just then. Ask again when it has ended.")
    if followed.problem == "not_configured":
        return _("Liboppi isn't connected: see the home page of the admin.")
    if followed.stage == Stage.FORGOTTEN:
        return _("Nothing is known of it any more. Look among the sync runs.")
    return _("The background worker failed at it. The server's log has the details; ask again.")

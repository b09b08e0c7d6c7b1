"""Mail to the people who look after the extranet: when syncs keep failing, and when they work again.

Once each: the run after which a mail was sent remembers it. Knows neither token nor keys.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .conf import Options, alert_recipients
from .health import missed_intervals
from .models import Notice, RunStatus, SyncRun

logger = logging.getLogger(__name__)

FAILURES_IN_A_ROW = 3
CATALOGUES = Path(__file__).with_name("locale")
RULE = f"\n\n{'-' * 72}\n\n"
TEMPLATES = {
    Notice.FAILING: "liboppi/mail/syncs_keep_failing.txt",
    Notice.RECOVERED: "liboppi/mail/syncs_work_again.txt",
}


def tell_if_needed(run: SyncRun) -> None:
    """Send the mail that this run calls for, if any. Only runs of the whole catalogue call for one.

    A mail that can't be sent is logged and tried again after the next run.
    """
    recipients = alert_recipients()
    if not recipients or run.is_dry_run or run.courses or run.status == RunStatus.RUNNING:
        return
    notice = notice_due(run)
    if notice is None:
        return
    try:
        mail(notice, run, recipients).send()
    except Exception:  # mail servers fail in every way, and the sync is done
        logger.exception("liboppi_sync mail not sent: %s", notice)
        return
    run.notice = notice
    run.save(update_fields=["notice"])


def notice_due(run: SyncRun) -> Notice | None:
    """What there is to tell after this run that hasn't been told."""
    was_told = SyncRun.objects.last_notice() == Notice.FAILING
    if run.status == RunStatus.DONE:
        return Notice.RECOVERED if was_told else None
    return Notice.FAILING if not was_told and _keep_failing(run) else None


def _keep_failing(run: SyncRun) -> bool:
    if SyncRun.objects.failures_in_a_row().count() >= FAILURES_IN_A_ROW:
        return True
    last = SyncRun.objects.last_good()
    return last is not None and run.started - last.started > missed_intervals()


def mail(notice: Notice, run: SyncRun, recipients: list[str]) -> EmailMessage:
    """The mail in the site's languages, one below the other."""
    failures = SyncRun.objects.failures_in_a_row()
    first = failures.last()
    context = {
        "site_name": getattr(settings, "WAGTAIL_SITE_NAME", ""),
        "run": run,
        "failures": failures.count(),
        "since": first.started if first else None,
        "last_good": SyncRun.objects.last_good(),
        "address": getattr(settings, "WAGTAILADMIN_BASE_URL", "")
        + reverse("liboppi_sync_runs:inspect", args=[run.pk]),
    }
    subjects, bodies = [], []
    for language in languages():
        with translation.override(language):
            subjects.append(subject(notice))
            bodies.append(render_to_string(TEMPLATES[notice], context).strip())
    name = f"[{context['site_name']}] " if context["site_name"] else ""
    return EmailMessage(name + " / ".join(dict.fromkeys(subjects)), RULE.join(bodies), to=recipients)


def subject(notice: Notice) -> str:
    """In the active language."""
    if notice == Notice.FAILING:
        return _("Liboppi's courses can't be synced")
    return _("Liboppi's courses are synced again")


def languages() -> list[str]:
    """The site's own language, then those of its others that this plugin speaks."""
    options = Options.from_settings()
    spoken = {"en", *(folder.name for folder in CATALOGUES.iterdir() if folder.is_dir())}
    return list(
        dict.fromkeys([options.default_language, *(code for code in options.languages if code in spoken)])
    )

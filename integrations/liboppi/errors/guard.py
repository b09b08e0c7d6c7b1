"""Reasons of our own to stop: answers that would harm the catalogue, another run, a fault of this program."""

from django.utils.translation import gettext_lazy as _

from .base import REFUSED, LiboppiError


class DegradedAnswer(LiboppiError):
    """Moodle answered with less than the token should give, without a word.

    Details: missing (a code or field names), courses.
    """

    kind = "degraded_answer"
    exit_code = REFUSED
    message = _(
        "Liboppi gave less than it should: %(missing)s missing, in answers for %(courses)s courses. Nothing "
        "was changed."
    )
    remedy = _(
        "Ask Moodle's administrator to log in as the account that the token belongs to: it may have to "
        "change its password, agree to the site policy or complete its profile. Its role needs the "
        "capabilities moodle/course:view, moodle/course:update and moodle/category:viewhiddencategories in "
        "every category."
    )
    choices = {"missing": {"categories": _("every course category")}}


class RawIgnored(LiboppiError):
    """Texts came formatted although they were asked for as typed, so their languages can't be told apart.

    Details: host, courses.
    """

    kind = "raw_ignored"
    exit_code = REFUSED
    message = _(
        "%(host)s gave formatted texts although they were asked for as their authors typed them "
        "(moodlewssettingraw), in answers for %(courses)s courses: which language a text is in can't be told "
        "any more. Nothing was changed."
    )
    remedy = _(
        "Ask Moodle's administrator whether a plugin of Moodle or a firewall in front of it drops or changes "
        "the parameter moodlewssettingraw of calls to /webservice/rest/server.php, and to let it through."
    )


class EmptyCatalogue(LiboppiError):
    """No course came although there should be some. Details: active."""

    kind = "empty_catalogue"
    exit_code = REFUSED
    message = _(
        "Liboppi answered with no course at all. Courses in the catalogue now: %(active)s. Nothing was "
        "changed."
    )
    remedy = _(
        "Check Liboppi in a browser. If its catalogue really is empty, overrule this once: in the admin, on "
        "the page of this sync, or with liboppi_sync --force. If not, ask Moodle's administrator whether the "
        "account of the token may see the courses."
    )


class TooManyMissing(LiboppiError):
    """Suspiciously many courses are gone. Details: missing, active, limit (courses), percent."""

    kind = "too_many_missing"
    exit_code = REFUSED
    message = _(
        "Too many courses would go missing at once: %(missing)s of %(active)s. The sync stops at more than "
        "%(limit)s courses and more than %(percent)s percent. Nothing was changed."
    )
    remedy = _(
        "See which courses they are: in the admin, on the page of this sync, or with liboppi_sync --dry-run "
        "--force. If they really have been removed or hidden, overrule this once: there, or with "
        "liboppi_sync --force. If not, ask Moodle's administrator whether the rights of the token's account "
        "have changed."
    )


class AlreadyRunning(LiboppiError):
    """Another run holds the lock. Details: since (ISO 8601), or None."""

    kind = "already_running"
    message = _("Another sync is running. Started: %(since)s.")
    remedy = _("Wait until it has finished; it brings the same changes.")


class UnexpectedFailure(LiboppiError):
    """A fault of this program. Details: error (the name of the exception's class, never its text)."""

    kind = "unexpected_failure"
    message = _("The sync stopped at a fault of its own (%(error)s). Nothing was changed.")
    remedy = _("Tell the makers of the extranet; the server's log has the details.")


class Interrupted(LiboppiError):
    """The process that ran the sync was stopped before it could write. No details."""

    kind = "interrupted"
    message = _("The sync was interrupted before it had finished. Nothing was changed.")
    remedy = _("Nothing needs to be done: the next sync brings what this one would have brought.")

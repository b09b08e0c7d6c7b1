"""Failures before Moodle has said anything: settings, network, TLS, web server, answers that aren't JSON."""

from django.utils.translation import gettext_lazy as _

from .base import NOT_CONFIGURED, LiboppiError


class NotConfigured(LiboppiError):
    """A setting of the connection is missing or can't be used.

    Details: setting, problem (a code), value (never the token).
    """

    kind = "not_configured"
    exit_code = NOT_CONFIGURED
    message = _("%(setting)s %(problem)s. Value: “%(value)s”.")
    remedy = _(
        "Set LIBOPPI_URL to the address of Liboppi's front page, for instance https://www.example.fi, and "
        "LIBOPPI_TOKEN to the web service token that Moodle's administrator has made for the extranet, and "
        "restart the extranet."
    )
    choices = {
        "problem": {
            "missing": _("isn't set"),
            "not_an_address": _("isn't an http or https address"),
            "insecure": _("must begin with https://, or the token would travel unprotected"),
            "credentials": _("must not hold a user name or password"),
            "extra_parts": _("must not hold a query (?) or an anchor (#)"),
            "not_a_token": _("isn't a token: a token is one word of plain letters and digits"),
            "not_a_number": _("isn't a whole number greater than zero"),
        },
        "value": {"": _("empty"), "hidden": _("not shown")},
    }


class Unreachable(LiboppiError):
    """No connection, or one that broke. Details: host, reason (a code)."""

    kind = "unreachable"
    message = _("No answer from %(host)s: %(reason)s.")
    remedy = _(
        "Check that LIBOPPI_URL is right and that Liboppi opens in a browser. If it does, ask whoever keeps "
        "the extranet's server whether it may connect to that address. The next sync tries again by itself."
    )
    choices = {
        "reason": {
            "refused": _("the connection was refused"),
            "name": _("the host name isn't known"),
            "broken": _("the connection broke before the answer was complete"),
            "tls": _("no secure connection could be made"),
            "proxy": _("the proxy server between did not let it through"),
            "network": _("the network gives no way there"),
        }
    }


class TimedOut(LiboppiError):
    """Too slow. Details: host, phase (a code), seconds."""

    kind = "timed_out"
    message = _("%(host)s was too slow: %(phase)s took more than %(seconds)s seconds.")
    remedy = _(
        "Liboppi may be busy: the next sync tries again by itself. If it happens every time, ask Moodle's "
        "administrator how long core_course_get_courses_by_field takes to answer."
    )
    choices = {
        "phase": {
            "connect": _("connecting"),
            "read": _("waiting for the answer"),
            "total": _("receiving the whole answer"),
        }
    }


class OutOfTime(LiboppiError):
    """The run's time budget is used up. Details: host, minutes."""

    kind = "out_of_time"
    message = _(
        "The sync was stopped because %(host)s had not given everything within %(minutes)s minutes. Nothing "
        "was changed."
    )
    remedy = _(
        "Liboppi may be busy: the next sync tries again by itself. If it happens every time, ask Moodle's "
        "administrator why web service calls are slow, or lengthen LIBOPPI_TIME_BUDGET_MINUTES; it must stay "
        "below the background worker's own time limit."
    )


class CertificateInvalid(LiboppiError):
    """The certificate can't be trusted. Details: host, reason (OpenSSL's words)."""

    kind = "certificate_invalid"
    message = _("The certificate of %(host)s can't be trusted: %(reason)s.")
    remedy = _(
        "Nothing was sent. Ask whoever keeps Liboppi's web server to renew or complete its certificate. If a"
        " certificate authority of your own is used, it must be known to the extranet's server."
    )


class Redirected(LiboppiError):
    """The server sends elsewhere; the token isn't sent there. Details: status, host, target."""

    kind = "redirected"
    message = _("%(host)s sends the request elsewhere, to %(target)s (HTTP %(status)s).")
    remedy = _(
        "The token is never sent to another address. If %(target)s belongs to Liboppi, correct LIBOPPI_URL "
        "accordingly; if it is a login page, ask Moodle's administrator to let /webservice/rest/server.php "
        "through without it."
    )


class EndpointMissing(LiboppiError):
    """HTTP 404. Details: address."""

    kind = "endpoint_missing"
    message = _("There is no Moodle web service at %(address)s (HTTP 404).")
    remedy = _(
        "LIBOPPI_URL must be the address of Moodle's front page, without anything after it. Open it in a "
        "browser to check."
    )


class WebServicesDisabled(LiboppiError):
    """Moodle answers 403 with nothing in it when web services or the REST protocol are off. Details: host."""

    kind = "web_services_disabled"
    message = _("%(host)s refuses every web service call (HTTP 403 with an empty answer).")
    remedy = _(
        "Ask Moodle's administrator to switch on web services (Site administration → Advanced features) and "
        "the REST protocol (Site administration → Server → Web services → Manage protocols)."
    )


class RequestRefused(LiboppiError):
    """Another HTTP status from 400 to 499. Details: host, status, title."""

    kind = "request_refused"
    message = _("%(host)s refused the request with HTTP %(status)s. It says: “%(title)s”.")
    remedy = _(
        "Something in front of Moodle, a firewall or a password, refuses the extranet. Ask whoever keeps "
        "Liboppi's web server to let the extranet's address through to /webservice/rest/server.php."
    )


class RateLimited(LiboppiError):
    """HTTP 429. Details: host, seconds (None when the server doesn't say)."""

    kind = "rate_limited"
    message = _("%(host)s says that there are too many requests. Seconds to wait: %(seconds)s.")
    remedy = _("The next sync tries again by itself. If it happens often, lengthen LIBOPPI_INTERVAL_MINUTES.")


class ServerFailed(LiboppiError):
    """Another HTTP status from 500 on. Details: host, status, title."""

    kind = "server_failed"
    message = _("%(host)s failed with HTTP %(status)s. It says: “%(title)s”.")
    remedy = _(
        "The next sync tries again by itself. If it goes on, ask Moodle's administrator to look into the log"
        " of the web server; with HTTP 504 the time limit of a proxy in front of Moodle is too short."
    )


class NotJson(LiboppiError):
    """An answer that can't be read. Details: host, came (a code), content_type, title."""

    kind = "not_json"
    message = _(
        "%(host)s did not answer as Moodle's web service does: it sent %(came)s (%(content_type)s). It says:"
        " “%(title)s”."
    )
    remedy = _(
        "Open the address in a browser: a login page, a notice or an error page may stand in front of "
        "Moodle. If Moodle shows its developer messages, ask its administrator to switch them off (Site "
        "administration → Development → Debugging)."
    )
    choices = {
        "came": {
            "html": _("a web page"),
            "xml": _("XML"),
            "text": _("text"),
            "nothing": _("nothing"),
            "truncated": _("JSON that ends too early or is broken"),
        }
    }


class AnswerTooLarge(LiboppiError):
    """More bytes than any catalogue needs. Details: host, function, megabytes."""

    kind = "answer_too_large"
    message = _(
        "The answer of %(host)s to %(function)s is larger than %(megabytes)s megabytes; the rest was not "
        "read."
    )
    remedy = _(
        "Ask Moodle's administrator whether some course summary holds pictures or files pasted into the text."
    )


class UnexpectedShape(LiboppiError):
    """JSON that isn't what the function is documented to answer. Details: host, function, expected, got."""

    kind = "unexpected_shape"
    message = _(
        "The answer of %(host)s to %(function)s is not as documented: expected %(expected)s, got %(got)s."
    )
    remedy = _(
        "Check that LIBOPPI_URL is a Moodle site of version 4.1 or later, and tell the makers of the "
        "extranet."
    )

"""Failures that Moodle itself tells of, in error answers (`exception`, `errorcode`, `message`)."""

from django.utils.translation import gettext_lazy as _

from .base import LiboppiError


class TokenRejected(LiboppiError):
    """`invalidtoken`. Details: host, function."""

    kind = "token_rejected"
    message = _("%(host)s doesn't know the token in LIBOPPI_TOKEN.")
    remedy = _(
        "Ask Moodle's administrator for a new token (Site administration → Server → Web services → Manage "
        "tokens). Moodle deletes a token that has expired. Check that the whole token was copied, and that "
        "it is for this site."
    )


class AccessDenied(LiboppiError):
    """`accessexception`, for which Moodle has many causes and tells none. Details: host, function."""

    kind = "access_denied"
    message = _("%(host)s denied the token access to %(function)s, without saying why.")
    remedy = _(
        "Ask Moodle's administrator to go through the causes: the token has expired; it is restricted to "
        "other IP addresses; the service is switched off; %(function)s isn't among the functions of the "
        "service; the account isn't among the users allowed to use the service; its role lacks the "
        "capability webservice/rest:use."
    )


class AccountRefused(LiboppiError):
    """`wsaccessuser…`. Details: host, problem (a code)."""

    kind = "account_refused"
    message = _("%(host)s refuses the account that the token belongs to: %(problem)s.")
    remedy = _(
        "Ask Moodle's administrator to put the account in order (Site administration → Users) or to make a "
        "token for another account. It must be confirmed, active, and use some authentication method that "
        "isn't “no login”."
    )
    choices = {
        "problem": {
            "wsaccessuserdeleted": _("the account has been deleted"),
            "wsaccessusersuspended": _("the account is suspended"),
            "wsaccessuserunconfirmed": _("the account hasn't been confirmed"),
            "wsaccessuserexpired": _("the account's password has expired"),
            "wsaccessusernologin": _("the account isn't allowed to log in"),
            "forcepasswordchangenotice": _("the account must change its password first"),
            "usernotfullysetup": _("the account's profile lacks something, such as an e-mail address"),
        }
    }


class SitePolicyNotAgreed(LiboppiError):
    """`sitepolicynotagreed`. Details: host."""

    kind = "site_policy_not_agreed"
    message = _("The account that the token belongs to hasn't agreed to the site policy of %(host)s.")
    remedy = _(
        "Ask Moodle's administrator to log in as that account and agree to the policy, or to agree on its "
        "behalf."
    )


class UnderMaintenance(LiboppiError):
    """`sitemaintenance`, or HTTP 503. Details: host, seconds (None when the server doesn't say)."""

    kind = "under_maintenance"
    message = _("%(host)s is under maintenance. Seconds to wait: %(seconds)s.")
    remedy = _("Nothing needs to be done: the next sync tries again by itself. Courses stay as they were.")


class UpgradeRunning(LiboppiError):
    """`upgraderunning`. Details: host."""

    kind = "upgrade_running"
    message = _("%(host)s is being upgraded.")
    remedy = _(
        "Nothing needs to be done: the next sync tries again by itself. If it goes on, ask Moodle's "
        "administrator to finish it."
    )


class FunctionMissing(LiboppiError):
    """The site doesn't have the function, or the service doesn't offer it. Details: host, function."""

    kind = "function_missing"
    message = _("The web service of %(host)s doesn't offer the function %(function)s.")
    remedy = _(
        "Ask Moodle's administrator to add %(function)s to the functions of the service (Site administration"
        " → Server → Web services → External services → Functions)."
    )


class PermissionMissing(LiboppiError):
    """`nopermissions`. Details: host, function, said."""

    kind = "permission_missing"
    message = _(
        "The account that the token belongs to lacks a right that %(function)s needs. %(host)s says: "
        "“%(said)s”."
    )
    remedy = _("Ask Moodle's administrator to allow the named capability in the role of that account.")


class ParameterRefused(LiboppiError):
    """`invalidparameter`. Details: host, function, said."""

    kind = "parameter_refused"
    message = _("%(host)s doesn't accept the way %(function)s was called. It says: “%(said)s”.")
    remedy = _("Check that Moodle is of version 4.1 or later, and tell the makers of the extranet.")


class RecordUnknown(LiboppiError):
    """`invalidrecordunknown`: what was asked about is no longer there. Details: host, function, asked."""

    kind = "record_unknown"
    message = _("%(host)s doesn't have what %(function)s asked for: %(asked)s.")
    remedy = _("It has probably just been deleted; the next sync will tell.")


class CourseHidden(LiboppiError):
    """`coursehidden`. Details: host, function, asked."""

    kind = "course_hidden"
    message = _("%(host)s has hidden what %(function)s asked for: %(asked)s.")
    remedy = _("It was probably just hidden from students; the next sync will tell.")


class MoodleFault(LiboppiError):
    """A PHP error or an error code without a class of its own. Details: host, function, fault, said."""

    kind = "moodle_fault"
    message = _("%(host)s failed in %(function)s with the error %(fault)s. It says: “%(said)s”.")
    remedy = _(
        "The next sync tries again by itself. If it goes on, give this message to Moodle's administrator."
    )

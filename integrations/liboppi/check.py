"""Walks through everything that a sync needs: settings, address, certificate, token, functions, rights.

Quick on a catalogue of any size: it looks at a page of the list and a batch of courses.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .answers import read_site
from .check_catalogue import findings_of_catalogue
from .client import LiboppiClient
from .conf import Options
from .connection.transport import Patience
from .errors import (
    AccessDenied,
    AccountRefused,
    CertificateInvalid,
    FunctionMissing,
    LiboppiError,
    SitePolicyNotAgreed,
    TimedOut,
    TokenRejected,
    Unreachable,
)
from .fetch import GROUPS, SEARCH
from .findings import Finding, advice, fault
from .shapes import SiteInfoAnswer

NEEDED = (
    "core_webservice_get_site_info",
    "core_course_get_categories",
    "core_course_get_courses_by_field",
    "core_enrol_get_course_enrolment_methods",
)
OPTIONAL = (SEARCH, GROUPS)
PATIENCE = Patience(attempts=2)  # somebody is waiting for what it says
_OF_TOKEN = (AccessDenied, AccountRefused, SitePolicyNotAgreed, TokenRejected)


def check(options: Options) -> list[Finding]:
    """Look at everything, in order; what can't be looked at because of an earlier fault is left out."""
    return list(_findings(options))


def _findings(options: Options) -> Iterator[Finding]:
    try:
        options.require_connection()
    except LiboppiError as error:
        yield fault(_("Settings"), error)
        return
    yield Finding(_("Settings"))
    with LiboppiClient(options.url, options.token, patience=PATIENCE) as client:
        failure, site = _site(client)
        yield from _findings_of_connection(options, failure)
        if site is None:
            return
        yield from _findings_of_functions(client.host, site)
        if set(NEEDED) <= site.functions:
            yield from findings_of_catalogue(client, options, site)


def _site(client: LiboppiClient) -> tuple[LiboppiError | None, SiteInfoAnswer | None]:
    try:
        return None, read_site(client.site_info())
    except LiboppiError as error:
        return error, None


def _findings_of_connection(options: Options, failure: LiboppiError | None) -> Iterator[Finding]:
    """What lies on the way to the first answer, up to where it failed."""
    steps = [_("Address"), _("Secure connection"), _("Web service"), _("Token")]
    failed = len(steps) if failure is None else _step(failure)
    if urlsplit(options.url).scheme == "http":
        steps[1] = ""
    yield from (Finding(step) for step in steps[:failed] if step)
    if failure is not None:
        yield fault(steps[failed], failure)


def _step(failure: LiboppiError) -> int:
    """How far one came: to the address, the secure connection, the web service or the token."""
    if isinstance(failure, CertificateInvalid):
        return 1
    if isinstance(failure, Unreachable):
        return 1 if failure.details["reason"] == "tls" else 0
    if isinstance(failure, TimedOut):
        return 0 if failure.details["phase"] == "connect" else 2
    return 3 if isinstance(failure, _OF_TOKEN) else 2


def _findings_of_functions(host: str, site: SiteInfoAnswer) -> Iterator[Finding]:
    for function in (*NEEDED, *OPTIONAL):
        name = _("Function %(name)s") % {"name": function}
        if function in site.functions:
            yield Finding(name)
            continue
        missing = FunctionMissing(host=host, function=function)
        if function in NEEDED:
            yield fault(name, missing)
        else:
            yield advice(name, f"{missing} {_lost_without(function)}", missing.remedy_text)


def _lost_without(function: str) -> str:
    if function == SEARCH:
        return _(
            "Without it, all courses must come in one answer, which takes a minute where there are many."
        )
    return _("Without it, the enrolment keys of groups aren't known.")

"""Says whether address, token, the service's functions and the account's rights are enough for a sync."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .answers import read_categories, read_courses, read_site, require_whole
from .client import LiboppiClient
from .conf import Options
from .errors import FunctionMissing, LiboppiError

FUNCTIONS = (
    "core_webservice_get_site_info",
    "core_course_get_categories",
    "core_course_get_courses_by_field",
    "core_enrol_get_course_enrolment_methods",
)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `message` and `remedy` are set when it is not well."""

    name: str
    ok: bool
    message: str = ""
    remedy: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {"name": self.name, "ok": self.ok, "message": self.message, "remedy": self.remedy}


def check(options: Options) -> list[Finding]:
    """Look at everything, in order; what can't be looked at because of an earlier fault is left out."""
    return list(_findings(options))


def _findings(options: Options) -> Iterator[Finding]:
    try:
        options.require_connection()
    except LiboppiError as error:
        yield _fault(_("Settings"), error)
        return
    yield Finding(_("Settings"), True)
    with LiboppiClient(options.url, options.token) as client:
        yield from _findings_of(client, urlsplit(options.url).netloc)


def _findings_of(client: LiboppiClient, host: str) -> Iterator[Finding]:
    try:
        site = read_site(client.site_info())
    except LiboppiError as error:
        yield _fault(_("Address and token"), error)
        return
    yield Finding(_("Address and token"), True)
    missing = [name for name in FUNCTIONS if name not in site.functions]
    for name in FUNCTIONS:
        finding = _("Function %(name)s") % {"name": name}
        yield (
            _fault(finding, FunctionMissing(host=host, function=name))
            if name in missing
            else Finding(finding, True)
        )
    if not missing:
        yield _look(_("Rights to courses and categories"), lambda: _require_rights(client, site.siteid))


def _require_rights(client: LiboppiClient, site_id: int) -> None:
    categories, _skipped = read_categories(client.categories())
    courses, _skipped = read_courses(client.courses())
    require_whole(courses, categories, site_id)


def _look(name: str, look: Callable[[], None]) -> Finding:
    try:
        look()
    except LiboppiError as error:
        return _fault(name, error)
    return Finding(name, True)


def _fault(name: str, error: LiboppiError) -> Finding:
    return Finding(name, False, str(error), error.remedy_text)

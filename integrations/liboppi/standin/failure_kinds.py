"""The failures the stand-in can be told to answer with, by name.

Bodies and statuses are those a real Moodle 5.1 and the web server before it were seen to give.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from integrations.liboppi.standin import damage, functions
from integrations.liboppi.standin.error_pages import login_page, moodle_page, web_server_page
from integrations.liboppi.standin.wire import HTML_TYPE, JSON_TYPE, Answer, Call, Delivery, MoodleError

Normal = Callable[[Call], Answer]
Effect = Callable[[Call, Normal], Answer]
POISON = "poison"
RAW = "moodlewssettingraw"
LOGIN_PATH = "/login/index.php"
FUNCTION_MISSING = "function_missing"
MOODLE_EXCEPTION = "core\\exception\\moodle_exception"
MAINTENANCE = "The site is undergoing maintenance and is currently not available"


@dataclass(frozen=True)
class FailureKind:
    """A failure by its name: what it is, in a line for a developer, and what it does to an answer.

    `of_pictures`: it concerns no web service function.
    """

    name: str
    description: str
    effect: Effect
    spares_site_info: bool = False
    of_pictures: bool = False


def _error(exception: str, errorcode: str | None, message: str) -> Effect:
    return lambda call, normal: MoodleError(exception, errorcode, message).answer(call)


def _refusal(error: MoodleError) -> Effect:
    return lambda call, normal: error.answer(call)


def _html(status: int, body: bytes, **headers: str) -> Effect:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = Answer(body, status=status, content_type=HTML_TYPE, headers=named)
    return lambda call, normal: answer


def _delivered(delivery: Delivery) -> Effect:
    return lambda call, normal: replace(normal(call), delivery=delivery)


def _damaged(spoil: Callable[[Call, Answer], Answer]) -> Effect:
    return lambda call, normal: spoil(call, normal(call))


def _silent(call: Call, normal: Normal) -> Answer:
    return Answer(b"", delivery=Delivery.SILENT)


def _endless(call: Call, normal: Normal) -> Answer:
    return Answer(b"", delivery=Delivery.ENDLESS)


def _formatted(call: Call, normal: Normal) -> Answer:
    params = {name: value for name, value in call.params.items() if name != RAW}
    return normal(replace(call, params=params))


def _without_called_function(call: Call, normal: Normal) -> Answer:
    """Without a function named: every one but site information is missing."""
    if call.function != functions.SITE_INFO:
        return functions.access_refused().answer(call)
    answer = normal(call)
    for name in functions.SERVED:
        if name != functions.SITE_INFO:
            answer = damage.without_function(call, answer, name)
    return answer


_KINDS = (
    FailureKind(
        "invalid_token",
        "200, invalidtoken: no such token, or an expired one",
        _refusal(functions.invalid_token()),
    ),
    FailureKind(
        "access_exception",
        "200, accessexception: expired token, address, service or user",
        _refusal(functions.access_refused()),
    ),
    FailureKind(
        "account_suspended",
        "200, wsaccessusersuspended: the token's user is suspended",
        _error(
            MOODLE_EXCEPTION,
            "wsaccessusersuspended",
            "Refused web service access for suspended username: extranet",
        ),
    ),
    FailureKind(
        "account_deleted",
        "200, wsaccessuserdeleted: the token's user is deleted",
        _error(
            MOODLE_EXCEPTION,
            "wsaccessuserdeleted",
            "Refused web service access for deleted username: extranet",
        ),
    ),
    FailureKind(
        "account_nologin",
        "200, wsaccessusernologin: the token's user may not sign in",
        _error(
            MOODLE_EXCEPTION,
            "wsaccessusernologin",
            "Refused web service access for nologin authentication username: extranet",
        ),
    ),
    FailureKind(
        "site_policy",
        "200, sitepolicynotagreed from every function but site information",
        _refusal(damage.SITE_POLICY),
        spares_site_info=True,
    ),
    FailureKind(
        "site_policy_silent",
        "as Moodle really does it: degraded courses, no categories, sitepolicynotagreed from the rest",
        _damaged(damage.site_policy_silent),
    ),
    FailureKind(
        "maintenance",
        "200, sitemaintenance: the maintenance setting",
        _error(MOODLE_EXCEPTION, "sitemaintenance", MAINTENANCE),
    ),
    FailureKind(
        "maintenance_cli",
        "503, HTML, Retry-After 300: maintenance from the command line",
        _html(503, moodle_page(MAINTENANCE, "Huoltokatko"), Retry_After="300"),
    ),
    FailureKind(
        "upgrade_running",
        "200, upgraderunning: an upgrade is going on",
        _error(MOODLE_EXCEPTION, "upgraderunning", "Site is being upgraded, please retry later."),
    ),
    FailureKind(
        "web_services_disabled", "403, empty: web services or REST are switched off", _html(403, b"")
    ),
    FailureKind(
        FUNCTION_MISSING,
        "the named function (or all but site information) is not in the service: not listed, accessexception",
        _without_called_function,
    ),
    FailureKind(
        "php_error",
        "200, exception without errorcode: a PHP error",
        _error("Error", None, 'Attempt to assign property "contextvalidated" on null'),
    ),
    FailureKind(
        "database_error",
        "200, dmlreadexception: the database refuses",
        _error("dml_read_exception", "dmlreadexception", "Error reading from database"),
    ),
    FailureKind(
        "permission_missing",
        "200, nopermissions: a capability is missing",
        _error(
            "core\\exception\\required_capability_exception",
            "nopermissions",
            "Sorry, but you do not currently have permissions to do that (View courses).",
        ),
    ),
    FailureKind("parameter_refused", "200, invalidparameter", _refusal(functions.invalid_parameter())),
    FailureKind(
        "record_unknown",
        "200, invalidrecordunknown: no such record or function",
        _refusal(functions.unknown_record()),
    ),
    FailureKind(
        "rate_limited",
        "429, HTML, Retry-After 1",
        _html(429, web_server_page("429 Too Many Requests"), Retry_After="1"),
    ),
    FailureKind(
        "server_error",
        "500, HTML: the web server's error page",
        _html(500, web_server_page("500 Internal Server Error")),
    ),
    FailureKind(
        "gateway_timeout",
        "504, HTML: a proxy gave up waiting",
        _html(504, web_server_page("504 Gateway Time-out")),
    ),
    FailureKind("not_json", "200, HTML: a login page instead of JSON", _html(200, login_page())),
    FailureKind(
        "redirect", f"303 to {LOGIN_PATH}", _html(303, moodle_page("Redirect", ""), Location=LOGIN_PATH)
    ),
    FailureKind("xml", "200, XML although JSON was asked for", _damaged(damage.xml)),
    FailureKind("truncated", "Content-Length promises more than comes", _delivered(Delivery.TRUNCATED)),
    FailureKind("reset", "the connection breaks in the middle of the body", _delivered(Delivery.RESET)),
    FailureKind(
        "invalid_json", "200, a PHP warning printed before the JSON", _damaged(damage.not_json_inside)
    ),
    FailureKind(
        "wrong_shape",
        "200, JSON of another shape: a text",
        lambda call, normal: Answer(b'"ok"', content_type=JSON_TYPE),
    ),
    FailureKind("wrong_types", "every second item has a field of another type", _damaged(damage.wrong_types)),
    FailureKind("timeout", "no answer until one side closes", _silent),
    FailureKind("empty_catalogue", "no categories, no courses", _damaged(damage.empty_catalogue)),
    FailureKind("degraded", "courses with public fields only, with no word of it", _damaged(damage.degraded)),
    FailureKind("half_missing", "courses with an even id are left out", _damaged(damage.half_missing)),
    FailureKind("huge", "a body that goes on past 64 MB", _endless),
    FailureKind("raw_ignored", "texts formatted by Moodle although asked for as typed", _formatted),
    FailureKind(
        POISON,
        "with a course's id, as in poison:6: a PHP error instead of any list of courses that holds it",
        lambda call, normal: normal(call),
    ),
    FailureKind(
        "picture_no_image",
        "a text instead of a picture",
        lambda call, normal: Answer(b"GIF", content_type="text/plain; charset=utf-8"),
        of_pictures=True,
    ),
    FailureKind(
        "picture_broken",
        "an image/png that is none",
        lambda call, normal: Answer(b"\x89PNG\r\n\x1a\nno more", content_type="image/png"),
        of_pictures=True,
    ),
    FailureKind(
        "picture_huge",
        "a picture of 11 MB",
        lambda call, normal: Answer(bytes(11 * 1024 * 1024), content_type="image/png"),
        of_pictures=True,
    ),
    FailureKind(
        "picture_missing",
        "404: no such file",
        _html(404, moodle_page("Not found", "Sorry, the requested file could not be found")),
        of_pictures=True,
    ),
    FailureKind(
        "picture_refused",
        "200, JSON with `error`: the service gives no files",
        _error("moodle_exception", "cannotdownloadfiles", "Files cannot be downloaded"),
        of_pictures=True,
    ),
)
KINDS: Mapping[str, FailureKind] = {kind.name: kind for kind in _KINDS}


def describe_kinds() -> str:
    """Every kind with its line, for `--fail list`."""
    width = max(map(len, KINDS))
    return "\n".join(f"{kind.name:<{width}}  {kind.description}" for kind in KINDS.values())

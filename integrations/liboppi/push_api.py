"""Where Liboppi says that courses have changed: one signed call of the API.

A plain Ninja router: the site mounts it beside the courses'. Needs no session and no API token.
"""

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .conf import PushOptions
from .push import MOST_CALLS, PERIOD, CallRepeated, SyncStanding, TooManyCalls, take_in
from .push_signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, TOLERANCE, fingerprint, is_genuine

router = Router(tags=["liboppi"])

LARGEST_BODY = 64 * 1024  # bytes
MOST_COURSES = 1000
MINUTES = int(TOLERANCE.total_seconds()) // 60
NOT_GENUINE = (
    f"The call's signature or its time is not right. Send {TIMESTAMP_HEADER} (seconds since 1970, at most "
    f"{MINUTES} minutes off) and {SIGNATURE_HEADER}: sha256=<HMAC-SHA256 over timestamp, a full stop and the "
    "body as it is sent>. Check the secret and both servers' clocks."
)

CourseNumber = Annotated[int, Field(ge=1, lt=2**63)]


class ChangedCourses(BaseModel):
    """The courses that have changed in Liboppi; none means that any may have."""

    model_config = ConfigDict(strict=True, extra="forbid")

    courses: list[CourseNumber] = Field(
        default=[],
        max_length=MOST_COURSES,
        description="The courses' numbers in Liboppi. None: the whole catalogue.",
    )


class PushAccepted(Schema):
    """What became of the call."""

    accepted: int | str = Field(description="How many courses the call named, or `all`.")
    sync: SyncStanding = Field(
        description="`queued`: a sync will begin within a minute. `waiting`: one was queued already and "
        "takes this call along. `running`: one runs, and another follows it."
    )


class CallRefused(HttpError):
    """A refusal with the headers that belong to its status."""

    def __init__(self, status: HTTPStatus, message: str, **headers: str) -> None:
        super().__init__(status.value, message)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def _header(name: str, description: str) -> dict[str, Any]:
    return {
        "in": "header",
        "name": name,
        "required": True,
        "schema": {"type": "string"},
        "description": description,
    }


REFUSALS = {
    400: "The body is not what is asked for.",
    401: "Signature or time is not right.",
    404: "No secret is set: the extranet takes no calls.",
    409: "The very same call was taken before; it need not be sent again.",
    413: "The body is too large.",
    415: "The body is not declared as JSON.",
    429: "Too many calls; Retry-After says when to go on.",
}


@router.post(
    "/liboppi/changed",
    response={202: PushAccepted},
    summary="Courses have changed in Liboppi",
    openapi_extra={
        "parameters": [
            _header(TIMESTAMP_HEADER, f"Seconds since 1970, at most {MINUTES} minutes off."),
            _header(
                SIGNATURE_HEADER,
                "`sha256=` and the HMAC-SHA256, in lower-case hex, over the timestamp, a full stop and the "
                "body. Several, separated by commas, while secrets are changed.",
            ),
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": ChangedCourses.model_json_schema()}},
        },
        "responses": {status: {"description": text} for status, text in REFUSALS.items()},
    },
)
def changed(request: HttpRequest) -> Any:
    """Ask for a sync of the named courses, or of all. For Liboppi itself, by a signed call.

    Calls that come within some seconds of each other are gathered into one sync. At most 300 calls a minute.
    """
    timestamp, body = _genuine(request)
    courses = _courses(body)
    try:
        standing = take_in(fingerprint(timestamp, body), courses)
    except CallRepeated:
        raise CallRefused(
            HTTPStatus.CONFLICT, "This very call was taken before. There is no need to send it again."
        ) from None
    except TooManyCalls:
        seconds = int(PERIOD.total_seconds())
        raise CallRefused(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"More than {MOST_CALLS} calls in {seconds} seconds. Name several courses in one call.",
            Retry_After=str(seconds),
        ) from None
    return Status(HTTPStatus.ACCEPTED.value, {"accepted": len(courses) or "all", "sync": standing})


def _genuine(request: HttpRequest) -> tuple[str, bytes]:
    """The call's timestamp and body, once its signature is known to be right."""
    options = PushOptions.from_settings()
    if not options.secrets:
        raise CallRefused(
            HTTPStatus.NOT_FOUND,
            "This site takes no calls from Liboppi: LIBOPPI_PUSH_SECRETS isn't set. It syncs as scheduled.",
        )
    if request.content_type != "application/json":
        raise CallRefused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.")
    if _length(request) > LARGEST_BODY:
        raise CallRefused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"The body may have {LARGEST_BODY} bytes. Name fewer courses, or none to ask for all.",
        )
    timestamp = request.headers.get(TIMESTAMP_HEADER, "")
    signatures = request.headers.get(SIGNATURE_HEADER, "")
    if not is_genuine(timestamp, signatures, request.body, secrets=options.secrets, now=timezone.now()):
        raise CallRefused(HTTPStatus.UNAUTHORIZED, NOT_GENUINE, WWW_Authenticate="HMAC-SHA256")
    return timestamp, request.body


def _length(request: HttpRequest) -> int:
    """The body's length as declared, in bytes; a server reads no more than that."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isdecimal() else 0


def _courses(body: bytes) -> list[int]:
    try:
        asked = ChangedCourses.model_validate_json(body)
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in error.errors()[:5]
        ]
        raise CallRefused(
            HTTPStatus.BAD_REQUEST,
            f'Send {{"courses": [6, 16]}}, or {{}} for all. {"; ".join(faults)}.',
        ) from None
    return sorted(set(asked.courses))

"""Errors of the API as RFC 9457 problem details."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError


def problem_response(status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    """`{"type", "title", "status", "detail", …}` with the media type application/problem+json."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, **more}
    response = JsonResponse(body, status=status.value, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    if status is HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def install_error_handlers(api: NinjaAPI) -> None:
    """Make every error of `api` a problem, telling a client what to change."""

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        response = problem_response(HTTPStatus(error.status_code), str(error.message))
        for name, value in getattr(error, "headers", {}).items():  # those of a router that has its own
            response[name] = value
        return response

    @api.exception_handler(AuthenticationError)
    def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem_response(
            HTTPStatus.UNAUTHORIZED, "Sign in, or send an API token as `Authorization: Bearer <token>`."
        )

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = [
            {"field": ".".join(str(part) for part in e["loc"]), "message": e["msg"]} for e in error.errors
        ]
        return problem_response(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "; ".join(f"{f['field']}: {f['message']}" for f in faults),
            errors=faults,
        )


def not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """Every address under /api/ that is none, so that no API call is sent on to a page."""
    return problem_response(HTTPStatus.NOT_FOUND, f"There is nothing at {request.path}. See /api/v1/docs.")

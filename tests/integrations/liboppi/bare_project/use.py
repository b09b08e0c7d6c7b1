"""Uses the plugin in the bare site as its keepers would, and prints what came of it as one JSON object."""

import hashlib
import hmac
import io
import json
import os
import sys
import time
from contextlib import redirect_stdout
from typing import Any

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.users.models import UserProfile  # noqa: E402


def command(*arguments: str) -> dict[str, Any]:
    """A management command's exit code and output."""
    out, code = io.StringIO(), 0
    try:
        with redirect_stdout(out):
            call_command(*arguments, stdout=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return {"code": code, "out": out.getvalue()}


def admin() -> dict[str, Any]:
    """The plugin's pages for an editor who reads Swedish."""
    from integrations.liboppi.models import Course, SyncRun

    user = get_user_model().objects.create_superuser("keeper", "keeper@example.fi", "a long password")
    UserProfile.objects.create(user=user, preferred_language="sv")
    client = Client()
    client.force_login(user)
    course, run = Course.objects.first(), SyncRun.objects.first()
    names = {
        "home": reverse("wagtailadmin_home"),
        "courses": reverse("liboppi_courses:index"),
        "course": reverse("liboppi_courses:edit", args=[course.pk]),
        "runs": reverse("liboppi_sync_runs:index"),
        "run": reverse("liboppi_sync_runs:inspect", args=[run.pk]),
        "groups": reverse("wagtailusers_groups:add"),
    }
    return {name: page(client, address) for name, address in names.items()}


def page(client: Client, address: str, **query: Any) -> dict[str, Any]:
    answer = client.get(address, query)
    return {"status": answer.status_code, "text": answer.content.decode()}


def push() -> dict[str, Any]:
    body, timestamp = b'{"courses": [6]}', str(int(time.time()))
    key = os.environ["LIBOPPI_PUSH_SECRET"].encode()
    digest = hmac.new(key, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"X-Liboppi-Timestamp": timestamp, "X-Liboppi-Signature": f"sha256={digest}"}
    answer = Client().post("/api/liboppi/changed", body, content_type="application/json", headers=headers)
    return {"status": answer.status_code, "text": answer.content.decode()}


def removed() -> dict[str, Any]:
    """What README's last chapter tells, while the plugin is still installed."""
    from django_q.models import Schedule

    result = command("migrate", "liboppi", "zero", "--verbosity=0")
    Schedule.objects.filter(name__startswith="liboppi").delete()
    return result


def used() -> dict[str, Any]:
    """Installed, used in every way, and removed."""
    return {
        "migrate": command("migrate", "--verbosity=0"),
        "makemigrations": command("makemigrations", "--check", "--dry-run", "--verbosity=1"),
        "check": command("check", "--fail-level=WARNING"),
        "liboppi_check": command("liboppi_check", "--json"),
        "liboppi_sync": command("liboppi_sync", "--json"),
        "admin": admin(),
        "api": page(Client(), "/api/courses/", locale="sv", limit=100),
        "push": push(),
        "outside": [
            name for name in sys.modules if name.split(".")[0] in ("cms", "pages", "wagtail_localize")
        ],
        "removed": removed(),
    }


def without() -> dict[str, Any]:
    """The site that no longer has it."""
    user = get_user_model().objects.get()
    client = Client()
    client.force_login(user)
    return {
        "migrate": command("migrate", "--verbosity=0"),
        "check": command("check", "--fail-level=WARNING"),
        "admin": page(client, reverse("wagtailadmin_home")),
    }


if __name__ == "__main__":
    steps = {"used": used, "without": without}
    sys.stdout.write(json.dumps(steps[sys.argv[1]]()))

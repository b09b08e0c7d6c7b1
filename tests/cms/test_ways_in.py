"""The first address, the health check, and the policies every answer carries."""

import pytest

from integrations.liboppi.models import RunStatus, SyncRun, SyncTrigger

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "home"), [("sv-FI,sv;q=0.9", "/sv/"), ("fi", "/fi/"), ("de", "/fi/"), ("", "/fi/")]
)
def test_the_first_address_goes_by_the_readers_language(client, wanted, home):
    answer = client.get("/", headers={"Accept-Language": wanted})
    assert (answer.status_code, answer["Location"]) == (302, home)
    assert "Accept-Language" in answer["Vary"]


def test_health_tells_when_the_catalogue_was_last_synced(client):
    assert client.get("/health/").json()["catalogue"]["last_synced"] is None
    run = SyncRun.objects.create(
        trigger=SyncTrigger.SCHEDULE, status=RunStatus.DONE, finished="2026-01-02T03:04:05+00:00"
    )
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["catalogue"]["last_synced"] == "2026-01-02T03:04:05+00:00"
    assert run.pk


def test_the_site_allows_no_inline_script_and_the_admin_does(client):
    site = client.get("/health/")["Content-Security-Policy"]
    assert "unsafe-inline" not in site
    assert "default-src 'self'" in site
    admin = client.get("/admin/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin

"""The plugin in another Wagtail site: one that has nothing of this one but a copy of `integrations`."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from cms.settings.environment import environment_with
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.push_calls import SECRET

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "bare_project.settings", "PYTHONPATH": ""}


class Project:
    """The site in its folder. Each step is a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        leave_out = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(ROOT / "integrations", folder / "integrations", ignore=leave_out)
        shutil.copytree(HERE / "bare_project", folder / "bare_project", ignore=leave_out)
        for catalogue in (folder / "integrations/liboppi/locale").rglob("*.po"):
            polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))

    def step(self, name: str, **environment: str) -> Any:
        result = subprocess.run(
            [sys.executable, "-m", "bare_project.use", name],
            cwd=self.folder,
            env=environment_with(**SETTINGS, **environment),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def used(project: Project) -> Iterator[Any]:
    """What came of installing, using and removing it."""
    with StandIn() as liboppi:
        yield project.step(
            "used", LIBOPPI_URL=liboppi.url, LIBOPPI_TOKEN=liboppi.token, LIBOPPI_PUSH_SECRET=SECRET
        )


def test_nothing_of_this_site_is_needed(used):
    assert used["outside"] == []


@pytest.mark.parametrize("command", ["migrate", "makemigrations", "check"])
def test_it_installs_without_a_complaint(used, command):
    assert used[command]["code"] == 0, used[command]["out"]


def test_its_commands_work(used):
    assert used["liboppi_check"]["code"] == 0, used["liboppi_check"]["out"]
    synced = json.loads(used["liboppi_sync"]["out"])
    assert (used["liboppi_sync"]["code"], synced["status"]) == (0, "done")
    assert synced["created"] > 5


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("home", "Liboppi"),
        ("courses", "Kursnyckel"),
        ("course", "Kurs"),
        ("runs", "Kommandorad"),
        ("run", "Kommandorad"),
        ("groups", "liboppi"),
    ],
)
def test_its_admin_speaks_swedish(used, address, words):
    found = used["admin"][address]
    assert found["status"] == 200
    assert '<html lang="sv"' in found["text"]
    assert words in found["text"]


def test_its_api_answers_in_swedish(used):
    assert used["api"]["status"] == 200
    courses = json.loads(used["api"]["text"])["items"]
    assert "sv" in {course["language"] for course in courses}
    assert all(course["url"].startswith("http://127.0.0.1:") for course in courses)  # Liboppi's own pages


def test_it_takes_calls(used):
    assert used["push"]["status"] == 202
    assert json.loads(used["push"]["text"]) == {"accepted": 1, "sync": "queued"}


def test_it_can_be_removed(used, project):
    assert used["removed"]["code"] == 0, used["removed"]["out"]
    without = project.step("without", WITHOUT_LIBOPPI="yes")
    assert without["migrate"]["code"] == without["check"]["code"] == 0
    assert without["admin"]["status"] == 200
    assert "Liboppi" not in without["admin"]["text"]

"""What the installation remembers, and what it says when it fails."""

from pathlib import Path

import pytest

from tools import install
from tools.install import Stamp, explain, version_of


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text("wagtail==8.0.1")
    return path


def test_nothing_is_current_before_it_was_made(tmp_path, lock):
    assert not Stamp(tmp_path / "stamp", lock).is_current()


def test_what_was_made_is_current_until_its_input_changes(tmp_path, lock):
    Stamp(tmp_path / "stamp", lock).renew()
    assert Stamp(tmp_path / "stamp", lock).is_current()
    lock.write_text("wagtail==8.0.2")
    assert not Stamp(tmp_path / "stamp", lock).is_current()


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("Failed to establish a new connection: Temporary failure in name resolution", "Check the network"),
        ("npm error code ENOTFOUND", "Check the network"),
        ("OSError: [Errno 28] No space left on device", "Free about 1 GB"),
        (
            "THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "differs from the one that is pinned",
        ),
        ("ERROR: No matching distribution found for wagtail==8.0.1", "PYTHON="),
    ],
)
def test_a_known_failure_is_explained_with_its_remedy(output, remedy):
    assert remedy in explain(f"many lines before\n{output}\n")


def test_an_unknown_failure_is_shown():
    assert "something nobody has seen" in explain("many lines before\nsomething nobody has seen\n")


@pytest.mark.parametrize(
    ("output", "version"), [("v20.19.2", (20, 19, 2)), ("11.4.0", (11, 4, 0)), ("none of your business", ())]
)
def test_a_programs_version_is_read_from_what_it_says(tmp_path, output, version):
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho '{output}'\n")
    program.chmod(0o755)
    assert version_of(str(program)) == version
    assert version_of(str(tmp_path / "nothing")) == ()


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """The commands of an installation into a folder with package files and nothing installed; none is run."""
    (tmp_path / "node_modules").mkdir()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    found: list[list[str]] = []
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "NODE_MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(install, "npm_command", lambda: ["npm"])
    monkeypatch.setattr(install, "run", found.append)
    return found


def test_what_only_checks_need_is_installed_for_developers_alone(commands):
    install.install_npm_packages(development=False)
    install.install_npm_packages(development=False)
    install.install_npm_packages(development=True)
    install.install_npm_packages(development=False)
    assert [("--omit=dev" in command, "--ignore-scripts" in command) for command in commands] == [
        (True, True),
        (False, True),
    ]

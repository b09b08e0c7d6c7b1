"""What the installation remembers, and what it says when it fails."""

from pathlib import Path

import pytest

from tools.install import Stamp, explain


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

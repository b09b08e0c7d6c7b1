"""Fixtures of the copies' tests: a Moodle that has pictures, and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from integrations.liboppi.client import LiboppiClient, Patience
from tests.integrations.liboppi.canned_moodle import TOKEN
from tests.integrations.liboppi.picture_moodle import PictureMoodle


@pytest.fixture
def moodle() -> Iterator[PictureMoodle]:
    """A Moodle that has the pictures that the test puts there."""
    moodle = PictureMoodle()
    yield moodle
    moodle.stop()


@pytest.fixture
def client(moodle: PictureMoodle) -> Iterator[LiboppiClient]:
    """A client that doesn't wait and asks once."""
    with LiboppiClient(
        moodle.address, TOKEN, patience=Patience(attempts=1), sleep=lambda _seconds: None
    ) as client:
        yield client


@pytest.fixture
def media(settings, tmp_path: Path) -> Path:
    """The folder of originals in a media folder of the test's own; no rendition of other tests is known."""
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "original_images"

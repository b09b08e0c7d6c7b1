"""Courses out of the recorded answers."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def recorded_course(recorded_json: Callable[[str], Any]) -> Callable[[str, int], dict[str, Any]]:
    """A course of a recorded answer, by the answer's name and the course's number."""

    def load(name: str, moodle_id: int) -> dict[str, Any]:
        course: dict[str, Any]
        (course,) = (course for course in recorded_json(name)["courses"] if course["id"] == moodle_id)
        return course

    return load

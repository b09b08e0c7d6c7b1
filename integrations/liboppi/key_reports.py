"""Readers' reports of keys that don't work: what becomes of them."""

from collections.abc import Collection


def close_outdated_reports(courses: Collection[int]) -> None:
    """Close the open reports of the courses (primary keys) whose reported key is no longer the one in use."""

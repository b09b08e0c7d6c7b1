"""Pieces of a size that every database takes in one statement."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

BATCH = 500
Item = TypeVar("Item")


def batches(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    """The items in order, at most BATCH at a time."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))

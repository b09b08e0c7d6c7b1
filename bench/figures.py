"""A figure with its limit, and the report of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured: at most its `limit`, or with `at_least` at least that. None is no limit."""

    name: str
    value: float
    limit: float | None
    unit: str = ""
    at_least: bool = False
    detail: str = ""

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        figure = f"{self.name:<60} {self.value:9.2f}{self.unit:<4}"
        if self.limit is None:
            return f"      {figure} {'':<12} {self.detail}".rstrip()
        sign = "≥" if self.at_least else "≤"
        verdict = "PASS" if self.holds else "OVER"
        limit = f"{sign} {self.limit:g}{self.unit}"
        return (
            f"{verdict}  {self.name:<46} {self.value:9.2f}{self.unit:<4} {limit:<12} {self.detail}".rstrip()
        )


def report(figures: Iterable[Figure]) -> int:
    """Print each figure as it comes; 1 if one of them is beyond its limit, else 0, as an exit code."""
    exceeded = []
    for figure in figures:
        print(figure, flush=True)
        if not figure.holds:
            exceeded.append(figure.name)
    if exceeded:
        print(f"\nBeyond its limit: {', '.join(exceeded)}.")
    return 1 if exceeded else 0

"""Writes a plan: one transaction, bulk statements, imported rows only."""

from .catalogue import Written, record_plan, write

__all__ = ["Written", "record_plan", "write"]

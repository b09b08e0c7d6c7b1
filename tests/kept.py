"""Rows that are made once for all tests of a file: each test's own transaction stands inside theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def kept(django_db_blocker: Any) -> Iterator[None]:
    """Takes back in the end what is written meanwhile. A fixture of a module may; no transactional test."""
    around_the_tests = transaction.atomic()
    around_the_tests._from_testcase = True  # type: ignore[attr-defined]  # as a test's own transaction says
    with django_db_blocker.unblock(), around_the_tests:
        yield
        transaction.set_rollback(True)

"""Measures one thing in a process of its own, so that peaks of memory don't mix. Run by `python -m bench`.

`python -m bench.measure floor|sync URL TOKEN` prints one JSON object: seconds, statements, requests, and
peak_mb above idle.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def peak_mb() -> float:
    """The process's highest resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def download(url: str, token: str) -> dict[str, Any]:
    """The floor: send the very requests of a sync and decode the answers, nothing more."""
    from integrations.liboppi.client import LiboppiClient

    with LiboppiClient(url, token) as client:
        client.site_info()
        client.categories()
        for course in client.courses():
            if {"self", "guest"}.intersection(course["enrollmentmethods"]):
                client.enrolment_methods(course["id"])
        return {"requests": client.requests}


def sync(url: str, token: str) -> dict[str, Any]:
    """One sync as the worker runs it."""
    from django.conf import settings
    from django.db import connection

    from integrations.liboppi.models import SyncTrigger
    from integrations.liboppi.sync import synchronise

    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = url, token
    with CountedStatements(connection) as statements:
        outcome = synchronise(SyncTrigger.COMMAND)
    if outcome.error:
        raise SystemExit(str(outcome.error))
    run = outcome.run
    return {
        "requests": run.requests,
        "statements": statements.count,
        "changed": run.created + run.updated,
        "unchanged": run.unchanged,
    }


class CountedStatements:
    """Counts SQL statements without keeping their texts, which would weigh on the memory measured."""

    def __init__(self, connection: Any) -> None:
        self.count = 0
        self._wrapper = connection.execute_wrapper(self._counted)

    def __enter__(self) -> "CountedStatements":
        self._wrapper.__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._wrapper.__exit__(*exception)

    def _counted(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def main(what: str, url: str, token: str) -> None:
    """Measure `what` and print the result."""
    django.setup()
    from django.db import connection

    connection.ensure_connection()
    import integrations.liboppi.sync  # noqa: F401  # loaded beforehand: start-up is no part of the figure

    idle = peak_mb()
    start = time.perf_counter()
    result = {"floor": download, "sync": sync}[what](url, token)
    result |= {"seconds": time.perf_counter() - start, "peak_mb": peak_mb() - idle}
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:4])

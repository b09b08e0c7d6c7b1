"""Measures one thing in a process of its own, so that peaks of memory don't mix. Run by `python -m bench`.

`python -m bench.measure sync|download|first-floor URL TOKEN REQUESTS [ROWS]` prints one JSON object:
`seconds`, `cpu_seconds`, `statements`, `requests` and `peak_mb` above idle. A sync writes its requests to the
file REQUESTS; the floors send these. ROWS is the address of the database whose rows the floor writes again.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django


def peak_mb() -> float:
    """The process's highest resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sync(url: str, token: str, requests: Path) -> Callable[[], dict[str, Any]]:
    """One sync as the worker runs it."""
    from django.conf import settings
    from django.db import connection

    from bench.requests_sent import remembered, save
    from integrations.liboppi.models import SyncTrigger
    from integrations.liboppi.sync import synchronise

    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = url, token

    def run() -> dict[str, Any]:
        with remembered() as sent, CountedStatements(connection) as statements:
            outcome = synchronise(SyncTrigger.COMMAND)
        if outcome.error:
            raise SystemExit(str(outcome.error))
        save(sent, requests)
        done = outcome.run
        return {"requests": len(sent), "statements": statements.count, "created": done.created}

    return run


def download(url: str, requests: Path) -> Callable[[], dict[str, Any]]:
    """The floor of an unchanged sync."""
    from bench import floors

    return lambda: {"requests": len(floors.download(url, requests))}


def first_floor(url: str, requests: Path, rows_of: str) -> Callable[[], dict[str, Any]]:
    """The floor of a first sync: writes what a sync has written to the database at `rows_of`."""
    from django.db import connections
    from environ import Env

    from bench import floors

    connections.settings["rows"] = connections.settings["default"] | Env.db_url_config(rows_of)
    rows = floors.stored_rows("rows")

    def run() -> dict[str, Any]:
        floors.first_sync(url, requests, rows)
        return {"rows": sum(map(len, rows.values()))}

    return run


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


def main(what: str, url: str, token: str, requests: str, rows_of: str = "") -> None:
    """Measure `what` and print the result."""
    django.setup()
    from django.db import connection

    connection.ensure_connection()
    import integrations.liboppi.sync  # noqa: F401  # loaded beforehand: start-up is no part of the figure

    file = Path(requests)
    job = {
        "sync": lambda: sync(url, token, file),
        "download": lambda: download(url, file),
        "first-floor": lambda: first_floor(url, file, rows_of),
    }[what]()
    gc.collect()
    idle = peak_mb()
    start, cpu_start = time.perf_counter(), time.process_time()
    result = job()
    result |= {"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu_start}
    print(json.dumps(result | {"peak_mb": peak_mb() - idle}))


if __name__ == "__main__":
    main(*sys.argv[1:])

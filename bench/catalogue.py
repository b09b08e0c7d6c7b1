"""What the catalogue's page costs with few and with many things in it, and what its entries in memory cost.

The page is asked for as a stranger asks, through all middleware, narrowed by one facet. Few and many
things are measured in one process, the best of some rounds each; so is the memory of a snapshot.
"""

import json
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import django

from bench.databases import Databases
from bench.figures import Figure
from bench.processes import run

FEW, MANY = 100, 10_000
ROUNDS = 8
ADDRESS = "/fi/kurssit/?language=fi"


def catalogue_figures(made: Databases) -> Iterator[Figure]:
    """The page's cost at MANY things as a ratio to that at FEW, and the snapshot's at MANY."""
    result = json.loads(run(["-m", "bench.catalogue"], made.fresh()).splitlines()[-1])
    few, many = result["few"], result["many"]
    detail = f"{few * 1000:.1f} ms and {many * 1000:.1f} ms"
    yield Figure(f"catalogue page: {MANY:,} things to {FEW}", many / few, 2, "×", detail=detail)
    yield Figure("catalogue page: queries", result["queries"], 15)
    yield Figure(f"snapshot of {MANY:,} entries: making it, to a page", result["cold"] / many, None, "×")
    yield Figure(f"snapshot of {MANY:,} entries: memory", result["megabytes"], 16, "MB")


def main() -> None:
    """Measure in a fresh database; prints one JSON object: seconds, queries and megabytes."""
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from pages.search.models import IndexState
    from pages.search.snapshot import take

    settings.ALLOWED_HOSTS = ["*"]
    _make_site()
    client = Client()
    _add_courses(range(FEW))
    few = _seconds(client)
    _add_courses(range(FEW, MANY))
    many = _seconds(client)
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS)
    start = time.perf_counter()
    take("fi", timezone.now(), IndexState.current())
    cold = time.perf_counter() - start
    tracemalloc.start()
    kept = take("fi", timezone.now(), IndexState.current())
    megabytes = tracemalloc.get_traced_memory()[0] / 1_000_000
    assert len(kept.pks) == MANY
    result = {"few": few, "many": many, "queries": len(captured), "cold": cold, "megabytes": megabytes}
    print(json.dumps(result))


def _seconds(client: Any) -> float:
    """The best of some rounds, the first left out."""
    best = float("inf")
    for turn in range(ROUNDS + 1):
        start = time.perf_counter()
        status = client.get(ADDRESS).status_code
        assert status == 200, status
        if turn:
            best = min(best, time.perf_counter() - start)
    return best


def _make_site() -> None:
    from wagtail.models import Locale, Page, Site

    from pages.catalogue.models import CataloguePage
    from pages.core.models import HomePage

    finnish = Locale.objects.get(language_code="fi")
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Koti", slug="koti", locale=finnish))
    home.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit", locale=finnish))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "localhost"})


def _add_courses(numbers: range) -> None:
    """Courses, 50 producers and 30 categories among them, and their entries."""
    from django.utils import timezone

    from integrations.liboppi.models import Course
    from pages.core.findable import Kind
    from pages.search.models import Entry, IndexState

    courses = Course.objects.bulk_create(
        Course(moodle_id=n + 1, shortname=str(n), language="fi", url="https://liboppi.example/")
        for n in numbers
    )
    Entry.objects.bulk_create(
        Entry(
            locale="fi",
            kind=Kind.COURSE,
            course=course,
            title=f"Kurssi numero {n}",
            excerpt="Kurssilla opit, miten kirjasto auttaa asiakkaitaan verkossa. " * 3,
            language="fi",
            facets={"language": ["fi"], "producer": [f"Kirjasto {n % 50}"], "category": ["1", str(n % 30)]},
            enrolment=("open", "key", "closed")[n % 3],
            published=timezone.now(),
        )
        for n, course in zip(numbers, courses, strict=True)
    )
    IndexState.raise_version()


if __name__ == "__main__":
    main()

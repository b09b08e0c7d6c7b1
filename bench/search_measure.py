"""`python -m bench.search_measure`: the search on the demo's pages and courses, measured in this process.

Prints one JSON object. Wagtail's own search is asked the same on the same data: for the first five pages and
the first five courses of each question, where the site's search has five in all.
"""

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

LABELLED = Path(__file__).resolve().parents[1] / "tests/pages/search/labelled/queries.json"
FIRST = 5
Finder = Callable[[str, str], list[str]]


def main() -> None:
    """Load, index, ask, print."""
    django.setup()
    memory = _lexicon()
    _load()
    begin = time.perf_counter()
    from django.core.management import call_command

    call_command("index_search", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    indexing = time.perf_counter() - begin
    labelled = json.loads(LABELLED.read_text(encoding="utf-8"))
    queries = [query for kind in labelled.values() for query in kind if query["expected"]]
    secret = [query for kind in labelled.values() for query in kind if query.get("unexpected")]
    ours, wagtail = _measured(_by_index(), queries), _measured(_by_wagtail(), queries)
    seen = {"queries": len(queries), "keys": len(secret), "told": _told(secret)}
    print(json.dumps({**memory, **seen, "indexing": indexing, "ours": ours, "wagtail": wagtail}))


def _lexicon() -> dict[str, float]:
    """What the lexicon takes of a process that has all of the site in it: private memory and time."""
    from pages.search.lexicon import LANGUAGES, analyse
    from pages.search.lexicon.files import built

    for language in LANGUAGES:
        built(language)
    without, begin = _private_mb(), time.perf_counter()
    analyse("kirjastokorteissa", "fi")
    analyse("bibliotekskorten", "sv")
    first = time.perf_counter() - begin
    return {"without_mb": without, "with_mb": _private_mb(), "first_word": first}


def _private_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _load() -> None:
    from django.core.management import call_command
    from django.test import override_settings

    from integrations.liboppi.models import SyncTrigger
    from integrations.liboppi.standin import StandIn
    from integrations.liboppi.sync import synchronise

    with StandIn() as stand_in, override_settings(LIBOPPI_URL=stand_in.url, LIBOPPI_TOKEN=stand_in.token):
        call_command("load_demo", verbosity=0)
        synchronise(SyncTrigger.COMMAND)
        call_command("load_demo", verbosity=0)


def _measured(find: Finder, queries: list[dict[str, Any]]) -> dict[str, float]:
    """Mean recall, and milliseconds a question, of a second round: the first one fills what is kept."""
    recall = seconds = 0.0
    for _round in range(2):
        recall = seconds = 0.0
        for query in queries:
            begin = time.perf_counter()
            found = find(query["words"], query["locale"])
            seconds += time.perf_counter() - begin
            recall += len(set(query["expected"]) & set(found)) / len(query["expected"])
    return {"recall": recall / len(queries), "ms": 1000 * seconds / len(queries)}


def _names() -> dict[int, str]:
    """What the labelled queries call each entry."""
    from pages.search.models import Entry

    return {
        entry.pk: entry.page.slug if entry.page else f"#{entry.course.moodle_id}"  # type: ignore[union-attr]
        for entry in Entry.objects.select_related("page", "course")
    }


def _told(queries: list[dict[str, Any]]) -> int:
    """How many enrolment keys find a course that has the word nowhere else."""
    from pages.search.engine import find

    names = _names()
    hits = [find(each["words"], each["locale"], literal=each.get("literal", False)).hits for each in queries]
    return sum(
        any(names[pk] in each["unexpected"] for pk in found)
        for each, found in zip(queries, hits, strict=True)
    )


def _by_index() -> Finder:
    from pages.search.engine import find

    names = _names()
    return lambda words, locale: [names[pk] for pk in find(words, locale).hits[:FIRST]]


def _by_wagtail() -> Finder:
    from wagtail.models import Locale, Page

    from integrations.liboppi.models import Course

    locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def find(words: str, locale: str) -> list[str]:
        pages = Page.objects.live().filter(locale=locales[locale]).search(words)[:FIRST]
        courses = Course.objects.in_catalogue().matching(words)[:FIRST]
        return [*(page.slug for page in pages), *(f"#{course.moodle_id}" for course in courses)]

    return find


if __name__ == "__main__":
    main()

"""How well and how fast the search answers, beside Wagtail's own, and what its lexicon takes."""

import json
import sys
from collections.abc import Iterator

from bench.databases import Databases
from bench.figures import Figure
from bench.processes import run

PYVOIKKO = """
import resource, time
begin = time.perf_counter()
import pyvoikko
pyvoikko.analyse("kirjastokorteissa")
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def search_figures(made: Databases) -> Iterator[Figure]:
    """The labelled queries over the demo's pages and courses, on a database of the kind in use."""
    database = made.fresh()
    seen = json.loads(run(["-m", "bench.search_measure"], database).splitlines()[-1])
    seconds, megabytes = map(float, run(["-c", PYVOIKKO], database).split())
    ours, wagtail, kind = seen["ours"], seen["wagtail"], made.kind
    detail = f"Wagtail's own {wagtail['recall']:.2f} in twice as many hits"
    yield Figure("labelled queries", seen["queries"], 120, at_least=True)
    yield Figure("enrolment keys that find a course", seen["told"], 0, detail=f"of {seen['keys']} asked for")
    yield Figure(
        f"search: recall in the first five, {kind}", ours["recall"], 0.95, at_least=True, detail=detail
    )
    detail = f"{ours['ms']:.1f} ms : {wagtail['ms']:.1f} ms"
    yield Figure(f"search: time to Wagtail's, {kind}", ours["ms"] / wagtail["ms"], 3, "×", detail=detail)
    detail = f"{seen['with_mb']:.0f} MB : {seen['without_mb']:.0f} MB; pyvoikko itself {megabytes:.0f} MB"
    yield Figure(
        "lexicon: memory of a process with it", seen["with_mb"] / seen["without_mb"], 1.05, "×", detail=detail
    )
    detail = f"{1000 * seen['first_word']:.0f} ms : {seconds:.1f} s"
    yield Figure("lexicon: first word to pyvoikko's", seen["first_word"] / seconds, 0.05, "×", detail=detail)
    yield Figure("search: indexing of the demo", seen["indexing"], None, " s")


def main() -> int:
    """`python -m bench.search`: these figures alone."""
    from bench.databases import databases
    from bench.figures import report

    with databases() as made:
        return report(search_figures(made))


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench`: what a sync costs, each figure a ratio to something measured in the same run.

The floor of a first sync sends the very requests that the sync has sent, as many at a time, decodes the
answers, cleans each course's summary once with nh3, and inserts the very rows that the sync has stored in one
transaction into an empty database of the same kind. It does not validate, split by language, look for keys,
compare, or build the search index. The floor of an unchanged sync is download and decode alone.

Times are by the clock, the best of a few rounds in which sync and floor take turns. Needs nothing running:
the stand-in for Liboppi is a process of its own that answers at once. DATABASE_URL chooses the kind of
database; a database of its own is made. Exit code 1 when a figure is beyond its limit.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.catalogue import catalogue_figures
from bench.databases import databases
from bench.figures import Figure, report
from bench.keys import key_figures
from bench.search import search_figures
from bench.syncs import growth_figures, measure_size, slow_figures

SIZES = (1_000, 5_000, 20_000)
LARGE = 20_000  # courses; from here on one round is enough
SLOW = 1_000


def arguments() -> argparse.Namespace:
    """What ARGS of `make bench` may say."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many courses")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of which the best counts")
    parser.add_argument("--no-slow", action="store_true", help="without the Moodle that is slow")
    return parser.parse_args()


def figures(chosen: argparse.Namespace) -> Iterator[Figure]:
    """All figures, each as soon as it is known."""
    yield from key_figures()
    with databases() as made, tempfile.TemporaryDirectory(prefix="extranet-bench-") as name:
        folder = Path(name)
        yield from search_figures(made)
        yield from catalogue_figures(made)
        sizes = []
        for courses in chosen.sizes:
            rounds = chosen.rounds if courses < LARGE else 1
            sizes.append(measure_size(courses, rounds, made, folder))
            yield from sizes[-1].figures()
        if len(sizes) > 1:
            yield from growth_figures(sizes[0], sizes[-1])
        if not chosen.no_slow:
            yield from slow_figures(SLOW, made, folder)


def main() -> int:
    """Print every figure; the exit code."""
    return report(figures(arguments()))


if __name__ == "__main__":
    sys.exit(main())

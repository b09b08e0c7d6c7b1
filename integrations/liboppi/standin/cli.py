"""The stand-in's command line, the same for manage.py and for `python -m integrations.liboppi.standin`."""

import signal
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from integrations.liboppi.standin.failure_kinds import describe_kinds
from integrations.liboppi.standin.server import HOST
from integrations.liboppi.standin.stand_in import StandIn

DESCRIPTION = "Serve a stand-in for Liboppi (a Moodle) on this machine, until Ctrl-C."
DEFAULT_PORT = 8765
STOPS = (signal.SIGINT, signal.SIGTERM)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"the address to serve at; only {HOST} is possible")
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="default %(default)s; 0 takes any free port"
    )
    parser.add_argument("--token", help="the token that is right (default standin-token; with --replay, any)")
    parser.add_argument("--courses", type=int, default=0, metavar="N", help="serve N generated courses")
    parser.add_argument(
        "--delay", type=float, default=0.0, metavar="SECONDS", help="wait before every answer"
    )
    parser.add_argument(
        "--per-course-delay", type=float, default=0.0, metavar="MS", help="wait for each course in the answer"
    )
    parser.add_argument(
        "--groups", action="store_true", help="offer core_group_get_course_groups, with keys of groups"
    )
    parser.add_argument(
        "--sees-hidden", action="store_true", help="the token's user may see hidden courses and categories"
    )
    parser.add_argument(
        "--fail",
        default="",
        metavar="KIND[:function][:after=N][:times=N]",
        help='answer with a failure; "list" prints all kinds; with --replay also recorded:NAME; '
        'the function "pluginfile" stands for pictures',
    )
    parser.add_argument(
        "--replay", type=Path, metavar="FOLDER", help="answer from recordings listed in FOLDER/index.json"
    )


def run(options: Mapping[str, Any], out: TextIO) -> None:
    """Serve until SIGINT or SIGTERM. Raises StandInError when it cannot start."""
    if options["fail"] == "list":
        out.write(f"{describe_kinds()}\n")
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        with _stand_in(options) as stand_in:
            out.write(f"Liboppi stand-in at {stand_in.url} (token {stand_in.token})\n")
            out.flush()
            signal.sigwait(STOPS)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _stand_in(options: Mapping[str, Any]) -> StandIn:
    names = ("host", "port", "token", "courses", "delay", "per_course_delay", "fail", "replay")
    rights = ("groups", "sees_hidden")
    return StandIn(**{name: options[name] for name in (*names, *rights)})

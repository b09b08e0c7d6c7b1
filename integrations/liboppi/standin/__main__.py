"""`python -m integrations.liboppi.standin`: the stand-in as a process of its own, without Django."""

import sys
from argparse import ArgumentParser

from integrations.liboppi.standin.cli import DESCRIPTION, add_arguments, run
from integrations.liboppi.standin.errors import StandInError


def main() -> int:
    parser = ArgumentParser(prog="liboppi_standin", description=DESCRIPTION)
    add_arguments(parser)
    try:
        run(vars(parser.parse_args()), sys.stdout)
    except StandInError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

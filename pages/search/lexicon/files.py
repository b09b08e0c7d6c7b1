"""The compact word lists on disk: made once for each version of the packages that they come from.

Made whole or not at all, by one process while others wait; a broken one is made anew.
"""

import fcntl
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from .transducer import BrokenLexiconError

logger = logging.getLogger(__name__)

PACKAGES = {"fi": "pyvoikko", "sv": "simplemma"}
FORMAT = 1  # to be raised whenever what is made of a package's data changes
LONGEST_BUILD = 300  # seconds

Read = TypeVar("Read")


@cache
def versions() -> tuple[str, ...]:
    """What the word lists are made of: other versions may know other base forms."""
    return tuple(f"{package} {version(package)} {FORMAT}" for package in PACKAGES.values())


def path_of(language: str) -> Path:
    """Where the word list of the language is, or will be."""
    package = PACKAGES[language]
    return Path(settings.SEARCH_LEXICON_DIR) / f"{language}-{package}-{version(package)}-{FORMAT}.bin"


def is_built(language: str) -> bool:
    """Whether the word list of the language is there."""
    return path_of(language).is_file()


def built(language: str) -> Path:
    """The word list of the language, which is made where it is missing.

    Raises OSError where the folder can't be written, subprocess.SubprocessError where the list can't be made.
    """
    path = path_of(language)
    if not is_built(language):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _only_one(path.parent):
            if not is_built(language):
                _build(language, path)
    return path


def opened(language: str, read: Callable[[Path], Read]) -> Read:
    """The word list as `read` has it; made anew where it turns out to be broken."""
    path = built(language)
    try:
        return read(path)
    except BrokenLexiconError as error:
        logger.warning("The word list %s is broken (%s); it is made anew.", path.name, error)
        with _only_one(path.parent):
            path.unlink(missing_ok=True)
        return read(built(language))


def _build(language: str, path: Path) -> None:
    logger.info("Making the word list %s; this takes some seconds, once.", path.name)
    unfinished = path.with_suffix(".unfinished")
    words = [sys.executable, "-m", "pages.search.lexicon.building", language, str(unfinished)]
    try:
        subprocess.run(
            words, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True, timeout=LONGEST_BUILD
        )
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in path.parent.glob(f"{language}-*.bin"):
        if old != path:
            old.unlink(missing_ok=True)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

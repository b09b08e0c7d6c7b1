"""Base forms of Finnish and Swedish words, whichever the language. Opens word lists when first needed."""

import logging
import subprocess
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TypeVar

from .analysis import UNKNOWN, Analysis
from .files import opened
from .finnish import analyse_finnish
from .folding import fold
from .stop_words import STOP_WORDS, says_nothing
from .swedish import SwedishWords
from .transducer import BrokenLexiconError, Transducer

logger = logging.getLogger(__name__)

LANGUAGES = ("fi", "sv")
Lexicon = TypeVar("Lexicon", Transducer, SwedishWords)
REMEMBERED = 20_000  # analyses, about 10 MB


@lru_cache(maxsize=REMEMBERED)
def analyse(word: str, language: str, *, lenient: bool = False) -> Analysis:
    """What the language's lexicon says of the word; nothing in a language without one.

    `lenient` takes words without å ä ö for those with them, as readers type them.
    """
    if language == "fi":
        finnish = _finnish()
        return analyse_finnish(word, finnish, lenient=lenient) if finnish else UNKNOWN
    if language == "sv":
        swedish = _swedish()
        return swedish.analyse(word, lenient=lenient) if swedish else UNKNOWN
    return UNKNOWN


def is_stop_word(word: str) -> bool:
    """Whether a word says nothing in this form: it is listed, or a form of such words alone (olisi)."""
    if fold(word) in STOP_WORDS:
        return True
    known = [(analyse(word, language, lenient=True).lemmas, language) for language in LANGUAGES]
    bases = [(base, language) for lemmas, language in known for base in lemmas]
    return bool(bases) and all(says_nothing(*base) for base in bases)


@cache
def _finnish() -> Transducer | None:
    return _lexicon("fi", Transducer)


@cache
def _swedish() -> SwedishWords | None:
    return _lexicon("sv", SwedishWords)


def _lexicon(language: str, read: Callable[[Path], Lexicon]) -> Lexicon | None:
    """None where there is none to be had: words are then found as they stand."""
    try:
        return opened(language, read)
    except (OSError, subprocess.SubprocessError, BrokenLexiconError, PackageNotFoundError):
        logger.exception(
            "There is no word list for %r, so inflected forms are not found. Make SEARCH_LEXICON_DIR a "
            "folder that this process may write, run manage.py build_lexicon, and start the site again.",
            language,
        )
        return None

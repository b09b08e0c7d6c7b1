"""Words and their base forms in Finnish and Swedish. Knows nothing of the index nor of Django's models."""

from .analysis import Analysis
from .folding import WORD, fold, words_of
from .lemmas import LANGUAGES, analyse, is_stop_word
from .stop_words import STOP_WORDS, is_filler, says_nothing

__all__ = [
    "LANGUAGES", "STOP_WORDS", "WORD", "Analysis", "analyse", "fold", "is_filler", "is_stop_word",
    "says_nothing", "words_of",
]  # fmt: skip

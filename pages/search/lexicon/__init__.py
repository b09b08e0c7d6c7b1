"""Words and their base forms in Finnish and Swedish. Knows nothing of the index nor of Django's models."""

from .analysis import Analysis
from .folding import WORD, fold, words_of
from .lemmas import LANGUAGES, analyse
from .stop_words import STOP_WORDS

__all__ = ["LANGUAGES", "STOP_WORDS", "WORD", "Analysis", "analyse", "fold", "words_of"]

"""What a reader may be about to type: titles and words of what anybody may read."""

from collections.abc import Iterator

from .asked import LONGEST_QUERY
from .lexicon import analyse, fold, words_of
from .models import IndexState
from .vocabulary import Vocabulary, spelled, vocabulary

MOST_WORDS = 3  # of the suggestions; the others are titles


def suggest(beginning: str, locale: str, limit: int = 8) -> list[str]:
    """Words and titles that go on as the reader began, at most `limit`; none before the first letters."""
    words = words_of(beginning[:LONGEST_QUERY])
    if not words or limit < 1:
        return []
    known = vocabulary(locale, IndexState.current())
    texts = [*_continued(words, locale, known)[:MOST_WORDS], *_titles([fold(word) for word in words], known)]
    return list(dict.fromkeys(texts))[:limit]


def _continued(words: list[str], locale: str, known: Vocabulary) -> list[str]:
    """The reader's words with the last one completed to base forms, the commonest first."""
    *before, last = words
    terms = known.endings(last)
    written = spelled(terms).values() if terms else ()
    bases = dict.fromkeys((*analyse(word, locale).lemmas, word)[0] for word in written)
    return [
        " ".join([*(word.casefold() for word in before), base])
        for base in bases
        if fold(base).startswith(fold(last)) and fold(base) != fold(last)
    ]


def _titles(words: list[str], known: Vocabulary) -> Iterator[str]:
    """Titles with all of the words, the last perhaps only begun; those that begin so come first."""
    found = [
        (not bare.startswith(words[0]), len(title), title)
        for bare, title in known.titles
        if all(word in bare for word in words) and f" {words[-1]}" in f" {bare}"
    ]
    return (title for _is_inside, _length, title in sorted(found))

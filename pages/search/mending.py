"""Words that nothing is found by: begun ones, mistyped ones, compounds of which only a part is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .asked import AskedWord, Way, asked
from .scoring import Scoring
from .vocabulary import Vocabulary, spelled, vocabulary

BEGUN = 0.6  # what a word that is only begun is worth


@dataclass(frozen=True)
class Mended:
    """The words with ways to find them; `corrected` are they where mistyped ones were replaced, else "".

    `is_near` tells that a word is found by parts alone, or by what it is derived from.
    """

    words: list[AskedWord]
    corrected: str = ""
    is_near: bool = False


def mended(
    question: Sequence[AskedWord], scoring: Scoring, locale: str, version: int, *, literal: bool = False
) -> Mended:
    """The question with ways to find what was not found.

    `literal` takes no word for mistyped. No query where everything is found.
    """
    lost = [place for place, word in enumerate(question) if not any(map(scoring.finds, word.ways))]
    if not lost:
        return Mended(list(question))
    words, known = list(question), vocabulary(locale, version)
    nearest: dict[int, str] = {}
    is_near = False
    for place in lost:
        word, is_last = words[place], place == len(words) - 1
        loose = tuple(way for way in word.loose if scoring.finds(way))
        begun = _begun(word, known) if is_last else ()
        if word.is_simple:
            words[place] = replace(word, ways=loose or begun)
            is_near |= bool(loose)
        elif begun:
            words[place] = word.with_ways(begun)
        elif not literal and (term := known.nearest(word.word)):
            nearest[place] = term
        else:
            words[place] = replace(word, ways=loose)
            is_near |= bool(loose)
    return Mended(*_replaced(words, nearest, locale), is_near)


def _begun(word: AskedWord, known: Vocabulary) -> tuple[Way, ...]:
    return tuple(Way((term,), BEGUN) for term in known.endings(word.word))


def _replaced(words: list[AskedWord], nearest: dict[int, str], locale: str) -> tuple[list[AskedWord], str]:
    if not nearest:
        return words, ""
    written = spelled(list(nearest.values()))
    for place, term in nearest.items():
        words[place] = asked(written[term], locale).with_ways([Way((term,), 1.0)])
    return words, " ".join(word.word for word in words)

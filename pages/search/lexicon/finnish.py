"""Finnish words by Voikko's transducer: reads its answers, and guesses at names that it doesn't know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .analysis import Analysis
from .transducer import Transducer

TAG = re.compile(r"(\[[^\]]*\])")
LETTERS_FOR = {"a": "äå", "o": "ö"}  # what a reader without å ä ö writes instead
ENDINGS = (
    "issa", "issä", "ista", "istä", "illa", "illä", "ille", "ilta", "iltä", "ssa", "ssä", "sta", "stä", "lla",
    "llä", "lta", "ltä", "lle", "ksi", "iin", "een", "aan", "ään", "oon", "jen", "ien", "ita", "itä", "ia",
    "iä", "in", "na", "nä", "ta", "tä", "n", "a", "ä", "t",
)  # fmt: skip
SHORTEST_STEM = 4  # letters
MOST_GUESSES = 3
SEAM = "="  # vertais=tuki
DENIED = "[Re]"  # participles that say "not": lukematon is no word for what is about reading


@dataclass(frozen=True)
class _Part:
    surface: str
    base: str
    root: str  # what the base is derived from, "" where from nothing or from its opposite
    seam: str = ""  # the base with a sign where it is made of others

    @property
    def pieces(self) -> list[str]:
        """The base, or what the lexicon itself says that it is made of."""
        return [piece for piece in self.seam.split(SEAM) if piece] if SEAM in self.seam else [self.base]


def analyse_finnish(word: str, transducer: Transducer, *, lenient: bool) -> Analysis:
    """The analyses of the word with the fewest parts. `lenient` takes a for ä and å, and o for ö."""
    small = word.casefold()
    ways = _ways(transducer.lookup(small))
    if lenient and (not ways or len(ways[0]) > 1):
        others = _ways(transducer.lookup(small, LETTERS_FOR))
        ways = others if not ways or (others and len(others[0]) < len(ways[0])) else ways
    if not ways:
        return Analysis(related=_stems(small))
    return Analysis(
        lemmas=_once("".join(part.surface for part in way[:-1]) + way[-1].base for way in ways),
        compounds=tuple(dict.fromkeys(filter(_is_compound, map(_pieces, ways)))),
        related=_once(part.root for way in ways for part in way if part.root),
    )


def _ways(answers: Iterable[str]) -> list[list[_Part]]:
    """Those ways of reading a word that have the fewest parts: others are rarely meant."""
    ways = [_parts(answer) for answer in answers]
    fewest = min(map(len, ways), default=0)
    return [way for way in ways if len(way) == fewest]


def _pieces(way: Iterable[_Part]) -> tuple[str, ...]:
    return tuple(piece for part in way for piece in part.pieces)


def _is_compound(pieces: tuple[str, ...]) -> bool:
    return len(pieces) > 1


def _parts(answer: str) -> list[_Part]:
    """kirjastokortin comes as [Ln][Xp]kirjasto[X]kirjasto[Sn][Ny][Bh][Bc][Ln][Xp]kortti[X]kort[Sg][Ny]in."""
    parts = [_part(piece) for piece in answer.split("[Bc]")]
    return [part for part in parts if part.base]


def _part(piece: str) -> _Part:
    surface = root = base = kept = seam = ""
    for bit in TAG.split(piece):
        if bit in ("[Xp]", "[Xj]", "[Xr]"):
            kept = bit
        elif bit == "[X]":
            kept = ""
        elif bit.startswith("["):
            continue
        elif kept == "[Xp]":
            seam, root = bit.casefold(), bit.replace(SEAM, "")
            base = root
        elif kept == "[Xj]":
            base, seam = surface + bit, ""
        elif not kept:
            surface += bit
    surface = surface.strip("-")
    root = "" if DENIED in piece else root
    base = (base or surface).strip("-").casefold()
    return _Part(surface, base, root.casefold() if root and root.casefold() != base else "", seam)


def _stems(word: str) -> tuple[str, ...]:
    """What an unknown word, mostly a name, may be a form of: Moodlessa of Moodle."""
    stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return _once(stem for stem in stems if len(stem) >= SHORTEST_STEM)[:MOST_GUESSES]


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))

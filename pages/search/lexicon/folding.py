"""Words as the index compares them: small letters of the English alphabet, so that å ä ö may be left out."""

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 60  # characters; what is longer is no word that anybody looks for
WORD = re.compile(r"[^\W_]+(?:[-‐‑'’:][^\W_]+)*")
JOINTS = re.compile(r"[-‐‑'’:]")
APART = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The text in small letters without diacritics; hyphens, apostrophes and colons inside words go too."""
    bare = unicodedata.normalize("NFKD", JOINTS.sub("", text).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).translate(APART)


def words_of(text: str) -> list[str]:
    """The words of a text as they stand there, in NFC; what is longer than LONGEST_WORD is cut."""
    return [word[:LONGEST_WORD] for word in WORD.findall(unicodedata.normalize("NFC", text))]

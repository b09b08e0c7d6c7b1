"""Words typed into a search box, made fit for every search backend."""

import re
import unicodedata

LONGEST_SEARCH = 200  # characters; SQLite's parser gives up at some thousand words
WORD = re.compile(r"\w+")


def search_words(raw: str) -> str:
    """The words alone, at most LONGEST_SEARCH characters; "" when there are none.

    SQLite's search reads quotation marks and the like as syntax. A letter typed as two characters (ä as a and
    its dots, as some keyboards do) becomes one.
    """
    words = WORD.findall(unicodedata.normalize("NFC", raw[: 5 * LONGEST_SEARCH]))
    return " ".join(words)[:LONGEST_SEARCH].strip()

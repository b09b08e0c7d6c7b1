"""Words that say nothing of what a text is about."""

from .folding import fold

FINNISH = (
    "ja", "tai", "sekä", "eli", "että", "jos", "kun", "kuin", "niin", "myös", "mutta", "vaan", "vai",
    "ei", "eivät", "en", "et", "emme", "ole", "on", "ovat", "oli", "olivat", "olla", "se", "ne", "sen",
    "sitä", "siitä", "siinä", "tämä", "tämän", "tätä", "nämä", "joka", "jonka", "jota", "jotka",
    "joita", "jossa", "mikä", "mitä", "missä", "miten", "hän", "he", "me", "te", "minä", "sinä",
    "minun", "sinun", "meidän", "teidän", "heidän", "oma", "voi", "voivat", "tulee", "kanssa", "mukaan",
    "sitten", "ettei", "jotta", "koko", "kaikki", "jokin", "joku", "muu", "muut", "muun", "kuten",
    "esimerkiksi", "noin", "vain",
)  # fmt: skip
SWEDISH = (
    "och", "eller", "samt", "att", "om", "när", "som", "men", "utan", "inte", "är", "var", "vara",
    "varit", "blir", "har", "hade", "ha", "den", "det", "de", "dem", "dess", "denna", "detta", "dessa",
    "en", "ett", "i", "på", "för", "av", "till", "från", "med", "hos", "vid", "under", "över", "efter",
    "genom", "mot", "mellan", "vi", "ni", "han", "hon", "du", "jag", "man", "sig", "sin", "sitt",
    "sina", "vår", "vårt", "våra", "er", "ert", "era", "kan", "ska", "skall", "skulle", "får", "där",
    "här", "hur", "vad", "vilken", "vilket", "så", "då", "också", "bara", "till", "exempel", "alla",
    "allt", "någon", "något", "några", "annan", "annat", "andra",
)  # fmt: skip
STOP_WORDS = frozenset(fold(word) for word in (*FINNISH, *SWEDISH))
"""In either language, folded."""

BASES = {
    "fi": frozenset({
        "olla", "ei", "se", "ne", "tämä", "nämä", "joka", "mikä", "hän", "he", "me", "te", "minä", "sinä",
        "oma", "muu", "kaikki", "joku", "jokin",
    }),
    "sv": frozenset({
        "bli", "ha", "den", "det", "denna", "jag", "du", "han", "hon", "vi", "ni", "de", "någon", "annan",
        "vilken",
    }),
}  # fmt: skip
"""By language the base forms that say nothing in any form: not "koko" (size) and "vara" (goods)."""


LISTED = {"fi": frozenset(FINNISH) | BASES["fi"], "sv": frozenset(SWEDISH) | BASES["sv"]}


def says_nothing(base: str, language: str) -> bool:
    """Whether no form of this base form says anything."""
    return base in BASES.get(language, ())


def is_filler(part: str, language: str) -> bool:
    """Whether a part of a compound, or what a word is derived from, says nothing by itself: till-gång."""
    return part in LISTED.get(language, ())

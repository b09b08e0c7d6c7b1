"""What a lexicon says of a word: its base forms and what it is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Analysis:
    """Of one word in one language. A word that the lexicon doesn't know has no base forms.

    `compounds` are the ways in which it is made of others, each the base forms of its parts in their order;
    `related` are words that it is derived from (kouluttaja: kouluttaa) or that it might be a form of.
    """

    lemmas: tuple[str, ...] = ()
    compounds: tuple[tuple[str, ...], ...] = ()
    related: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the lexicon has the word."""
        return bool(self.lemmas)


UNKNOWN = Analysis()

"""Names of files in an archive: each once."""

from collections.abc import Iterable


def unique_names(names: Iterable[str]) -> list[str]:
    """The names in their order, a number added to those that are there already in whatever case."""
    taken: set[str] = set()
    unique = []
    for name in names:
        stem, dot, extension = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem} ({number}){dot}{extension}" if dot else f"{name} ({number})"
        taken.add(candidate.casefold())
        unique.append(candidate)
    return unique

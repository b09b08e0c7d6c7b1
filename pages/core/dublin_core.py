"""Dublin Core: what is said of a learning resource in its fifteen elements, whoever writes it down.

Languages are ISO 639-1, dates years, because the strictest reader, Finna, takes nothing but a year. Rights
carry no language, because Finna passes over rights that do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .described import Described


@dataclass(frozen=True)
class Statement:
    """A text for one of the elements; `language` is "" where the text is in none."""

    element: str
    text: str
    language: str = ""


def statements(thing: Described) -> Iterator[Statement]:
    """All that is said of the thing, in the elements' usual order; none is empty."""
    return (one for one in _statements(thing) if one.text)


def _statements(thing: Described) -> Iterator[Statement]:
    for version in thing.versions:
        yield Statement("title", version.title, version.language)
    for author in thing.authors or (thing.publisher,):
        yield Statement("creator", author)
    for subject in thing.subjects:
        for name in subject.names:
            yield Statement("subject", name.text, name.language)
        yield Statement("subject", subject.yso)
    for version in thing.versions:
        yield Statement("description", version.description, version.language)
    yield Statement("publisher", thing.publisher)
    yield Statement("date", _year(thing))
    yield Statement("type", thing.type.replace("_", " "), "en")
    for media_type in dict.fromkeys(file.media_type for file in thing.files):
        yield Statement("format", media_type)
    for address in dict.fromkeys(version.address for version in thing.versions):
        yield Statement("identifier", address)
    yield Statement("relation", thing.elsewhere)
    for language in thing.languages:
        yield Statement("language", language)
    for origin in thing.origins:
        yield Statement("source", origin.address or origin.name)
    yield Statement("rights", thing.licence)
    yield Statement("rights", thing.licence_address)


def _year(thing: Described) -> str:
    """That in which it was made, else published, else last changed."""
    moment = thing.published or thing.modified
    year = thing.year or (moment.year if moment else None)
    return f"{year:04}" if year else ""

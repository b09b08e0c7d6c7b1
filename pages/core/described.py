"""What a learning resource tells of itself to other programs, before any format gives it a shape.

Everything here is for everybody: what is described is given to search engines and harvesters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .findable import Kind


def oai_identifier(host: str, kind: str, key: str) -> str:
    """Such as oai:extranet.example.fi:course:12: by it harvesters know a thing for good."""
    return f"oai:{host}:{kind}:{key}"


@dataclass(frozen=True)
class Words:
    """A text and the code of its language, "" where that isn't known."""

    text: str
    language: str = ""


NamesOf = Callable[[Any], tuple[Words, ...]]  # the names of a term of a vocabulary, in each language it has


@dataclass(frozen=True)
class Version:
    """The page of the resource in one language. `address` is a full one, `description` is plain text."""

    language: str
    title: str
    description: str
    address: str


@dataclass(frozen=True)
class Subject:
    """What it is about; `yso` is the address of the same concept in the General Finnish Ontology, or ""."""

    slug: str
    names: tuple[Words, ...]
    yso: str = ""


@dataclass(frozen=True)
class Audience:
    """Whom it is for. Ages are in years; None where there is no bound."""

    names: tuple[Words, ...]
    age_from: int | None = None
    age_to: int | None = None

    @property
    def ages(self) -> str:
        """The ages as schema.org and LOM write them: "7-12", "13-", "-6"; "" without any."""
        if self.age_from is None and self.age_to is None:
            return ""
        return "-".join("" if age is None else str(age) for age in (self.age_from, self.age_to))


@dataclass(frozen=True)
class MediaFile:
    """A file to download. `size` is in bytes, None where unknown; `features` are those of schema.org."""

    name: Words
    address: str
    media_type: str
    size: int | None = None
    language: str = ""
    features: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """What the resource was adapted from; `address` is "" where only a name is known."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Described:
    """A learning resource. `key` stays the same whatever becomes of its page, its title or its languages.

    `type` is a kind of material, or "course". `licence` is its short name, such as "CC BY 4.0".
    """

    kind: Kind
    key: str
    type: str
    versions: tuple[Version, ...]
    languages: tuple[str, ...] = ()  # those in which it can be had
    authors: tuple[str, ...] = ()
    publisher: str = ""
    subjects: tuple[Subject, ...] = ()
    audiences: tuple[Audience, ...] = ()
    year: int | None = None
    published: datetime | None = None
    modified: datetime | None = None
    licence: str = ""
    licence_address: str = ""
    origins: tuple[Origin, ...] = ()
    files: tuple[MediaFile, ...] = ()
    elsewhere: str = ""  # where one gets it, when that is not on this site

    @property
    def features(self) -> tuple[str, ...]:
        """What makes it accessible: those features that every one of its files has."""
        of_files = [file.features for file in self.files]
        return tuple(name for name in of_files[0] if all(name in f for f in of_files)) if of_files else ()

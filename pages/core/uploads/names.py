"""Names of files, made harmless on every system: as people send them, and of titles. Looks into no file."""

import re
import unicodedata

LONGEST_NAME = 100  # characters, the ending included
LONGEST_ENDING = 10
_SEPARATORS = re.compile(r"[\\/:*?\"<>|]+")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_SAME_TYPE = {"jpeg": "jpg"}


def clean_name(name: str) -> str:
    """The name without folders and without characters that are invisible or turn writing round; not too long.

    The ending stays, in small letters; a name without any other letter becomes "file".
    """
    stem, dot, ending = _visible(re.split(r"[\\/]", name)[-1]).rpartition(".")
    return _name(stem, ending) if dot else _name(ending, "")


def name_of_title(title: str, ending: str) -> str:
    """By the same rule a file's name made of its title, which may hold strokes and name the ending itself."""
    return _name(_visible(title).removesuffix(f".{ending}"), ending)


def type_by_name(name: str) -> str:
    """What the ending says: "pdf"; "" where there is none. "jpeg" counts as "jpg"."""
    ending = clean_name(name).rpartition(".")[2] if "." in name else ""
    return _SAME_TYPE.get(ending, ending)


def _name(stem: str, ending: str) -> str:
    stem = " ".join(_SEPARATORS.sub(" ", stem).split()).strip(". ") or "file"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    ending = re.sub(r"\W", "", ending.lower())[:LONGEST_ENDING]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if ending else stem[:LONGEST_NAME]


def _visible(text: str) -> str:
    """In NFC, without control characters, marks of direction, surrogates and the like."""
    kept = "".join(" " if char.isspace() else char for char in text if _is_visible(char))
    return unicodedata.normalize("NFC", kept)


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] != "C"

"""How to credit a material in running text, in the words of a language. Asks nothing of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

if TYPE_CHECKING:
    from .models import MaterialPage


@dataclass(frozen=True)
class CreditLine:
    """A credit line; `language` is the code of the language of its words."""

    language: str
    text: str


def credit_line(material: "MaterialPage", language: str, refused: Sequence[str]) -> str:
    """Title, authors, library, year, original, licence and its address, as far as they are known.

    An original that is not published, or under a `refused` path, is not named.
    """
    with override(language):
        terms = material.licence_terms
        library = "" if material.library in material.authors else material.library
        made = ", ".join(str(part) for part in (material.authors, library, material.year) if part)
        licence = ", ".join(part for part in (terms.short_name, terms.url) if part) if terms else ""
        original = _original(material, refused)
        adapted = gettext("Adapted from: %(original)s") % {"original": original} if original else ""
        return ". ".join(part for part in (material.title, made, adapted, licence) if part)


def _original(material: "MaterialPage", refused: Sequence[str]) -> str:
    """Title, authors and licence of what the material was made of; the licence asks for them."""
    based_on = material.based_on
    if based_on and based_on.live and not based_on.path.startswith(tuple(refused)):
        terms = based_on.licence_terms
        parts = (based_on.title, based_on.authors, terms.short_name if terms else "")
    else:
        parts = (material.based_on_elsewhere, material.based_on_url, "")
    return ", ".join(part for part in parts if part)

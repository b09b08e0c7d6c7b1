"""The text in an archive, in every language: what it is, whom to credit, what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

FILE_NAME = "LUE MINUT – LÄS MIG.txt"
RULE = "-" * 72


@dataclass(frozen=True)
class Packed:
    """A file of the archive: its name there, its document, and whether it could be had."""

    name: str
    document: Any
    is_missing: bool = False


def credit_text(page: Any, packed: Sequence[Packed]) -> bytes:
    """The text in UTF-8 with a byte order mark and line ends that every editor knows."""
    versions = {one.locale.language_code: one for one in _versions(page)}
    sections = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            sections.append(_section(versions.get(code, page), packed))
    return f"\n\n{RULE}\n\n".join(sections).replace("\n", "\r\n").encode("utf-8-sig")


def _versions(page: Any) -> list[Any]:
    translations = page.get_translations(inclusive=True).live().filter(alias_of=None)
    return list(translations.select_related("locale"))


def _section(page: Any, packed: Sequence[Packed]) -> str:
    terms = page.licence_terms
    licence = " ".join(part for part in (str(terms.label), terms.url) if part) if terms else ""
    lines = [
        page.title,
        page.full_url or "",
        "",
        _("Credit it like this:"),
        page.credit_line,
        "",
        _("Licence"),
        licence or _("None is given. Ask the authors before you use it."),
        "",
        _("Files:"),
        *(_file_line(one) for one in packed),
    ]
    if any(one.is_missing for one in packed):
        lines += ["", _("What is marked as missing could not be read or is not for everybody.")]
    return "\n".join(lines)


def _file_line(packed: Packed) -> str:
    document = packed.document
    terms = document.licence_terms
    facts = [document.credit, terms.short_name if terms else "", terms.url if terms else ""]
    credit = ", ".join(fact for fact in facts if fact)
    mark = pgettext("file", "missing")
    missing = f" [{mark}]" if packed.is_missing else ""
    return f"- {packed.name}{missing}" + (f" ({credit})" if credit else "")

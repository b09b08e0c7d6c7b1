"""What is known of a file's accessibility, and what that means to readers and to those who keep the file.

How it is found out is the affair of `file_accessibility`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

PDF, OFFICE, OTHER = "pdf", "office", "other"


@dataclass(frozen=True)
class Problem:
    """Something that stands in a reader's way, and what to do about it."""

    text: str
    remedy: str


@dataclass(frozen=True)
class FileFindings:
    """What a look at a file told. `form` is PDF, OFFICE or OTHER; `language` the code it names, "" for none.

    `is_tagged` and `shows_title` are known of a PDF only.
    """

    form: str
    is_readable: bool = True
    is_tagged: bool = False
    has_title: bool = False
    shows_title: bool = False
    language: str = ""

    @classmethod
    def stored(cls, values: Mapping[str, Any] | None) -> "FileFindings | None":
        """Those that `as_stored` wrote, None where nothing has been looked at."""
        return cls(**values) if values else None

    def as_stored(self) -> dict[str, Any]:
        """Plain values for a JSON field."""
        return asdict(self)

    @property
    def for_readers(self) -> str:
        """A plain sentence or two for those who think of downloading it, "" where nothing can be told."""
        if not self.is_readable:
            return _("The file could not be checked for accessibility.")
        told = []
        if self.form == PDF:
            told = [
                _("Tagged PDF: works with screen readers.")
                if self.is_tagged
                else _("PDF without tags: may not work with screen readers.")
            ]
        return " ".join([*told, *self._missing()])

    def _missing(self) -> list[str]:
        """That the title is missing, or a PDF's language: few office programs write one."""
        title = [] if self.has_title or self.form == OTHER else [_("The file has no title.")]
        language = [] if self.language or self.form != PDF else [_("It does not say its language.")]
        return title + language

    @property
    def problems(self) -> list[Problem]:
        """For those who keep the file, the worst first."""
        if not self.is_readable:
            return [
                Problem(
                    _(
                        "The file could not be read: it is broken, protected by a password or not what its "
                        "name says."
                    ),
                    _("Open it in the program it was made with, save it anew and upload that."),
                )
            ]
        return {PDF: self._pdf_problems, OFFICE: self._office_problems}.get(self.form, list)()

    def _pdf_problems(self) -> list[Problem]:
        found = []
        if not self.is_tagged:
            found.append(
                Problem(
                    _(
                        "The PDF has no tags: screen readers do not find its headings, lists and reading "
                        "order."
                    ),
                    _("Export it again from the original with “tagged PDF” or “accessible PDF” chosen."),
                )
            )
        if not self.has_title:
            found.append(
                Problem(
                    _("The PDF has no title."),
                    _("Write the title in the original's document properties and export it again."),
                )
            )
        elif not self.shows_title:
            found.append(
                Problem(
                    _("Programs show the PDF's file name in place of its title."),
                    _("Choose “display document title” when you export it."),
                )
            )
        if not self.language:
            found.append(
                Problem(
                    _("The PDF does not say its language: a screen reader may read it with the wrong voice."),
                    _("Set the language of the original's text and export it again."),
                )
            )
        return found

    def _office_problems(self) -> list[Problem]:
        if self.has_title:
            return []
        return [Problem(_("The file has no title."), _("Write the title in the document's properties."))]

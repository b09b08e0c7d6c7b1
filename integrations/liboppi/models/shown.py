"""What readers are shown of a course's texts: an editor's words where there are some, else Liboppi's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..texts import excerpt

if TYPE_CHECKING:
    from .editors import EditorText
    from .parts import CourseText

TEXT_FIELDS = ("title", "summary", "producer")  # what an editor may say otherwise, in each language


@dataclass(frozen=True)
class ShownText:
    """A course's texts in one language. `own` names the fields that are an editor's.

    `summary` is for those who may see keys, `public_summary` for everyone; both are clean HTML.
    """

    language: str = ""
    title: str = ""
    summary: str = ""
    public_summary: str = ""
    excerpt: str = ""
    producer: str = ""
    own: frozenset[str] = frozenset()


def imported_by_language(
    imported: Iterable["CourseText"], language: str, own_language: str
) -> dict[str, "CourseText"]:
    """Liboppi's texts by the language in which they are shown.

    `language` is the course's own by Liboppi. Where an editor says that it is `own_language`, the text in
    `language` is shown as being in that one, unless the course has such a text already.
    """
    texts = {text.language: text for text in imported}
    if not own_language or own_language in texts:
        return texts
    return {own_language if code == language else code: text for code, text in texts.items()}


def shown_texts(
    imported: Mapping[str, "CourseText"], editors: Iterable["EditorText"], language: str
) -> dict[str, ShownText]:
    """The texts by language code, each field the editor's where one was written.

    `imported` are those of `imported_by_language`, `language` is the course's own. An editor's text alone
    makes a language; the course's own lends it a title where none was written.
    """
    of_editors = {text.language: text for text in editors if text.has_text}
    main = imported.get(language) or next(iter(imported.values()), None)
    return {
        code: _merged(code, imported.get(code), of_editors.get(code), main)
        for code in (*imported, *(code for code in of_editors if code not in imported))
    }


def _merged(
    code: str, imported: "CourseText | None", editors: "EditorText | None", main: "CourseText | None"
) -> ShownText:
    own = {name: text for name in TEXT_FIELDS if editors and (text := getattr(editors, name))}
    title = imported.title if imported else main.title if main else ""
    producer = imported.producer if imported else main.producer if main else ""
    summary = own.get("summary")
    return ShownText(
        language=code,
        title=own.get("title") or title,
        summary=summary or (imported.summary if imported else ""),
        public_summary=summary or (imported.public_summary if imported else ""),
        excerpt=excerpt(summary) if summary else imported.excerpt if imported else "",
        producer=own.get("producer") or producer,
        own=frozenset(own),
    )

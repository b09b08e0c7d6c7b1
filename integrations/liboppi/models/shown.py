"""What readers are shown of a course's texts: an editor's words where there are some, else Liboppi's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    imported: Mapping[str, "CourseText"], editors: Iterable["EditorText"], language: str, shortname: str
) -> dict[str, ShownText]:
    """The texts by language code, each field the editor's where one was written.

    `imported` are those of `imported_by_language`, `language` is the course's own. An editor's text alone
    makes a language; what is shown in the course's own lends it the names that weren't written.
    """
    of_editors = {text.language: text for text in editors if text.has_text}
    texts = {code: _with_own(_of_moodle(code, text), of_editors.get(code)) for code, text in imported.items()}
    main = texts.get(language) or next(iter(texts.values()), ShownText(title=shortname))
    alone = {code: text for code, text in of_editors.items() if code not in imported}
    return texts | {
        code: _with_own(ShownText(language=code, title=main.title, producer=main.producer), text)
        for code, text in alone.items()
    }


def _of_moodle(code: str, text: "CourseText") -> ShownText:
    return ShownText(code, text.title, text.summary, text.public_summary, text.excerpt, text.producer)


def _with_own(shown: ShownText, editors: "EditorText | None") -> ShownText:
    own = {name: text for name in TEXT_FIELDS if editors and (text := getattr(editors, name))}
    summary = own.get("summary")
    of_summary = {"public_summary": summary, "excerpt": excerpt(summary)} if summary else {}
    return replace(shown, **own, **of_summary, own=frozenset(own))

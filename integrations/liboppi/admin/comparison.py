"""What the admin shows of each part of a course: the editor's field, and what Liboppi says and said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from ..illustrations import illustrated
from ..models import ChangeAction, Course, CourseState, EnrolmentKey, SyncChange, name_in
from ..models.shown import TEXT_FIELDS
from ..permissions import User, may_see_keys, may_set_key
from . import own_parts
from .details import language_name
from .own_parts import (
    COLUMNS,
    IMAGE,
    KEY,
    KEY_METHOD,
    NOTE,
    VISIBILITY,
    Part,
    all_parts,
    text_part,
    words_for,
)
from .own_values import Imported, OwnValues, pointed_at

PREVIEW = "max-165x165"  # the picture's size in Wagtail's own chooser
STATE_ACTIONS = (ChangeAction.HIDDEN, ChangeAction.MISSING, ChangeAction.WITHDRAWN, ChangeAction.RESTORED)


@dataclass(frozen=True)
class Value:
    """Something to show, in `language` where that isn't the admin's. `is_block`: HTML of paragraphs."""

    words: str = field(repr=False)
    language: str = ""
    is_block: bool = False


@dataclass(frozen=True)
class PartView:
    """One part. `imported` is what Liboppi says, `was` what it said when the editor wrote, if another."""

    part: Part
    field: BoundField | None
    rendered: str
    is_own: bool
    mark: str
    imported: Value
    has_changed: bool
    was: Value
    changed: datetime | None
    can_start_from_imported: bool


@dataclass(frozen=True)
class TextSection:
    """The parts in one language; `is_new` where Liboppi has no text in it."""

    language: str
    name: str
    is_new: bool
    parts: list[PartView]
    note: BoundField


class Comparison:
    """A course for one editor, part by part. Reads what the edit view fetches, past changes where needed."""

    def __init__(self, course: Course, user: User, form: Any) -> None:
        self.course = course
        self.form = form
        self.own = OwnValues(course)
        self.shows_keys, self.sets_keys = may_see_keys(user), may_set_key(user)
        self.language = get_language() or course.language

    @cached_property
    def sections(self) -> list[TextSection]:
        """The texts, by the site's languages."""
        return [
            TextSection(
                language=code,
                name=language_name(code),
                is_new=code not in self.course.imported_texts,
                parts=[self._view(text_part(kind, code)) for kind in TEXT_FIELDS],
                note=self.form[f"{NOTE}_{code}"],
            )
            for code, _name in settings.LANGUAGES
        ]

    @cached_property
    def key(self) -> PartView | None:
        """The own key, for those who may set it."""
        return self._view(Part(f"own_{KEY}", KEY)) if self.sets_keys else None

    @property
    def key_method(self) -> BoundField | None:
        """The field for the method that the own key opens, where there is a choice."""
        name = f"own_{KEY_METHOD}"
        return self.form[name] if name in self.form.fields else None

    @cached_property
    def columns(self) -> list[PartView]:
        """Category, language, picture and visibility."""
        return [self._view(Part(f"own_{kind}", kind)) for kind in COLUMNS]

    @cached_property
    def changed_parts(self) -> list[PartView]:
        """Those of which Liboppi says something new since the editor wrote."""
        return [view for view in self._views() if view.has_changed]

    @cached_property
    def own_parts(self) -> list[PartView]:
        """Those of which the editor says something in place of Liboppi."""
        return [view for view in self._views() if view.is_own]

    def _views(self) -> Iterator[PartView]:
        for section in self.sections:
            yield from section.parts
        if self.key:
            yield self.key
        yield from self.columns

    def _view(self, part: Part) -> PartView:
        has_changed = self.own.has_changed(part)
        imported = self.own.imported(part)
        bound = self.form[part.name]
        return PartView(
            part=part,
            field=bound,
            rendered=format_html('<div lang="{}">{}</div>', part.language, bound)
            if part.is_text
            else str(bound),
            is_own=bool(self.own.own(part)),
            mark=self.own.mark(part),
            imported=self._value(part, imported),
            has_changed=has_changed,
            was=self._value(part, self.own.imported_then(part)) if has_changed else Value(""),
            changed=self._changed(part) if has_changed else None,
            can_start_from_imported=part.is_text and bool(imported) and not self.own.own(part),
        )

    def _value(self, part: Part, imported: Imported) -> Value:
        if not imported:
            return Value("")
        if part.is_text:
            return self._text(part, imported)
        match part.kind:
            case own_parts.CATEGORY:
                return self._category(imported)
            case own_parts.IMAGE:
                return self._picture(imported)
            case own_parts.KEY:
                return self._keys(imported)
            case own_parts.LANGUAGE:
                return Value(language_name(imported))
        return Value(str(CourseState(imported).label))

    def _text(self, part: Part, imported: str) -> Value:
        """Of a summary the whole as it is now is told to those who may see keys."""
        if part.kind != "summary":
            return Value(imported, part.language)
        text = self.course.imported_texts.get(part.language)
        is_now = text is not None and imported == text.public_summary
        whole = text.summary if text and is_now and self.shows_keys else imported
        return Value(illustrated(whole, self.course), part.language, is_block=True)

    def _category(self, imported: Imported) -> Value:
        category = self.course.category
        if category is None or category.moodle_id != imported["id"]:
            names = imported["names"]
            language = self.language if self.language in names else next(iter(names), "")
            return Value(name_in(names, self.language), language)
        levels = [level for level in (category.parent, category) if level]
        words = " › ".join(level.name_in(self.language) for level in levels)
        return Value(words, category.name_language(self.language))

    def _picture(self, imported: Imported) -> Value:
        current = next((p for p in self.course.pictures.all() if p.path == imported["path"]), None)
        if current is None or current.image is None or current.version != imported["version"]:
            return Value(unquote(imported["path"].rpartition("/")[2]))
        rendition = get_rendition_or_not_found(current.image, PREVIEW)
        return Value(rendition.img_tag({"alt": current.alternative_text}))

    def _keys(self, imported: Imported) -> Value:
        keys = [key for key in self.course.keys.all() if key.pk in imported]
        return Value(", ".join(_key_words(key) for key in keys) if self.shows_keys else "")

    def _changed(self, part: Part) -> datetime | None:
        """When Liboppi's value changed last, as far as that was recorded."""
        if part.kind == KEY:
            then = self.own.imported_then(part) or []
            moments = [key.first_seen for key in self.course.keys.all() if key.pk in self.own.imported(part)]
            moments += [key.last_seen for key in self.course.keys.all() if key.pk in then and key.last_seen]
            return max(moments, default=None)
        return next((change.run.started for change in self._past if self._tells_of(change, part)), None)

    @cached_property
    def _past(self) -> Sequence[SyncChange]:
        return list(SyncChange.objects.latest_of(self.course.moodle_id))

    def _tells_of(self, change: SyncChange, part: Part) -> bool:
        if part.kind == VISIBILITY:
            return change.action in STATE_ACTIONS
        text = self.course.imported_texts.get(part.language)
        name = f"texts.{text.language if text else part.language}.{part.kind}" if part.is_text else part.kind
        names = [item["field"] for item in change.fields]
        return name in names or (part.kind == IMAGE and any(n.startswith("pictures.") for n in names))


def own_values(course: Course) -> list[tuple[str, Value]]:
    """The parts that are an editor's, with their words: for those who only look. A key's are left out."""
    own = OwnValues(course)
    pairs = [
        (part, own.own(part)) for part in all_parts().values() if part.kind not in (NOTE, KEY, KEY_METHOD)
    ]
    return [(part.label, _own_value(course, part, value)) for part, value in pairs if value]


def _own_value(course: Course, part: Part, value: str) -> Value:
    if part.kind == "summary":
        return Value(illustrated(value, course), part.language, is_block=True)
    return Value(words_for(part, value, pointed_at(course, part)), part.language)


def _key_words(key: EnrolmentKey) -> str:
    return _("%(key)s (%(source)s)") % {"key": key.value, "source": key.get_source_display()}

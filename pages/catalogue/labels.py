"""What readers see in place of a facet's values: the names of themes, categories, languages and states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from integrations.liboppi.models import CourseCategory
from pages.core.fields import ContentLanguage
from pages.core.findable import ON_SITE, REMOTE, Kind
from pages.materials.choices import MaterialKind
from pages.materials.models import TargetGroup, Theme
from pages.search.producers import FACET as PRODUCER
from pages.search.producers import Producers
from pages.search.snapshot import Snapshot, snapshot
from pages.search.states import State
from pages.ui.languages import language_name

TITLES: Mapping[str, Any] = {
    "kind": _("Kind"),
    "theme": _("Theme"),
    "material": _("Kind of material"),
    "category": _("Course category"),
    "target": _("Target group"),
    "language": _("Language"),
    "producer": _("Producer"),
    "format": _("Format"),
    "state": _("State"),
}
KINDS: Mapping[str, Any] = {
    Kind.COURSE: _("Courses"),
    Kind.MATERIAL: _("Materials"),
    Kind.TRAINING: _("Trainings"),
}
FORMATS: Mapping[str, Any] = {ON_SITE: _("On site"), REMOTE: _("Remote")}
# Snippets with a slug, named in each language.
VOCABULARIES: Mapping[str, Any] = {"theme": Theme, "target": TargetGroup}


@dataclass(frozen=True)
class Label:
    """A value's name, with its `depth` in a tree; `language` is the name's where it is not the reader's."""

    text: str
    language: str = ""
    depth: int = 0


_asked: WeakKeyDictionary[Snapshot, dict[tuple[str, str], Mapping[str, Label]]] = WeakKeyDictionary()


class Labels:
    """The names in one language. What is in the database is asked for when it is needed, a query a facet.

    With `known`, what lists are made from, it is asked for once and stands as long as that does: a few
    minutes, or until anything has changed that is called by such a name.
    """

    def __init__(self, language: str, known: Snapshot | None = None) -> None:
        self.language = language
        self._known = known
        self._asked: dict[tuple[str, str], Mapping[str, Label]] = (
            {} if known is None else _asked.setdefault(known, {})
        )

    def of(self, facet: str, value: str) -> Label:
        """The name of a value; where it has none, the value as it is."""
        if facet == "language":
            return Label(capfirst(language_name(value)))
        if facet == PRODUCER:
            value = self._producers.key_of(value)
        return self.named(facet).get(value) or Label(value.upper() if facet == "format" else value)

    def listed(self, facet: str, values: Iterable[str]) -> str:
        """The names of several values in running text, where Finnish and Swedish write languages small."""
        return ", ".join(
            language_name(value) if facet == "language" else str(self.of(facet, value).text)
            for value in values
        )

    def named(self, facet: str) -> Mapping[str, Label]:
        """The values of a facet that have a name, in the order in which they are offered."""
        if facet == PRODUCER:
            return {key: Label(name) for key, name in self._producers.names_in(self.language).items()}
        if facet != "category" and facet not in VOCABULARIES:
            return CHOICES.get(facet, {})
        key = (facet, self.language)
        if key not in self._asked:
            self._asked[key] = self._categories() if facet == "category" else self._terms(facet)
        return self._asked[key]

    @cached_property
    def _producers(self) -> Producers:
        return (self._known or snapshot(self.language)).producers

    def _terms(self, facet: str) -> dict[str, Label]:
        terms = VOCABULARIES[facet].objects.one_each().named_in(self.language)
        return {term.slug: self._label(term) for term in terms}

    def _label(self, term: Any) -> Label:
        other = "" if term.local_language == self.language else term.local_language
        return Label(term.local_name, other)

    def _categories(self) -> dict[str, Label]:
        """By the categories' numbers in Liboppi, as a tree."""
        children: dict[int | None, list[CourseCategory]] = {}
        for category in CourseCategory.objects.all():
            children.setdefault(category.parent_id, []).append(category)
        found: dict[str, Label] = {}

        def add(parent: int | None, depth: int) -> None:
            for category in children.get(parent, []):
                language = category.name_language(self.language)
                other = "" if language == self.language else language
                found[str(category.moodle_id)] = Label(category.name_in(self.language), other, depth)
                add(category.pk, depth + 1)

        add(None, 0)
        return found


def _choices(pairs: Iterable[tuple[str, Any]]) -> dict[str, Label]:
    return {str(value): Label(text) for value, text in pairs}


CHOICES: Mapping[str, Mapping[str, Label]] = {
    "kind": _choices(KINDS.items()),
    "material": _choices(MaterialKind.choices),
    "format": _choices(FORMATS.items()),
    "state": _choices(State.choices),
    "language": _choices(ContentLanguage.choices),
}

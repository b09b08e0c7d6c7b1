"""The components that pages are built of, each with examples of its states, for the page that shows them.

An app adds its own in a module `component_examples`, which is found by itself:

    register(Component("gallery", State("Three pictures", {"pictures": pictures})))
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import get_template, render_to_string
from django.utils.functional import lazy
from django.utils.module_loading import autodiscover_modules
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language

DESCRIPTION = re.compile(r"{% comment %}(.*?){% endcomment %}|{#(.*?)#}", re.DOTALL)

Inputs = Mapping[str, Any] | Callable[[HttpRequest], Mapping[str, Any]]


@dataclass(frozen=True)
class State:
    """One way in which a component can look: its inputs, or a function that makes them for a request."""

    title: str
    inputs: Inputs
    is_inline: bool = False  # part of a line of text
    is_wide: bool = False  # shown in a row of its own

    def inputs_for(self, request: HttpRequest) -> dict[str, Any]:
        """The template's context."""
        return dict(self.inputs(request) if callable(self.inputs) else self.inputs)


@dataclass(frozen=True)
class Example:
    """A state as it is shown."""

    state: State
    html: SafeString


class Component:
    """A template with stated inputs. What it does and takes stands in the comment at its beginning."""

    def __init__(self, name: str, *states: State, template: str = "") -> None:
        """`name` is that of the file in ui/components/, unless `template` names another."""
        self.name = name
        self.states = states
        self.template = template or f"ui/components/{name}.html"

    @property
    def slug(self) -> str:
        """The fragment at which the page shows it."""
        return slugify(self.name.replace("_", "-"))

    @property
    def description(self) -> list[str]:
        """The paragraphs of the template's own comment."""
        source = get_template(self.template).template.source  # type: ignore[attr-defined]
        found = DESCRIPTION.search(source)
        text = (found.group(1) or found.group(2)) if found else ""
        return [" ".join(part.split()) for part in re.split(r"\n(?=Inputs|Needs)", text.strip())]

    def examples(self, request: HttpRequest) -> list[Example]:
        """Each state as HTML."""
        return [
            Example(state, render_to_string(self.template, state.inputs_for(request), request))
            for state in self.states
        ]


_components: dict[str, Component] = {}


def register(*components: Component) -> None:
    """Show these too. A name that is there already is replaced."""
    _components.update({component.name: component for component in components})


def all_components() -> list[Component]:
    """Every app's components by name."""
    autodiscover_modules("component_examples")
    return sorted(_components.values(), key=lambda component: component.name)


def _in_readers_language(fi: str, sv: str) -> str:
    return sv if get_language() == "sv" else fi


_lazily_in_readers_language = lazy(_in_readers_language, str)


def sample(*, fi: str, sv: str) -> str:
    """An example's text in the reader's language. It is no message of the site, so no translator meets it."""
    return _lazily_in_readers_language(fi, sv)

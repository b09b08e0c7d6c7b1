"""What every failure of a sync has in common: a stable kind, an exit code, a message and a remedy.

Knows no single failure. A kind and its details can be stored and put into words later, in the reader's
language.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text: TypeAlias = str | Promise
Details: TypeAlias = dict[str, Any]

FAILED = 1
NOT_CONFIGURED = 2
REFUSED = 3

_kinds: dict[str, type["LiboppiError"]] = {}


class LiboppiError(Exception):
    """A failure with a cause that is known.

    `details` are the values its words need: JSON-able, and never a token, a key or a request body. `choices`
    gives, for a detail that holds a code, the words for each code.
    """

    kind: ClassVar[str] = ""
    exit_code: ClassVar[int] = FAILED
    message: ClassVar[Text] = ""
    remedy: ClassVar[Text] = ""
    choices: ClassVar[Mapping[str, Mapping[str, Text]]] = {}

    def __init__(self, **details: Any) -> None:
        self.details: Details = details
        super().__init__(details)

    def __init_subclass__(cls) -> None:
        if not cls.kind or cls.kind in _kinds:
            raise TypeError(f"{cls.__name__} needs a kind of its own, not {cls.kind!r}.")
        _kinds[cls.kind] = cls

    def __str__(self) -> str:
        return message_for(self.kind, self.details)

    @property
    def remedy_text(self) -> str:
        """What to do about it, in the active language."""
        return remedy_for(self.kind, self.details)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.details)


def _rebuild(kind: type[LiboppiError], details: Details) -> LiboppiError:
    return kind(**details)


class _Shown(dict[str, Any]):
    """Details as words; one that is lacking, as in a run stored by an older version, is named in general."""

    def __missing__(self, key: str) -> str:
        return "Liboppi" if key == "host" else "–"


def _shown(error: type[LiboppiError], details: Mapping[str, Any]) -> _Shown:
    words = _Shown()
    for name, value in details.items():
        if value is None:
            words[name] = _("not said")
        elif isinstance(value, list):
            words[name] = ", ".join(map(str, value))
        else:
            words[name] = error.choices.get(name, {}).get(str(value), value if value != "" else "–")
    return words


def message_for(kind: str, details: Mapping[str, Any]) -> str:
    """What happened, in the active language. A kind that this version doesn't know is named as it is."""
    error = _kinds.get(kind)
    if error is None:
        return str(_("The sync failed for a reason that this version has no words for: %(kind)s.")) % {
            "kind": kind
        }
    return str(error.message) % _shown(error, details)


def remedy_for(kind: str, details: Mapping[str, Any]) -> str:
    """What to do about it, in the active language; empty for a kind that this version doesn't know."""
    error = _kinds.get(kind)
    return str(error.remedy) % _shown(error, details) if error else ""


def known_kinds() -> Mapping[str, type[LiboppiError]]:
    """Every kind of failure with its class."""
    return dict(_kinds)

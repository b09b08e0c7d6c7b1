"""The short facts of a material that its page and its card show."""

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext

from pages.core.fields import language_names
from pages.ui.cards import Fact

if TYPE_CHECKING:
    from .models import MaterialPage


def page_facts(material: "MaterialPage") -> tuple[Fact, ...]:
    """For whom it is, then what a card tells, then when it was reviewed."""
    groups = ", ".join(group.local_name_with_ages for group in material.named_target_groups())
    for_whom = Fact("users", gettext("For whom"), groups)
    reviewed = Fact("calendar-check", gettext("Reviewed on"), _day(material))
    return (*_known(for_whom), *card_facts(material), *_known(reviewed))


def card_facts(material: "MaterialPage") -> tuple[Fact, ...]:
    """Who made it where and when, its languages and licence. Asks nothing of the database."""
    terms = material.licence_terms
    return _known(
        Fact("pen-line", gettext("Authors"), material.authors),
        Fact("library", gettext("Library"), material.library),
        Fact("calendar", gettext("Year"), str(material.year or "")),
        Fact("languages", gettext("Language"), language_names(material.material_languages)),
        Fact("scale", gettext("Licence"), terms.short_name if terms else ""),
    )


def _known(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)


def _day(material: "MaterialPage") -> str:
    return date_format(material.reviewed, "DATE_FORMAT") if material.reviewed else ""

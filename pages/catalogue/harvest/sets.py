"""The sets in which things can be harvested: by kind, by language, by theme."""

import re

from django.utils.translation import get_language_info

from pages.core.described import Described
from pages.core.findable import Kind
from pages.materials.models import Theme

from .models import HarvestRecord

KINDS = {Kind.MATERIAL.value: "Materials", Kind.COURSE.value: "Courses"}
GROUPS = {"language": "By language", "theme": "By theme"}
PART = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


def sets_of(thing: Described) -> tuple[str, ...]:
    """The specs of the sets that it belongs to."""
    languages = [f"language:{code}" for code in thing.languages if PART.fullmatch(code)]
    themes = [f"theme:{one.slug}" for one in thing.subjects if PART.fullmatch(one.slug)]
    return (thing.kind.value, *dict.fromkeys(languages), *dict.fromkeys(themes))


def known_sets() -> dict[str, str]:
    """The names of all sets by their specs, groups before what is in them. Two queries."""
    used = {spec for sets in HarvestRecord.objects.values_list("sets", flat=True).distinct() for spec in sets}
    themes = _theme_names()
    names = {**KINDS}
    for group, title in GROUPS.items():
        members = sorted(spec for spec in used if spec.startswith(f"{group}:"))
        if members:
            names[group] = title
        for spec in members:
            value = spec.partition(":")[2]
            names[spec] = themes.get(value, value) if group == "theme" else _language_name(value)
    return names


def _theme_names() -> dict[str, str]:
    """Each theme's names in all languages, by its slug."""
    rows = Theme.objects.order_by("locale__language_code").values_list("slug", "name")
    names: dict[str, list[str]] = {}
    for slug, name in rows:
        if name not in names.setdefault(slug, []):
            names[slug].append(name)
    return {slug: " – ".join(found) for slug, found in names.items()}


def _language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code

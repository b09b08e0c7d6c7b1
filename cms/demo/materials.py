"""What a material of the demo tells beside its texts: needs, days, links and an earlier version."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from pages.materials.models import MaterialLink, MaterialPage, MaterialVersion

from .entries import Entry, stable_uuid
from .references import References

NEEDS = ("time", "people", "money", "equipment")


def material_values(entry: Entry, language: str, today: date) -> dict[str, Any]:
    """The values that stand alone. Days count from `today`."""
    data = entry.data
    needs, taken_down = data.get("needs", {}), data.get("taken_down")
    elsewhere, version = data.get("based_on_elsewhere"), data.get("version")
    return {f"needs_{name}": needs.get(name, {}).get(language, "") for name in NEEDS} | {
        "library": entry.text("library", language),
        "based_on_elsewhere": elsewhere["title"][language] if elsewhere else "",
        "based_on_url": elsewhere["url"] if elsewhere else "",
        "what_changed": version["what"][language] if version else "",
        "reviewed": _day(data.get("reviewed_days_ago"), today, -1),
        "review_by": _day(data.get("review_in_days"), today, 1),
        "taken_down": _day(taken_down["days_ago"], today, -1) if taken_down else None,
        "taken_down_reason": taken_down["reason"][language] if taken_down else "",
    }


def _day(days: int | None, today: date, direction: int) -> date | None:
    return None if days is None else today + timedelta(days=days * direction)


def linked_material_values(entry: Entry, locale: Locale, references: References) -> dict[str, Any]:
    """The values that point to other things."""
    data = entry.data
    replaced_by = data.get("taken_down", {}).get("replaced_by")
    links = [
        MaterialLink(
            translation_key=stable_uuid(entry.key, "link", place),
            locale=locale,
            sort_order=place,
            title=link["title"][locale.language_code],
            url=link["url"],
        )
        for place, link in enumerate(data.get("links", ()))
    ]
    return {
        "links": links,
        "target_groups": [references.target_groups[key] for key in data.get("target_groups", ())],
        "based_on_id": references.pages[data["based_on"]] if "based_on" in data else None,
        "replaced_by_id": references.pages[replaced_by] if replaced_by else None,
    }


def add_earlier_version(entry: Entry, page: Page) -> None:
    """Before the version that was just published, the one that the content tells of."""
    if not isinstance(page, MaterialPage) or "version" not in entry.data:
        return
    told, language = entry.data["version"], page.locale.language_code
    present = page.versions.get()
    earlier = present.content | {"lead": told["earlier_lead"][language], "what_changed": ""}
    present.number = 2
    present.save()
    MaterialVersion.objects.create(
        page=page,
        number=1,
        published=timezone.now() - timedelta(days=told["days_ago"]),
        content=earlier,
    )

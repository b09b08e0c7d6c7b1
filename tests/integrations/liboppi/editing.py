"""What an editor does on a course's page in the admin, as a browser does it."""

import json
from typing import Any

from django.test import Client

from integrations.liboppi.models import Course, KeySource

PAGES = "/admin/liboppi/courses/"


def edit_url(course: Course) -> str:
    return f"{PAGES}edit/{course.pk}/"


def inspect_url(course: Course) -> str:
    return f"{PAGES}inspect/{course.pk}/"


def form_of(answer: Any) -> dict[str, str]:
    """What the browser would post without a change."""
    form = answer.context["form"]
    return {name: _posted(form, name) for name in form.fields}


def _posted(form: Any, name: str) -> Any:
    field, value = form[name], form[name].value()
    if name.startswith("summary_"):
        return field.field.widget.format_value(value or "")
    return "" if value is None else value


def save(admin: Client, course: Course, *, follow: bool = False, **values: Any) -> Any:
    """Open the page, write the values, save. `follow`: the answer is the page that one is led to."""
    return admin.post(edit_url(course), form_of(admin.get(edit_url(course))) | values, follow=follow)


def typed(*paragraphs: str, link: tuple[int, int, str] | None = None) -> str:
    """A summary as Wagtail's editor posts it. `link`: where in the last paragraph, length, address."""
    ranges = [{"offset": link[0], "length": link[1], "key": 0}] if link else []
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": link[2]}}} if link else {}
    blocks = [
        {
            "key": f"b{place}",
            "text": text,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": ranges if place == len(paragraphs) - 1 else [],
        }
        for place, text in enumerate(paragraphs)
    ]
    return json.dumps({"blocks": blocks, "entityMap": entities})


def click(admin: Client, course: Course, deed: str, part: str, *, follow: bool = False) -> Any:
    """Press one of a part's buttons ("give-back" or "keep") on the page as it is now."""
    return click_later(admin, course, deed, button_value(admin, course, part), follow=follow)


def button_value(admin: Client, course: Course, part: str) -> str:
    """What the part's buttons post."""
    return f"{part} {part_on_page(admin.get(edit_url(course)), part).mark}"


def click_later(admin: Client, course: Course, deed: str, value: str, *, follow: bool = False) -> Any:
    """Press a button of a page that was loaded before."""
    return admin.post(f"{PAGES}{deed}/{course.pk}/", {"part": value}, follow=follow)


def own_keys(course: Course) -> list[str]:
    """The values of the keys that editors wrote and that count."""
    return list(course.keys.current().filter(source=KeySource.EDITOR).values_list("value", flat=True))


def part_on_page(answer: Any, name: str) -> Any:
    """What the page shows of one part."""
    comparison = answer.context["comparison"]
    views = [view for section in comparison.sections for view in section.parts]
    views += [view for view in (comparison.key, *comparison.columns) if view]
    return next(view for view in views if view.part.name == name)

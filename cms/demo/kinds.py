"""What becomes of an entry of each kind: which page, with which values in a language.

The values that stand alone come first, so that all pages exist before any points to another.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_default_timezone
from wagtail.models import Locale, Page

from pages.accessibility.models import AccessibilityStatementPage
from pages.catalogue.models import CataloguePage
from pages.core.models import HomePage, StandardPage
from pages.materials.models import MaterialFile, MaterialIndexPage, MaterialPage
from pages.trainings.models import TrainingIndexPage, TrainingPage, TrainingSession
from pages.workgroups.models import WorkgroupIndexPage, WorkgroupMember, WorkgroupNewsPage, WorkgroupPage

from .blocks import alternative_text, own_picture, stream
from .entries import Entry, stable_uuid
from .materials import linked_material_values, material_values
from .media import credits_in
from .references import References

Values = dict[str, Any]
LONG_AGO = 400  # days


def _nothing(*_arguments: Any) -> Values:
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of page. `plain` gives values that stand alone, `linked` those that point to other things."""

    model: type[Page]
    plain: Callable[[Entry, str, date], Values] = _nothing
    linked: Callable[[Entry, Locale, References], Values] = _nothing


def plain_values(entry: Entry, language: str, today: date) -> Values:
    """Values with which the page can be stored by itself."""
    common = {
        "title": entry.text("title", language),
        "slug": entry.text("slug", language) or f"{entry.key}-{language}",
        "lead": entry.text("lead", language),
        "show_in_menus": entry.kind in IN_MENUS,
        "first_published_at": _published(entry, today),
    }
    return common | KINDS[entry.kind].plain(entry, language, today)


def _published(entry: Entry, today: date) -> datetime:
    """When it came out: what is new on the site would else be what was loaded last."""
    day = today - timedelta(days=entry.data.get("days_ago", LONG_AGO))
    return datetime.combine(day, time(9), get_default_timezone())


def linked_values(entry: Entry, locale: Locale, references: References) -> Values:
    """The rest of the page's values, children included."""
    return KINDS[entry.kind].linked(entry, locale, references)


def _workgroup(entry: Entry, language: str, today: date) -> Values:
    contact = entry.data["contact"]
    return {"contact_text": contact["name"][language], "contact_email": contact["email"]}


def _news(entry: Entry, language: str, today: date) -> Values:
    return {"date": today - timedelta(days=entry.data["days_ago"])}


def _training(entry: Entry, language: str, today: date) -> Values:
    return {
        "kind": entry.data["kind"],
        "languages": entry.data["languages"],
        "is_remote": entry.data["remote"],
        "organiser": entry.text("organiser", language),
        "place": entry.text("place", language),
    }


def _material(entry: Entry, language: str, today: date) -> Values:
    data = entry.data
    return {
        "kind": data["kind"],
        "material_languages": data["languages"],
        "authors": credits_in(data, language),
        "year": data["year"],
        "licence": data["licence"],
    } | material_values(entry, language, today)


def _statement(entry: Entry, language: str, today: date) -> Values:
    data = entry.data
    days = {
        f"{name}_on": today - timedelta(days=data[f"{name}_days_ago"])
        for name in ("assessed", "published", "made", "reviewed")
    }
    return days | {
        "service_name": entry.text("service_name", language),
        "service_url": data["service_url"],
        "provider": entry.text("provider", language),
        "assessment_note": entry.text("assessment_note", language),
        "feedback_email": data["email"],
        "feedback_post": entry.text("post", language),
        "deficiencies": json.dumps(
            [
                {
                    "type": "deficiency",
                    "value": _deficiency(deficiency, language, today),
                    "id": str(stable_uuid(entry.key, "deficiency", place)),
                }
                for place, deficiency in enumerate(data["deficiencies"])
            ]
        ),
    }


def _deficiency(data: Mapping[str, Any], language: str, today: date) -> Values:
    texts = {name: data[name][language] for name in ("what", "problem", "instead")}
    mended = today + timedelta(days=data["mended_in_days"]) if "mended_in_days" in data else None
    return texts | {
        "cause": data["cause"],
        "criterion": data["criterion"],
        "mended_by": mended.isoformat() if mended else None,
        "review_by": None,
    }


def _body(entry: Entry, locale: Locale, references: References) -> Values:
    return {"body": stream(entry, locale.language_code, references)}


def _linked_home(entry: Entry, locale: Locale, references: References) -> Values:
    footer_pages = [
        {"type": "page", "value": references.pages[key], "id": str(stable_uuid(entry.key, "footer", key))}
        for key in entry.data["footer_pages"]
    ]
    return _body(entry, locale, references) | {
        "footer": references.html(entry.text("footer", locale.language_code)),
        "footer_pages": json.dumps(footer_pages),
        "social_image_id": references.pictures[entry.data["social_image"]],
    }


def _linked_workgroup(entry: Entry, locale: Locale, references: References) -> Values:
    language = locale.language_code
    members = [
        WorkgroupMember(
            translation_key=stable_uuid(entry.key, "member", place),
            locale=locale,
            sort_order=place,
            role=member["role"][language],
            organisation=member["organisation"][language],
        )
        for place, member in enumerate(entry.data["members"])
    ]
    return _body(entry, locale, references) | {
        "purpose": references.html(entry.text("purpose", language)),
        "how_to_join": references.html(entry.text("how_to_join", language)),
        "members": members,
    }


def _linked_training(entry: Entry, locale: Locale, references: References) -> Values:
    language = locale.language_code
    sessions = [
        TrainingSession(
            translation_key=stable_uuid(entry.key, "session", place),
            locale=locale,
            starts=session_time(session, "time", references.today),
            ends=session_time(session, "end_time", references.today),
            title=session.get("title", {}).get(language, ""),
        )
        for place, session in enumerate(entry.data["sessions"])
    ]
    materials = [
        _training_material(link, language, references)
        | {"id": str(stable_uuid(entry.key, "material", place))}
        for place, link in enumerate(entry.data["materials"])
    ]
    terms = {
        "themes": [references.themes[key] for key in entry.data.get("themes", ())],
        "target_groups": [references.target_groups[key] for key in entry.data.get("target_groups", ())],
    }
    body = _body(entry, locale, references)
    return body | terms | {"sessions": sessions, "materials": json.dumps(materials)}


def _training_material(link: Mapping[str, Any], language: str, references: References) -> Values:
    if "page" in link:
        return {"type": "page", "value": references.pages[link["page"]]}
    return {"type": "link", "value": {"text": link["text"][language], "url": link["url"][language]}}


def session_time(session: Mapping[str, Any], name: str, today: date) -> datetime:
    """The session's local time called `name`, on its weekday of the week that the content names."""
    day = today + timedelta(days=session["starts_in_days"])
    day += timedelta(days=session["weekday"] - day.isoweekday())
    return datetime.combine(day, time.fromisoformat(session[name]), get_default_timezone())


def _linked_material(entry: Entry, locale: Locale, references: References) -> Values:
    """A picture that begins the body becomes the material's own, which its card shows too."""
    values = _body(entry, locale, references)
    if picture := own_picture(entry):
        values["picture_id"] = references.pictures[picture]
        values["picture_alt"] = alternative_text(picture, locale.language_code)
    values["themes"] = [references.themes[key] for key in entry.data["themes"]]
    values |= linked_material_values(entry, locale, references)
    values["files"] = [
        MaterialFile(
            translation_key=stable_uuid(entry.key, "file", file["name"]),
            locale=locale,
            sort_order=place,
            document_id=references.documents[file["name"]],
            language=file["language"],
        )
        for place, file in enumerate(entry.data["files"])
    ]
    return values


SECTIONS = {
    "workgroups": Kind(WorkgroupIndexPage),
    "trainings": Kind(TrainingIndexPage),
    "materials": Kind(MaterialIndexPage),
    "catalogue": Kind(CataloguePage),
}
IN_MENUS = {*SECTIONS, "workgroup"}
KINDS: Mapping[str, Kind] = SECTIONS | {
    "home": Kind(HomePage, linked=_linked_home),
    "standard": Kind(StandardPage, linked=_body),
    "accessibility": Kind(AccessibilityStatementPage, _statement),
    "workgroup": Kind(WorkgroupPage, _workgroup, _linked_workgroup),
    "news": Kind(WorkgroupNewsPage, _news, _body),
    "training": Kind(TrainingPage, _training, _linked_training),
    "material": Kind(MaterialPage, _material, _linked_material),
}

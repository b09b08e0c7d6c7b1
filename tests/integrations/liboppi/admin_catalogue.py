"""Courses, users and signed-in browsers for the tests of the plugin's admin."""

import re
from html import unescape
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.search import index
from wagtail.users.models import UserProfile

from cms.accounts.roles import GROUP_CHAIRS, LIBRARY_STAFF, SPECIALISTS
from integrations.liboppi.models import Course, CourseCategory, CourseText, EnrolmentKey, EnrolmentMethod

ROLES = {"library staff": LIBRARY_STAFF, "group chair": GROUP_CHAIRS, "specialist": SPECIALISTS}


def signed_in(role: str, language: str = "en") -> Client:
    """A browser in which a user of the role is signed in; nobody is for "stranger"."""
    client = Client()
    if role != "stranger":
        client.force_login(make_user(role, language))
    return client


def make_user(role: str, language: str = "en") -> Any:
    """A user of the role whose admin speaks the language."""
    users = get_user_model().objects
    name = f"{role.replace(' ', '-')}-{users.count()}"
    user = users.create_superuser(name) if role == "superuser" else users.create_user(name)
    if role in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[role]))
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def make_category(number: int, parent: CourseCategory | None = None, **names: str) -> CourseCategory:
    """A category with its names by language."""
    return CourseCategory.objects.create(moodle_id=number, parent=parent, names=names, position=number)


def make_course(number: int, **options: Any) -> Course:
    """An indexed course.

    `titles` and `producers` are dicts by language; `summary` and `public_summary` are those of every text;
    `keys` are pairs of source and value; `key_required` is that of its one method, "none" for no method at
    all; the others are fields.
    """
    titles = options.pop("titles", {"fi": f"Kurssi {number}"})
    producers, summary = options.pop("producers", {}), options.pop("summary", "")
    public_summary = options.pop("public_summary", summary)
    keys, key_required = options.pop("keys", []), options.pop("key_required", False)
    defaults = {
        "shortname": f"K{number}",
        "language": "fi",
        "url": f"https://liboppi.example/course/{number}",
    }
    course = Course.objects.create(moodle_id=number, fingerprint="0", **(defaults | options))
    for language, title in titles.items():
        CourseText.objects.create(
            course=course,
            language=language,
            title=title,
            summary=summary,
            public_summary=public_summary,
            producer=producers.get(language, ""),
        )
    if key_required != "none":
        EnrolmentMethod.objects.create(
            course=course, moodle_id=number, type="self", names={}, is_open=True, key_required=key_required
        )
    for source, value in keys:
        EnrolmentKey.objects.create(course=course, source=source, value=value)
    index.insert_or_update_object(course)
    return course


def words_of(answer: Any) -> str:
    """The page's words, without markup and on one line."""
    return _words(answer.content.decode())


def messages_of(answer: Any) -> str:
    """What the admin tells the user after a deed; `answer` is that of the page that was led to."""
    return _words(" ".join(str(message) for message in answer.context["messages"]))


def _words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def rows_of(answer: Any) -> list[str]:
    """The titles of the rows of a listing, in its order."""
    return [row.instance.text_in("fi").title for row in answer.context["table"].rows]


def pages_of_site(language: str) -> Any:
    """A site that shows courses in Finnish only."""
    return (lambda course: f"/fi/kurssit/{course.moodle_id}/") if language == "fi" else None

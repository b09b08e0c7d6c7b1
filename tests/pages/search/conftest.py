"""A site to search in."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from integrations.liboppi.models import Course
from pages.search.entries import write_courses
from tests.integrations.liboppi.admin_catalogue import make_course


@pytest.fixture
def search(client):
    """Asks for the search page: `search("digi", language="sv", page=2)`; "in" is written `in_`."""

    def ask(words=None, language="fi", headers=None, **query):
        with override(language):
            address = reverse("search")
        asked = {"q": words} if words is not None else {}
        asked |= {name.rstrip("_"): value for name, value in query.items()}
        return client.get(address, asked, headers=headers)

    return ask


@pytest.fixture
def indexed_course(db):
    """Makes a course of the catalogue that readers find."""

    def make(number, title, **values):
        course = make_course(number, titles={"fi": title}, **values)
        write_courses([course])
        return course

    return make


@pytest.fixture
def many_courses(db):
    """Makes courses of the catalogue that have nothing but a name, at little cost."""

    def make(count, name):
        first = Course.objects.count() + 1000
        courses = [
            Course(
                moodle_id=first + n, shortname=f"{name} {n}", language="fi", url="https://liboppi.example/"
            )
            for n in range(count)
        ]
        return write_courses(Course.objects.bulk_create(courses))

    return make


def titles(answer) -> list[str]:
    """The titles of the results, without marks."""
    return [str(card.title).replace("<mark>", "").replace("</mark>", "") for card in answer.context["cards"]]

"""The search for other programs."""

import pytest
from wagtail.models import PageViewRestriction

from pages.search.editing import Promotion
from pages.search.entries import write_page
from tests.factories.core import StandardPageFactory, make_alias

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/search/"
MOST_QUERIES = 11
NONSENSE = [
    ("q", "a" * 201), ("locale", "en"), ("kind", "kit"), ("kind", ""), ("limit", 0), ("limit", 101),
    ("limit", "x"), ("offset", -1), ("offset", 1_000_001),
]  # fmt: skip


@pytest.fixture
def ask(client):
    def answer(words, **query):
        response = client.get(ADDRESS, {"q": words, **query})
        assert response.status_code == 200, response.content
        return response.json()

    return answer


def test_answers_what_was_found_the_best_first(ask, homes, swedish, indexed_course):
    page = StandardPageFactory(parent=homes.fi, title="Lukupiiri", lead="Näin alkuun.")
    write_page(make_alias(page, swedish))
    course = indexed_course(7, "Lukupiirin vetäjälle")
    Promotion.objects.create(words="lukupiiri", locale="fi", course=course)
    answer = ask("lukupiiri")
    first, second = answer["items"]
    assert (answer["count"], answer["facets"], answer["corrected"]) == (
        2,
        {"kind": {"course": 1, "page": 1}},
        "",
    )
    assert (first["kind"], first["id"], first["recommended"]) == ("course", 7, True)
    assert second == {
        "kind": "page",
        "id": page.pk,
        "title": "Lukupiiri",
        "url": f"http://testserver{page.url}",
        "language": "fi",
        "lead": "Näin alkuun.",
        "states": [],
        "recommended": False,
    }
    in_swedish = ask("lukupiiri", locale="sv", kind="page")["items"][0]
    assert in_swedish["language"] == "fi"
    assert in_swedish["url"].startswith("http://testserver/sv/")


def test_narrows_turns_pages_and_counts(ask, homes, many_courses):
    StandardPageFactory(parent=homes.fi, title="Lukupiirit")
    many_courses(3, "Lukupiiri")
    first, rest = ask("lukupiiri", kind="course", limit=2), ask("lukupiiri", kind="course", limit=2, offset=2)
    assert first["facets"] == rest["facets"] == {"kind": {"course": 3, "page": 1}}
    assert (first["count"], len(first["items"]), len(rest["items"])) == (3, 2, 1)
    assert len({item["id"] for item in first["items"] + rest["items"]}) == 3
    assert ask("lukupiiri", offset=1_000_000)["items"] == []
    nothing = {"count": 0, "items": [], "facets": {"kind": {}}, "is_near": False, "corrected": ""}
    assert ask("olematon") == ask(" ") == nothing


def test_answers_what_anybody_may_read_whoever_asks(ask, client, homes, admin_user):
    hidden = StandardPageFactory(parent=homes.fi, title="Lukupiirin budjetti")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(admin_user)
    assert ask("lukupiirin")["count"] == 0


def test_refuses_what_makes_no_sense_and_names_it(client, homes):
    for name, value in NONSENSE:
        answer = client.get(ADDRESS, {"q": "digi", name: value})
        assert answer.status_code == 422, (name, value)
        assert answer["Content-Type"] == "application/problem+json"
        assert name in answer.json()["detail"]


def test_refuses_no_words_and_what_no_database_can_be_asked(client, homes):
    assert "q" in client.get(ADDRESS).json()["detail"]
    assert client.get(ADDRESS, {"q": "a\0b"}).status_code == 400
    assert client.get(ADDRESS, {"q": "a", "offset": 10**30}).status_code == 400


def test_tells_when_nothing_has_changed(client, homes):
    StandardPageFactory(parent=homes.fi, title="Lukupiiri")
    tag = client.get(ADDRESS, {"q": "lukupiiri"})["ETag"]
    assert client.get(ADDRESS, {"q": "lukupiiri"}, headers={"If-None-Match": tag}).status_code == 304


def test_costs_few_queries_however_much_is_found(ask, homes, many_courses, django_assert_max_num_queries):
    StandardPageFactory(parent=homes.fi, title="Lukupiiri")
    ask("lukupiiri")
    costs = []
    for number in (1, 20):
        many_courses(number, f"Lukupiiri {number}")
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert ask("lukupiiri")["count"] > number
        costs.append(len(captured))
    assert costs[0] == costs[1]

"""What other programs get of courses, and who gets enrolment keys."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import APIToken

from integrations.liboppi.models import Course, EnrolmentKey, KeyReport, KeySource

pytestmark = pytest.mark.django_db

KEYS = ("digituki", "lukulux", "selkokieli", "digidiplomi")


@pytest.fixture
def client() -> Client:
    """A browser or another program; in this folder `client` is otherwise one of Liboppi's."""
    return Client()


@pytest.fixture
def catalogue(synced_region):
    """What a sync has brought."""


@pytest.fixture
def course(catalogue) -> Course:
    return Course.objects.get(texts__title="Tekijänoikeudet-webinaari")


@pytest.fixture
def member(django_user_model):
    user = django_user_model.objects.create_user("member", password="a long password")
    user.user_permissions.add(Permission.objects.get(codename="view_enrolmentkey"))
    return user


def get(client, path, **query):
    return client.get(f"/api/v1/{path}", query)


class TestTheList:
    def test_is_paged(self, client, catalogue):
        answer = get(client, "courses/", limit=4, offset=2).json()
        everything = get(client, "courses/", limit=100).json()
        assert answer["count"] == everything["count"] == Course.objects.count()
        assert [c["id"] for c in answer["items"]] == [c["id"] for c in everything["items"]][2:6]

    def test_speaks_the_wanted_language_and_says_which_it_speaks(self, client, catalogue):
        swedish = get(client, "courses/", locale="sv", limit=100).json()["items"]
        assert {"fi", "sv"} == {course["language"] for course in swedish}
        for course in swedish:
            assert ("sv" in course["languages"]) == (course["language"] == "sv")

    def test_finds_by_the_beginning_of_a_word(self, client, catalogue):
        titles = [c["title"] for c in get(client, "courses/", search="tekijänoik").json()["items"]]
        assert titles == ["Tekijänoikeudet-webinaari"]

    def test_finds_nothing_by_a_key_that_stands_only_in_a_summary(self, client, catalogue):
        assert get(client, "courses/", search="digidiplomi").json() == {"count": 0, "items": []}

    def test_narrows_to_a_category_with_its_subcategories(self, client, catalogue):
        categories = get(client, "course-categories/").json()["items"]
        child = next(c for c in categories if c["parent"])
        inside = get(client, "courses/", category=child["parent"], limit=100).json()
        numbers = {c["category"]["id"] for c in inside["items"]}
        assert child["id"] in numbers
        assert numbers <= {child["parent"], *(c["id"] for c in categories if c["parent"] == child["parent"])}

    def test_of_an_unknown_category_is_empty(self, client, catalogue):
        assert get(client, "courses/", category=987654).json()["count"] == 0

    def test_costs_the_same_for_few_and_for_many(self, client, catalogue):
        get(client, "courses/", limit=100)  # pictures are made fit for lists once
        with CaptureQueriesContext(connection) as few:
            get(client, "courses/", limit=2)
        with CaptureQueriesContext(connection) as many:
            get(client, "courses/", limit=100)
        assert len(few) == len(many) <= 9

    @pytest.mark.parametrize(
        "query",
        [
            {"locale": "de"},
            {"limit": "0"},
            {"limit": "101"},
            {"limit": "many"},
            {"offset": "-1"},
            {"offset": "1000001"},
            {"category": "x"},
            {"category": str(2**63)},
            {"search": "x" * 201},
        ],
    )
    def test_refuses_what_makes_no_sense_and_names_it(self, client, catalogue, query):
        answer = get(client, "courses/", **query)
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        assert next(iter(query)) in answer.json()["detail"]

    @pytest.mark.parametrize("query", ["search=%00", "offset=99999999999999999999"])
    @pytest.mark.parametrize("path", ["/api/v1/courses/", "/api/wagtail/v2/pages/"])
    def test_refuses_what_no_database_could_answer(self, client, catalogue, path, query):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert answer.json()["status"] == 400

    @pytest.mark.parametrize(
        "words", ['"', "'", "a AND", "NEAR(", "*", "ä" * 200, "(((", "-", "😀", "\\", "%"]
    )
    def test_survives_any_words(self, client, catalogue, words):
        assert get(client, "courses/", search=words).status_code == 200


@pytest.mark.parametrize("words", ['"', "'", "NEAR(", "*", "((("])
def test_wagtails_own_api_survives_any_words_too(client, db, words):
    answer = client.get("/api/wagtail/v2/pages/", {"search": words})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


class TestACourse:
    def test_has_its_texts_in_every_language(self, client, catalogue):
        bilingual = next(c for c in Course.objects.with_texts() if {"fi", "sv"} <= set(c.languages))
        answer = get(client, f"courses/{bilingual.moodle_id}/", locale="sv").json()
        assert answer["language"] == "sv"
        assert {text["language"] for text in answer["texts"]} >= {"fi", "sv"}

    @pytest.mark.parametrize("number", [999_999, 2**62])
    def test_that_does_not_exist_is_a_404_problem(self, client, catalogue, number):
        answer = get(client, f"courses/{number}/")
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"

    def test_never_gives_a_key_to_strangers(self, client, catalogue):
        for course in Course.objects.filter(keys__source=KeySource.SUMMARY):
            body = json.dumps(get(client, f"courses/{course.moodle_id}/").json()["texts"], ensure_ascii=False)
            values = set(course.keys.values_list("value", flat=True))
            summaries = " ".join(text["summary"] for text in json.loads(body))
            assert not any(f"avain: {value}" in summaries.lower() for value in values)
            assert "digidiplomi" not in summaries


class TestKeys:
    def test_are_closed_to_strangers(self, client, course):
        answer = get(client, f"courses/{course.moodle_id}/keys/")
        assert answer.status_code == 401
        assert answer["Cache-Control"] == "no-store"
        assert "digidiplomi" not in answer.content.decode()

    def test_are_closed_to_those_without_the_right(self, client, course, django_user_model):
        client.force_login(django_user_model.objects.create_user("guest"))
        answer = get(client, f"courses/{course.moodle_id}/keys/")
        assert answer.status_code == 403
        assert "digidiplomi" not in answer.content.decode()

    def test_are_open_to_a_session_with_the_right(self, client, course, member):
        client.force_login(member)
        answer = get(client, f"courses/{course.moodle_id}/keys/")
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "digidiplomi" in [key["value"] for key in answer.json()["items"]]

    def test_are_open_to_a_token_whose_user_has_the_right(self, client, course, member):
        _token, secret = APIToken.create_token(user=member, name="test")
        answer = client.get(
            f"/api/v1/courses/{course.moodle_id}/keys/", headers={"Authorization": f"Bearer {secret}"}
        )
        assert "digidiplomi" in [key["value"] for key in answer.json()["items"]]

    def test_a_wrong_token_is_refused_even_beside_a_good_session(self, client, course, member):
        client.force_login(member)
        answer = client.get(
            f"/api/v1/courses/{course.moodle_id}/keys/", headers={"Authorization": "Bearer nonsense"}
        )
        assert answer.status_code == 401

    def test_put_the_editors_own_first(self, client, course, member):
        EnrolmentKey.objects.create(course=course, source=KeySource.EDITOR, value="omaavain")
        client.force_login(member)
        items = get(client, f"courses/{course.moodle_id}/keys/").json()["items"]
        assert (items[0]["value"], items[0]["source"]) == ("omaavain", "editor")

    def test_tell_what_each_is_for_whether_sources_differ_and_what_readers_say(self, client, course, member):
        course.keys.all().delete()
        since = datetime(2026, 3, 1, 12, tzinfo=UTC)
        method = course.methods.get()
        for source, value, label in (
            ("custom_field", "a", ""),
            ("summary", "b", ""),
            ("group_key", "c", "G"),
        ):
            course.keys.create(source=source, value=value, label=label, first_seen=since)
        course.keys.create(source="custom_field", value="former", first_seen=since, last_seen=since)
        for closed in (None, None, since):
            KeyReport.objects.create(course=course, closed=closed)
        client.force_login(member)
        answer = get(client, f"courses/{course.moodle_id}/keys/").json()
        same = {"method": method.moodle_id, "first_seen": "2026-03-01T12:00:00Z"}
        assert answer == {
            "course": course.moodle_id,
            "reports_open": 2,
            "items": [
                {"value": "a", "source": "custom_field", "label": "", "disputed": True} | same,
                {"value": "b", "source": "summary", "label": "", "disputed": True} | same,
                {"value": "c", "source": "group_key", "label": "G", "disputed": False} | same,
            ],
        }

    def test_leave_the_way_to_enrol_open_where_several_ask_for_a_key(self, client, course, member):
        course.methods.create(moodle_id=999, type="self", names={}, is_open=True, key_required=True)
        client.force_login(member)
        items = get(client, f"courses/{course.moodle_id}/keys/").json()["items"]
        assert [item["method"] for item in items] == [None] * len(items)

    def test_cost_the_same_for_few_and_for_many(self, client, course, member):
        client.force_login(member)
        with CaptureQueriesContext(connection) as few:
            get(client, f"courses/{course.moodle_id}/keys/")
        for number in range(5):
            course.keys.create(source="group_key", value=str(number), method=course.methods.get())
            KeyReport.objects.create(course=course)
        with CaptureQueriesContext(connection) as many:
            get(client, f"courses/{course.moodle_id}/keys/")
        assert len(few) == len(many) <= 11


def test_the_description_is_openapi_3_1(client):
    answer = client.get("/api/v1/openapi.json").json()
    assert answer["openapi"].startswith("3.1")
    assert "/api/v1/courses/{id}/keys/" in answer["paths"]


def test_an_unknown_address_under_api_is_a_problem_and_no_redirect(client):
    answer = client.get("/api/nothing/here/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"

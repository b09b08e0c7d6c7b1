"""What the lists and details of workgroups, trainings and materials have in common."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import ValidationError
from wagtail.models import PageViewRestriction

from pages.core.api import PageQuery
from tests.factories.core import ImageFactory, make_alias, translate
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.factories.workgroups import WorkgroupIndexPageFactory, WorkgroupPageFactory

pytestmark = pytest.mark.django_db

KINDS = {
    "workgroups": (WorkgroupIndexPageFactory, WorkgroupPageFactory),
    "trainings": (TrainingIndexPageFactory, TrainingPageFactory),
    "materials": (MaterialIndexPageFactory, MaterialPageFactory),
}
NONSENSE = [
    ("locale", "en"),
    ("locale", ""),
    ("limit", 0),
    ("limit", 101),
    ("limit", "x"),
    ("offset", -1),
    ("offset", 1_000_001),
    ("search", "a" * 201),
]


@dataclass
class Endpoint:
    """One kind of page: where its list is, and how to make one."""

    path: str
    index: Any
    factory: Any

    def make(self, **values):
        return self.factory(parent=self.index, **values)


@pytest.fixture(params=list(KINDS))
def endpoint(request, homes) -> Endpoint:
    index_factory, factory = KINDS[request.param]
    return Endpoint(f"/api/v1/{request.param}/", index_factory(parent=homes.fi), factory)


def titles(client, path, **query) -> list[str]:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


class TestLists:
    def test_answer_what_every_page_has(self, client, endpoint):
        page = endpoint.make(title="Nimi", lead="Johdanto.")
        answer = client.get(endpoint.path).json()
        item = answer["items"][0]
        assert answer["count"] == 1
        assert item["id"] == page.pk
        assert item["translation_key"] == str(page.translation_key)
        assert (item["locale"], item["language"]) == ("fi", "fi")
        assert (item["title"], item["lead"]) == ("Nimi", "Johdanto.")
        assert item["url"] == f"http://testserver{page.url}"
        assert item["updated"].startswith(f"{page.last_published_at:%Y-%m-%dT%H:%M:%S}")

    def test_count_all_and_answer_those_asked_for(self, client, endpoint):
        for number in range(5):
            endpoint.make(title=f"Sivu {number}")
        first = client.get(endpoint.path, {"limit": 2}).json()
        rest = client.get(endpoint.path, {"limit": 4, "offset": 2}).json()
        assert (first["count"], len(first["items"])) == (5, 2)
        assert (rest["count"], len(rest["items"])) == (5, 3)
        assert len({item["id"] for item in first["items"] + rest["items"]}) == 5

    def test_answer_twenty_unless_told(self, client, endpoint):
        for _number in range(21):
            endpoint.make()
        assert len(titles(client, endpoint.path)) == 20

    def test_answer_nothing_past_the_end(self, client, endpoint):
        endpoint.make()
        assert client.get(endpoint.path, {"offset": 1000}).json() == {"count": 1, "items": []}

    def test_keep_the_locales_apart(self, client, endpoint, swedish):
        page = endpoint.make(title="Suomeksi")
        translate(page, swedish, title="På svenska", slug="pa-svenska")
        assert titles(client, endpoint.path) == ["Suomeksi"]
        assert titles(client, endpoint.path, locale="sv") == ["På svenska"]

    def test_tell_the_language_of_what_is_not_translated(self, client, endpoint, swedish):
        make_alias(endpoint.make(title="Suomeksi"), swedish)
        item = client.get(endpoint.path, {"locale": "sv"}).json()["items"][0]
        assert (item["title"], item["locale"], item["language"]) == ("Suomeksi", "sv", "fi")

    def test_hide_drafts(self, client, endpoint):
        endpoint.make(live=False)
        assert client.get(endpoint.path).json() == {"count": 0, "items": []}

    def test_hide_changes_that_are_not_published(self, client, endpoint):
        page = endpoint.make(title="Julkaistu")
        page.title = "Luonnos"
        page.save_revision()
        assert titles(client, endpoint.path) == ["Julkaistu"]

    @pytest.mark.parametrize("of", ["page", "section"])
    def test_hide_what_only_staff_may_read_even_from_staff(self, client, endpoint, django_user_model, of):
        page = endpoint.make()
        restricted = page if of == "page" else endpoint.index
        PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
        client.force_login(django_user_model.objects.create_user("staff"))
        assert client.get(endpoint.path).json()["count"] == 0
        assert client.get(f"{endpoint.path}{page.pk}/").status_code == 404

    def test_find_by_words_and_their_beginnings(self, client, endpoint):
        endpoint.make(title="Digitutorit", body=[("heading", "Kohtaamisia Raumalla")])
        endpoint.make(title="Lukuhaaste", lead="Kesän lukemista")
        assert titles(client, endpoint.path, search="digit") == ["Digitutorit"]
        assert titles(client, endpoint.path, search="KESÄN") == ["Lukuhaaste"]
        assert titles(client, endpoint.path, search="kohtaam") == ["Digitutorit"]
        assert titles(client, endpoint.path, search="olematon") == []
        assert len(titles(client, endpoint.path, search="  ")) == 2

    def test_take_any_words(self, client, endpoint):
        endpoint.make(title="Digitutorit")
        for search in (
            '"',
            "'",
            '"digi"*',
            "digi AND",
            "NEAR(digi",
            "a:b",
            "%s %d %",
            "\\",
            "(((",
            "-",
            "💥",
            "ä" * 200,
        ):
            answer = client.get(endpoint.path, {"search": search})
            assert answer.status_code == 200, search
            assert answer.json()["count"] in (0, 1), search

    def test_refuse_what_makes_no_sense_and_name_it(self, client, endpoint):
        for name, value in NONSENSE:
            answer = client.get(endpoint.path, {name: value})
            assert answer.status_code == 422, (name, value)
            assert name in answer.json()["detail"]

    def test_refuse_what_no_database_can_be_asked(self, client, endpoint):
        for query in ({"search": "a\0b"}, {"offset": 10**30}):
            assert client.get(endpoint.path, query).status_code in (400, 422), query

    def test_speak_the_locales_language_whatever_the_browser_wants(self, client, endpoint):
        endpoint.make()
        answers = [
            client.get(endpoint.path, headers={"Accept-Language": language}).json()
            for language in ("fi", "sv")
        ]
        assert answers[0] == answers[1]

    def test_cost_the_same_queries_with_one_and_with_many(self, client, endpoint, swedish):
        make_alias(endpoint.make(), swedish)
        client.get(endpoint.path)
        with CaptureQueriesContext(connection) as one:
            client.get(endpoint.path, {"locale": "sv"})
        for _number in range(6):
            make_alias(endpoint.make(), swedish)
        with CaptureQueriesContext(connection) as many:
            assert len(titles(client, endpoint.path, locale="sv")) == 7
        assert len(many) == len(one)


class TestDetails:
    def test_answer_a_page_of_any_locale(self, client, endpoint, swedish):
        page = endpoint.make(title="Suomeksi")
        in_swedish = translate(page, swedish, title="På svenska", slug="pa-svenska")
        answer = client.get(f"{endpoint.path}{in_swedish.pk}/").json()
        assert (answer["title"], answer["locale"], answer["language"]) == ("På svenska", "sv", "sv")

    def test_tell_the_body_as_html_that_holds_anywhere(self, client, endpoint, homes):
        text = f'<p>Katso <a linktype="page" id="{homes.fi.pk}">etusivu</a>.</p>'
        picture = {"image": ImageFactory.create(), "caption": "Kirja auki"}
        page = endpoint.make(body=[("heading", "Otsikko"), ("text", text), ("picture", picture)])
        body = client.get(f"{endpoint.path}{page.pk}/").json()["body"]
        assert "<h2>Otsikko</h2>" in body
        assert '<a href="http://testserver/fi/">etusivu</a>' in body
        assert 'src="http://testserver/media/images/' in body
        assert "Kirja auki" in body
        assert not any(word in body for word in ("<svg", "class=", "<script", 'href="/', 'src="/'))

    def test_of_an_empty_body_is_empty(self, client, endpoint):
        assert client.get(f"{endpoint.path}{endpoint.make().pk}/").json()["body"] == ""

    def test_hide_drafts_and_what_was_unpublished(self, client, endpoint):
        draft, gone = endpoint.make(live=False), endpoint.make()
        gone.unpublish()
        assert [client.get(f"{endpoint.path}{page.pk}/").status_code for page in (draft, gone)] == [404, 404]

    def test_of_an_unknown_page_is_a_problem_404(self, client, endpoint):
        for number in (999_999, 2**63 - 1):
            answer = client.get(f"{endpoint.path}{number}/")
            assert answer.status_code == 404
            assert answer["Content-Type"] == "application/problem+json"

    def test_of_what_is_no_id_is_a_problem(self, client, endpoint):
        for number in (2**63, 0, -1, "x"):
            answer = client.get(f"{endpoint.path}{number}/")
            assert answer.status_code in (404, 422), number
            assert answer["Content-Type"] == "application/problem+json"

    def test_of_another_kind_of_page_is_404(self, client, endpoint):
        assert client.get(f"{endpoint.path}{endpoint.index.pk}/").status_code == 404


@pytest.mark.parametrize("field", ["search", "locale"])
def test_a_nul_character_is_refused_by_the_query_itself(field):
    with pytest.raises(ValidationError):
        PageQuery.model_validate({field: "a\0"})

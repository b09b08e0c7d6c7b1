"""What readers of either language see of trainings."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages.trainings.models import TrainingIndexPage, TrainingSession
from tests.factories.core import DocumentFactory, make_alias, translate
from tests.factories.materials import (
    MaterialIndexPageFactory,
    MaterialPageFactory,
    TargetGroupFactory,
    ThemeFactory,
)
from tests.factories.trainings import TrainingPageFactory, session

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def queries_of(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def held(year, month, day, start, end) -> TrainingSession:
    """A session on a day at hours of UTC."""
    return TrainingSession(
        starts=datetime(year, month, day, start, tzinfo=UTC),
        ends=datetime(year, month, day, end, 30, tzinfo=UTC),
    )


class TestATraining:
    @pytest.mark.parametrize(
        ("language", "start", "end"),
        [
            ("fi", '<time datetime="2024-06-04T09:00+03:00">ti 4. kesäkuuta 2024', "11.30</time>"),
            ("sv", '<time datetime="2024-06-04T09:00+03:00">tis 4 juni 2024', "11.30</time>"),
        ],
    )
    def test_tells_its_times_in_the_readers_language_and_in_finlands_time(
        self, client, trainings, swedish, language, start, end
    ):
        page = TrainingPageFactory.create(
            parent=trainings, title="Webinaari", sessions=[held(2024, 6, 4, 6, 8)]
        )
        pages = {"fi": page, "sv": translate(page, swedish, title="Webbinarium", slug="webbinarium")}
        answer = client.get(pages[language].url)
        assert answer.status_code == 200
        assert start in text_of(answer)
        assert end in text_of(answer)
        assert f'<html lang="{language}"' in text_of(answer)
        assert f"{pages[language].title}</h1>" in text_of(answer)

    def test_shows_its_themes_for_whom_it_is_and_who_holds_it(self, client, trainings):
        theme = ThemeFactory.create(name="Lukeminen")
        group = TargetGroupFactory.create(name="Nuoret", age_from=13, age_to=19)
        page = TrainingPageFactory.create(
            parent=trainings, themes=[theme], target_groups=[group], organiser="Rauman pääkirjasto"
        )
        shown = text_of(client.get(page.url))
        assert '<span class="ds-tag tag">Lukeminen</span>' in shown
        assert "Nuoret (13–19" in shown
        assert "Rauman pääkirjasto" in shown

    def test_of_several_days_tells_both_days(self, client, trainings):
        trip = TrainingSession(
            starts=datetime(2024, 1, 30, 7, tzinfo=UTC), ends=datetime(2024, 2, 1, 15, tzinfo=UTC)
        )
        page = TrainingPageFactory.create(parent=trainings, sessions=[trip])
        shown = text_of(client.get(page.url))
        assert "ti 30. tammikuuta 2024" in shown
        assert "to 1. helmikuuta 2024" in shown

    def test_untranslated_says_in_swedish_that_it_is_in_finnish(self, client, trainings, swedish):
        page = TrainingPageFactory.create(parent=trainings, title="Vain suomeksi", upcoming=True)
        answer = client.get(make_alias(page, swedish).url)
        assert '<h1 class="page-header__title" lang="fi">Vain suomeksi</h1>' in text_of(answer)
        assert "language-note" in text_of(answer)

    def test_lists_its_materials_in_the_readers_language(self, client, trainings, homes, swedish):
        bank = MaterialIndexPageFactory.create(parent=homes.fi)
        guide = MaterialPageFactory.create(parent=bank, title="Opas")
        translate(guide, swedish, title="Guide", slug="guide")
        finnish_only = MaterialPageFactory.create(parent=bank, title="Suomeksi")
        page = TrainingPageFactory.create(
            parent=trainings, upcoming=True, materials=materials(guide, finnish_only)
        )
        in_swedish = translate(page, swedish, slug="utbildning")
        shown = text_of(client.get(in_swedish.url))
        assert ">Guide</a>" in shown
        assert 'lang="fi">Suomeksi</a>' in shown
        assert ">Opas</a>" not in shown
        assert "Tallenne" in shown
        assert "ohje" in shown

    def test_leaves_out_materials_that_the_reader_may_not_read(
        self, client, trainings, homes, django_user_model
    ):
        secret = MaterialPageFactory.create(
            parent=MaterialIndexPageFactory.create(parent=homes.fi), title="Salainen"
        )
        PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
        page = TrainingPageFactory.create(parent=trainings, upcoming=True, materials=materials(secret))
        assert "Salainen" not in text_of(client.get(page.url))
        client.force_login(django_user_model.objects.create_user("staff"))
        assert "Salainen" in text_of(client.get(page.url))

    def test_offers_registration_while_it_is_open(self, client, trainings):
        form = "https://example.fi/ilmoittaudu"
        coming = TrainingPageFactory.create(parent=trainings, upcoming=True, registration_url=form)
        over = TrainingPageFactory.create(parent=trainings, past=True, registration_url=form)
        closed = TrainingPageFactory.create(
            parent=trainings, upcoming=True, registration_url=form, registration_closes="2024-01-01"
        )
        assert [form in text_of(client.get(page.url)) for page in (coming, over, closed)] == [
            True,
            False,
            False,
        ]

    def test_costs_the_same_queries_with_one_and_with_many_parts(self, client, trainings, homes):
        bank = MaterialIndexPageFactory.create(parent=homes.fi)
        one = TrainingPageFactory.create(
            parent=trainings,
            sessions=[session(1)],
            materials=materials(MaterialPageFactory.create(parent=bank)),
        )
        many = TrainingPageFactory.create(
            parent=trainings,
            sessions=[session(hours) for hours in range(6)],
            materials=materials(*(MaterialPageFactory.create(parent=bank) for _ in range(6))),
        )
        assert queries_of(client, one.url) == queries_of(client, many.url)


class TestTheList:
    def test_shows_the_coming_and_behind_a_link_the_past(self, client, trainings):
        TrainingPageFactory.create(parent=trainings, title="Tuleva", upcoming=True)
        TrainingPageFactory.create(parent=trainings, title="Mennyt", past=True)
        coming, past = client.get(trainings.url), client.get(trainings.url, {"when": "past"})
        assert [card.title for card in coming.context["cards"]] == ["Tuleva"]
        assert [card.title for card in past.context["cards"]] == ["Mennyt"]
        assert 'href="/fi/koulutukset/?when=past"' in text_of(coming)

    @pytest.mark.parametrize("when", ["tomorrow", "", "\0"])
    def test_takes_another_time_for_none(self, client, trainings, when):
        TrainingPageFactory.create(parent=trainings, title="Tuleva", upcoming=True)
        answer = client.get(trainings.url, {"when": when})
        assert [card.title for card in answer.context["cards"]] == ["Tuleva"]

    def test_says_so_when_nothing_is_coming(self, client, trainings):
        answer = client.get(trainings.url)
        assert answer.status_code == 200
        assert "empty-state" in text_of(answer)

    def test_hides_from_strangers_what_only_staff_may_read(self, client, trainings, django_user_model):
        page = TrainingPageFactory.create(parent=trainings, title="Vain väelle", upcoming=True)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert client.get(trainings.url).context["cards"] == []
        client.force_login(django_user_model.objects.create_user("staff"))
        assert [card.title for card in client.get(trainings.url).context["cards"]] == ["Vain väelle"]

    def test_marks_what_is_not_translated(self, client, trainings, swedish):
        make_alias(
            TrainingPageFactory.create(parent=trainings, title="Vain suomeksi", upcoming=True), swedish
        )
        index = TrainingIndexPage.objects.get(locale=swedish)
        assert [(card.title, card.language) for card in client.get(index.url).context["cards"]] == [
            ("Vain suomeksi", "fi")
        ]

    def test_costs_the_same_queries_with_one_and_with_many_trainings(self, client, trainings, swedish):
        index = TrainingIndexPage.objects.get(locale=swedish)
        make_alias(TrainingPageFactory.create(parent=trainings, upcoming=True), swedish)
        one = queries_of(client, index.url)
        for _number in range(5):
            make_alias(TrainingPageFactory.create(parent=trainings, upcoming=True), swedish)
        assert queries_of(client, index.url) == one


def materials(*pages):
    """A training's materials: a file, the pages and a link."""
    return [
        ("document", {"document": DocumentFactory.create(), "note": "Esitys"}),
        *(("page", page) for page in pages),
        ("link", {"text": "Tallenne", "url": "https://example.fi/tallenne"}),
    ]

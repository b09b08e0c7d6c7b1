"""What readers of either language see of workgroups."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages.workgroups.models import WorkgroupMember, WorkgroupNewsPage, WorkgroupPage
from tests.factories.core import make_alias, translate
from tests.factories.translations import submit_for_translation, translate_strings
from tests.factories.workgroups import WorkgroupNewsPageFactory, WorkgroupPageFactory

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def news_of(client, group, **query) -> list[str]:
    return [card.title for card in client.get(group.url, query).context["news"]]


def write_news(group, number) -> None:
    for day in range(number):
        WorkgroupNewsPageFactory.create(
            parent=group, title=f"Uutinen {day}", date=date(2026, 1, 1) + timedelta(days=day)
        )


class TestAGroup:
    @pytest.mark.parametrize("language", ["fi", "sv"])
    def test_tells_its_purpose_contact_members_and_how_to_join(self, client, groups, swedish, language):
        page = WorkgroupPageFactory.create(parent=groups, title="Digitutorit")
        pages = {"fi": page, "sv": translate(page, swedish, title="Digitutorer", slug="digitutorer")}
        answer = client.get(pages[language].url)
        assert answer.status_code == 200
        shown = text_of(answer)
        for text in (
            f"{pages[language].title}</h1>",
            "<p>Ryhmä kehittää palveluja.</p>",
            "Ryhmän sihteeri",
            'href="mailto:ryhma@example.fi"',
            "<p>Kirjoita sihteerille.</p>",
            "<li>Puheenjohtaja, Vaski-kirjastot</li>",
        ):
            assert text in shown

    def test_untranslated_says_in_swedish_that_it_is_in_finnish(self, client, groups, swedish):
        alias = make_alias(WorkgroupPageFactory.create(parent=groups, title="Vain suomeksi"), swedish)
        shown = text_of(client.get(alias.url))
        assert 'lang="fi">Vain suomeksi</h1>' in shown
        assert "language-note" in shown

    def test_shows_its_five_newest_news_and_a_link_to_all(self, client, groups):
        group = WorkgroupPageFactory.create(parent=groups)
        write_news(group, 6)
        assert news_of(client, group) == [f"Uutinen {day}" for day in (5, 4, 3, 2, 1)]
        assert f'href="{group.url}?news=all#news"' in text_of(client.get(group.url))
        assert news_of(client, group, news="all") == [f"Uutinen {day}" for day in (5, 4, 3, 2, 1, 0)]

    def test_with_five_news_needs_no_link_to_all(self, client, groups):
        group = WorkgroupPageFactory.create(parent=groups)
        write_news(group, 5)
        assert "news=all" not in text_of(client.get(group.url))

    def test_hides_news_that_are_drafts_or_another_groups_or_for_staff(self, client, groups):
        group, other = WorkgroupPageFactory.create(parent=groups), WorkgroupPageFactory.create(parent=groups)
        WorkgroupNewsPageFactory.create(parent=group, live=False)
        WorkgroupNewsPageFactory.create(parent=other)
        internal = WorkgroupNewsPageFactory.create(parent=group)
        PageViewRestriction.objects.create(page=internal, restriction_type=PageViewRestriction.LOGIN)
        assert news_of(client, group) == []

    def test_costs_the_same_queries_with_one_and_with_many_parts(self, client, groups):
        one, many = WorkgroupPageFactory.create(parent=groups), WorkgroupPageFactory.create(parent=groups)
        write_news(one, 1)
        write_news(many, 5)
        many.members = [WorkgroupMember(role=f"Jäsen {number}", sort_order=number) for number in range(9)]
        many.save_revision().publish()
        costs = []
        for group in (one, many):
            client.get(group.url)
            with CaptureQueriesContext(connection) as queries:
                client.get(group.url)
            costs.append(len(queries))
        assert costs[0] == costs[1]


def test_news_tell_their_date_in_the_readers_language(client, groups, swedish):
    news = WorkgroupNewsPageFactory.create(
        parent=WorkgroupPageFactory.create(parent=groups), date=date(2026, 3, 4)
    )
    assert '<time datetime="2026-03-04">4. maaliskuuta 2026</time>' in text_of(client.get(news.url))
    in_swedish = translate(news, swedish, slug="nyhet")
    assert '<time datetime="2026-03-04">4 mars 2026</time>' in text_of(client.get(in_swedish.url))


def test_the_list_shows_groups_by_title(client, groups):
    in_order = ["digitutorit", "VarSat", "Äidinkieli", "Öljy"]
    for title in reversed(in_order):
        WorkgroupPageFactory.create(parent=groups, title=title)
    assert [card.title for card in client.get(groups.url).context["cards"]] == in_order
    items = client.get("/api/v1/workgroups/").json()["items"]
    assert [item["title"] for item in items] == in_order


def test_a_translation_has_its_members_roles_translated(groups, swedish, django_capture_on_commit_callbacks):
    group = WorkgroupPageFactory.create(parent=groups, title="Digitutorit")
    words = {
        "Digitutorit": "Digitutorer",
        "Puheenjohtaja": "Ordförande",
        "Vaski-kirjastot": "Vaskibiblioteken",
    }
    with django_capture_on_commit_callbacks(execute=True):
        translated = translate_strings(submit_for_translation(group, swedish), words)
    member = WorkgroupPage.objects.get(pk=translated.pk).members.get()
    assert (member.role, member.organisation, member.locale) == ("Ordförande", "Vaskibiblioteken", swedish)
    assert group.members.get().role == "Puheenjohtaja"
    assert translated.contact_email == group.contact_email


def test_news_stand_only_under_a_group(groups):
    assert WorkgroupNewsPage.allowed_parent_page_models() == [WorkgroupPage]
    assert WorkgroupPage.allowed_parent_page_models() == [type(groups)]
    assert not type(groups).can_create_at(groups.get_parent().specific)

"""Workgroups for other programs; what all pages have in common is tested in core."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from pages.workgroups.models import WorkgroupMember
from tests.factories.workgroups import WorkgroupNewsPageFactory, WorkgroupPageFactory

pytestmark = pytest.mark.django_db

PATH = "/api/v1/workgroups/"


def test_come_by_title_with_their_contact(client, groups):
    for title in ("VarSat", "Digitutorit"):
        WorkgroupPageFactory.create(parent=groups, title=title)
    items = client.get(PATH).json()["items"]
    assert [item["title"] for item in items] == ["Digitutorit", "VarSat"]
    assert items[0]["contact"] == {"text": "Ryhmän sihteeri", "email": "ryhma@example.fi"}


def test_a_detail_tells_purpose_and_joining_as_html_and_the_members_in_order(client, groups, homes):
    group = WorkgroupPageFactory.create(
        parent=groups,
        purpose=f'<p>Katso <a linktype="page" id="{homes.fi.pk}">etusivu</a>.</p>',
        members=[
            WorkgroupMember(role="Sihteeri", sort_order=2),
            WorkgroupMember(role="Puheenjohtaja", organisation="Vaski-kirjastot", sort_order=1),
        ],
    )
    answer = client.get(f"{PATH}{group.pk}/").json()
    assert answer["purpose"] == '<p>Katso <a href="http://testserver/fi/">etusivu</a>.</p>'
    assert answer["how_to_join"] == "<p>Kirjoita sihteerille.</p>"
    assert answer["members"] == [
        {"role": "Puheenjohtaja", "organisation": "Vaski-kirjastot"},
        {"role": "Sihteeri", "organisation": ""},
    ]


def test_a_detail_tells_public_news_the_newest_first(client, groups):
    group = WorkgroupPageFactory.create(parent=groups)
    for day in (4, 6, 5):
        WorkgroupNewsPageFactory.create(parent=group, title=f"Päivä {day}", date=date(2026, 3, day))
    internal = WorkgroupNewsPageFactory.create(parent=group, date=date(2026, 3, 9))
    PageViewRestriction.objects.create(page=internal, restriction_type=PageViewRestriction.LOGIN)
    news = client.get(f"{PATH}{group.pk}/").json()["news"]
    assert [(item["title"], item["date"]) for item in news] == [
        ("Päivä 6", "2026-03-06"),
        ("Päivä 5", "2026-03-05"),
        ("Päivä 4", "2026-03-04"),
    ]
    assert news[0]["url"].startswith("http://testserver/fi/")

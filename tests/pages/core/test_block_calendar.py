"""The calendar: a section's month as a list of days, and calendars of outside services."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.core.agenda import Month
from pages.trainings.models import TrainingSession
from tests.factories.bodies import stored
from tests.factories.core import StandardPageFactory, make_alias, translate
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainings(homes):
    return TrainingIndexPageFactory(parent=homes.fi, slug="koulutukset")


@pytest.fixture
def page(homes, trainings):
    value = {"title": "Koulutukset kuukausittain", "section": trainings.pk, "url": ""}
    return StandardPageFactory(parent=homes.fi, slug="kalenteri", body=stored(("calendar", value)))


def training(parent, *times, **values):
    """A training with sessions from one moment (UTC) to another."""
    sessions = [TrainingSession(starts=starts, ends=ends, title=title) for starts, ends, title in times]
    return TrainingPageFactory(parent=parent, sessions=sessions, **values)


def at(year, month, day, hour=8) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def html(client, page, **query) -> str:
    return re.sub(r"\s+", " ", client.get(page.url, query).content.decode())


def days(shown: str) -> list[str]:
    return re.findall(r'class="agenda__date"><time datetime="([^"]+)"', shown)


def test_a_month_lists_its_days_by_time_with_what_began_before_it_first(client, trainings, page):
    long_one = (at(2030, 1, 30), at(2030, 2, 2), "")
    training(trainings, (at(2030, 2, 10), at(2030, 2, 10, 9), "Ilta"), title="Vinkkaus")
    training(trainings, (at(2030, 2, 10, 6), at(2030, 2, 10, 7), ""), title="Aamukahvit", place="Pori")
    training(trainings, long_one, (at(2030, 3, 1), at(2030, 3, 1, 9), ""), title="Matka")
    midnight_in_finland = at(2030, 1, 31, 22)
    training(trainings, (midnight_in_finland, at(2030, 1, 31, 23), ""), title="Yö")
    shown = html(client, page, month="2030-02")
    assert days(shown) == ["2030-02-01", "2030-02-10"]
    order = [shown.index(f">{title}<") for title in ("Matka", "Yö", "Aamukahvit", "Vinkkaus: Ilta")]
    assert order == sorted(order)
    assert "Webinaari · Pori" in shown
    assert "10. helmikuuta" in shown
    assert "8.00</time>–<time" in shown


def test_today_is_marked_in_words(client, trainings, page):
    now = timezone.now()
    training(trainings, (now, now + timedelta(minutes=1), ""))
    day = re.split('class="agenda__day', html(client, page))[1]
    assert "agenda__day--today" in 'class="agenda__day' + day
    assert ">Tänään<" in day


def test_ways_lead_to_the_months_beside_and_keep_other_parameters(client, page):
    shown = html(client, page, month="2030-01", q="ä")
    ways = re.findall(r'href="(\?[^"#]+)#calendar-[^"]+"', shown)
    assert ways == ["?month=2029-12&amp;q=%C3%A4", "?month=2030-02&amp;q=%C3%A4"]
    assert ">Tammikuu 2030<" in shown
    assert ">Joulukuu 2029<" in shown


@pytest.mark.parametrize("month", ["", "2030", "2030-13", "2030-00", "1999-12", "2100-01", "x", "2030-01-01"])
def test_a_month_that_makes_no_sense_is_this_month(client, page, month):
    shown = html(client, page, month=month)
    today = timezone.localdate()
    around = Month(today.year, today.month)
    for beside in (around.previous, around.next):
        assert f"month={beside}" in shown


def test_the_calendar_ends_with_its_first_and_last_year(client, page):
    assert len(re.findall(r"\?month=", html(client, page, month="2000-01"))) == 1
    assert len(re.findall(r"\?month=", html(client, page, month="2099-12"))) == 1


def test_an_empty_month_names_the_next_event(client, trainings, page):
    assert "Tässä kuussa ei ole tapahtumia." in html(client, page, month="2030-05")
    training(trainings, (at(2030, 8, 1), at(2030, 8, 1, 9), ""), title="Myöhempi")
    training(trainings, (at(2030, 7, 1), at(2030, 7, 1, 9), ""), title="Seuraava")
    shown = html(client, page, month="2030-05")
    assert "Seuraavaksi:" in shown
    assert ">Seuraava</a>" in shown
    assert "Myöhempi" not in shown


def test_readers_see_what_they_may_read_in_their_language(client, homes, swedish, trainings, page):
    when = (at(2030, 2, 10), at(2030, 2, 10, 9), "")
    coffee = training(trainings, when, title="Kahvit", slug="kahvit")
    hidden = training(trainings, when, title="Salainen")
    training(trainings, when, title="Luonnos", live=False)
    make_alias(training(trainings, when, title="Kääntämätön", slug="k"), swedish)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    translate(coffee, swedish, title="Kaffe", slug="kaffe")
    shown = html(client, page, month="2030-02")
    assert ">Kahvit<" in shown
    assert "Salainen" not in shown
    assert "Luonnos" not in shown
    shown = html(client, translate(page, swedish, slug="kalender"), month="2030-02")
    assert ">Kaffe<" in shown
    assert 'lang="fi">Kääntämätön</a>' in shown
    assert "tisdag" not in shown
    assert "söndag" in shown


def test_a_month_costs_the_same_with_one_event_and_with_many(client, trainings, page):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url, {"month": "2030-02"})
        return len(captured)

    training(trainings, (at(2030, 2, 10), at(2030, 2, 10, 9), ""))
    queries()
    one = queries()
    for day in range(1, 7):
        training(trainings, (at(2030, 2, day), at(2030, 2, day, 9), ""))
    assert queries() == one


def test_an_outside_calendar_is_a_link_until_the_reader_asks(client, homes):
    value = {"title": "Salivaraukset", "section": None, "url": "https://teamup.com/ks12345678abcdef"}
    shown = html(client, StandardPageFactory(parent=homes.fi, body=stored(("calendar", value))))
    assert "<iframe" not in shown
    assert 'src="https://teamup.com/ks12345678abcdef" frame-title="Salivaraukset"' in shown
    assert 'href="https://teamup.com/ks12345678abcdef"' in shown
    assert "Avaa kalenteri palvelussa Teamup" in shown

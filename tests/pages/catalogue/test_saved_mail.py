"""Readers get mail of what is new for their saved searches: once, what they may see, until they stop it."""

import logging
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.accounts.roles import SPECIALISTS
from pages.catalogue.models import Finding, SavedSearch
from pages.catalogue.saved import tasks
from pages.search.entries import forget_pages, write_courses, write_page
from tests.factories.trainings import TrainingPageFactory
from tests.integrations.liboppi.admin_catalogue import make_user

from .saved import new_course, pass_days

pytestmark = pytest.mark.django_db
KEY = "puolukka"


@pytest.fixture
def reader(addresses):
    user = make_user("library staff")
    user.email = "lukija@example.fi"
    user.save()
    return user


@pytest.fixture
def search(reader):
    """A weekly search, saved a week ago, when there was an older course already."""
    new_course(1, "Digi, vanha")
    saved = SavedSearch.objects.create(user=reader, locale="fi", name="Digi", query="q=digi")
    pass_days(7)
    return saved


def stop_address(mail) -> str:
    """Where the mail's header says that its mails are stopped."""
    found = re.fullmatch(r"<http://testserver(/.+)>", mail.extra_headers["List-Unsubscribe"])
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("language", "title", "word"),
    [("fi", "Digituki", "Koko haku"), ("sv", "Digituki på svenska", "Hela sökningen")],
)
def test_what_is_new_comes_once_in_the_language_of_the_list(
    search, mailoutbox, addresses, language, title, word
):
    SavedSearch.objects.update(locale=language)
    new_course(2, "Digituki", summary=f"Avain {KEY}", public_summary="Avain", keys=[("summary", KEY)])
    new_course(3, "Ruoka")
    tasks.daily()
    (mail,) = mailoutbox
    assert mail.to == ["lukija@example.fi"]
    assert f"{title}\nhttp://testserver{addresses[language]}2/\n" in mail.body
    assert word in mail.body
    assert f"http://testserver{addresses[language]}?q=digi" in mail.body
    assert "vanha" not in mail.body
    assert "Ruoka" not in mail.body
    assert KEY not in mail.body
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for days in (0, 1, 7, 30):
        pass_days(days)
        tasks.daily()
    assert len(mailoutbox) == 1


def test_the_mails_keep_to_their_rhythm(search, mailoutbox):
    daily = SavedSearch.objects.create(user=search.user, locale="fi", name="Joka päivä", frequency="daily")
    never = SavedSearch.objects.create(
        user=search.user, locale="fi", name="Ei", query="kind=course", frequency="never"
    )
    told = []
    for day in range(1, 9):
        pass_days(1)
        new_course(day + 1, f"Digi {day}")
        tasks.daily()
        told.append(sorted(mail.subject.split(": ")[1] for mail in mailoutbox))
        mailoutbox.clear()
    assert told == [["Digi", "Joka päivä"], *[["Joka päivä"]] * 6, ["Digi", "Joka päivä"]]
    assert (daily.findings.count(), never.findings.count()) == (8, 8)


def test_what_was_taken_away_and_comes_back_is_no_news(search, mailoutbox, homes):
    page = TrainingPageFactory.create(parent=homes.fi, title="Digi-ilta")
    SavedSearch.objects.update(query="q=digi")
    write_page(page)
    course = new_course(2, "Digituki")
    tasks.daily()
    assert len(mailoutbox) == 1
    pass_days(7)
    forget_pages([page.pk])
    write_page(page)
    write_courses([course])
    tasks.daily()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(("is_expert", "mails"), [(False, 0), (True, 1)])
def test_only_what_the_reader_may_see_is_told(search, reader, mailoutbox, homes, is_expert, mails):
    page = TrainingPageFactory.create(parent=homes.fi, title="Digi: vain asiantuntijoille")
    write_page(page)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.set(Group.objects.filter(name=SPECIALISTS))
    if is_expert:
        reader.groups.set(Group.objects.filter(name=SPECIALISTS))
    tasks.daily()
    assert ["asiantuntijoille" in mail.body for mail in mailoutbox] == [True] * mails


@pytest.mark.parametrize("values", [{"email": ""}, {"is_active": False}])
def test_who_can_get_no_mail_gets_none(search, mailoutbox, values):
    get_user_model().objects.filter(pk=search.user_id).update(**values)
    new_course(2, "Digituki")
    tasks.daily()
    assert not mailoutbox


def test_a_mail_that_fails_is_sent_next_time_and_nobody_is_named_in_the_log(
    search, mailoutbox, settings, caplog
):
    new_course(2, "Digituki")
    backend, settings.EMAIL_BACKEND = (
        settings.EMAIL_BACKEND,
        "tests.pages.accessibility.failing_mail.FailingBackend",
    )
    with caplog.at_level(logging.INFO):
        tasks.daily()
    assert "not sent" in caplog.text
    assert "lukija" not in caplog.text
    settings.EMAIL_BACKEND = backend
    tasks.daily()
    assert len(mailoutbox) == 1


class Killed(BaseException):
    """The worker ends here."""


@pytest.mark.parametrize(("dies_in", "mails"), [("_new_entries", 1), ("entry_links", 0)])
def test_a_worker_that_dies_sends_nothing_twice_and_loses_nothing(
    search, mailoutbox, monkeypatch, dies_in, mails
):
    """Before the claim the mail is sent later; after it, the reader's list still shows what was found."""
    new_course(2, "Digituki")
    module = {"_new_entries": "looking", "entry_links": "mail"}[dies_in]

    def die(*_arguments):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(f"pages.catalogue.saved.{module}.{dies_in}", die)
        with pytest.raises(Killed):
            tasks.daily()
    tasks.daily()
    assert len(mailoutbox) == mails
    assert Finding.objects.filter(search=search, course__moodle_id=2).count() == 1


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_link_in_the_mail_stops_the_mails_of_the_signed_out(search, mailoutbox, language):
    SavedSearch.objects.update(locale=language)
    new_course(2, "Digituki")
    tasks.daily()
    address = stop_address(mailoutbox[0])
    assert f"http://testserver{address}" in mailoutbox[0].body
    stranger = Client(enforce_csrf_checks=True)
    assert address.startswith(f"/{language}/")
    asked = stranger.get(address)
    assert "Digi" in asked.content.decode()
    search.refresh_from_db()
    assert search.frequency == "weekly"
    for _again in range(2):
        done = stranger.post(address, {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert "<form method" not in done.content.decode().split("<main")[1]
    search.refresh_from_db()
    assert search.frequency == "never"
    search.delete()
    assert stranger.post(address).status_code == 200
    for wrong in (f"{address[:-2]}x/", f"{address[:-1]}x/"):
        assert stranger.post(wrong).status_code == 404


def test_what_came_while_no_mail_was_wanted_is_not_mailed_later(search, mailoutbox, client, addresses):
    SavedSearch.objects.update(frequency="never")
    new_course(2, "Digituki")
    tasks.daily()
    client.force_login(search.user)
    client.post(f"{addresses['fi']}tallennetut/{search.pk}/", {"name": "Digi", "frequency": "daily"})
    new_course(3, "Digi-ilta")
    tasks.daily()
    (mail,) = mailoutbox
    assert "Digi-ilta" in mail.body
    assert "Digituki" not in mail.body


def test_what_is_new_stands_in_the_alphabets_order(search, mailoutbox):
    for number, title in enumerate(["Digi ö", "Digi ä", "Digi å", "Digi z"], start=2):
        new_course(number, title)
    tasks.daily()
    (mail,) = mailoutbox
    assert re.findall(r"Digi (.)\n", mail.body) == ["z", "å", "ä", "ö"]

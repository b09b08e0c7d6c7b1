"""When trainings are: their state, their order and what a session may be."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from pages.trainings.models import TrainingPage, TrainingSession
from tests.factories.trainings import TrainingPageFactory, session

pytestmark = pytest.mark.django_db


class TestSessions:
    def test_that_end_before_they_start_are_refused_at_their_end(self):
        with pytest.raises(ValidationError) as refused:
            session(24, length=-1).clean()
        assert set(refused.value.message_dict) == {"ends"}

    def test_that_end_as_they_start_are_refused(self):
        with pytest.raises(ValidationError):
            session(24, length=0).clean()

    def test_that_end_later_are_accepted(self):
        session(24, length=0.5).clean()

    def test_a_draft_without_times_is_no_error(self):
        TrainingSession(ends=timezone.now()).clean()

    def test_the_database_too_refuses_an_end_before_the_start(self, trainings):
        page = TrainingPageFactory.create(parent=trainings)
        with pytest.raises(IntegrityError), transaction.atomic():
            TrainingSession.objects.create(
                page=page, locale=page.locale, starts=timezone.now(), ends=timezone.now() - timedelta(hours=1)
            )

    def test_are_in_the_order_of_time_however_they_were_written(self, trainings):
        page = TrainingPageFactory.create(parent=trainings, sessions=[session(72), session(24), session(48)])
        starts = [s.starts for s in TrainingPage.objects.get(pk=page.pk).schedule]
        assert starts == sorted(starts)


class TestState:
    @pytest.mark.parametrize(
        ("hours", "state"),
        [
            ([24], "upcoming"),
            ([-1], "ongoing"),
            ([-48], "past"),
            ([-48, 48], "ongoing"),
            ([], "upcoming"),
        ],
    )
    def test_goes_by_the_first_start_and_the_last_end(self, trainings, hours, state):
        page = TrainingPageFactory.create(parent=trainings, sessions=[session(hour) for hour in hours])
        assert page.state == state


class TestRegistration:
    @pytest.mark.parametrize(("days", "is_open"), [(None, True), (0, True), (3, True), (-1, False)])
    def test_is_open_through_its_last_day(self, trainings, days, is_open):
        closes = None if days is None else timezone.localdate() + timedelta(days=days)
        page = TrainingPageFactory.create(
            parent=trainings,
            upcoming=True,
            registration_url="https://example.fi/",
            registration_closes=closes,
        )
        assert page.registration_is_open is is_open

    def test_is_closed_without_a_form_and_after_the_training(self, trainings):
        assert not TrainingPageFactory.create(parent=trainings, upcoming=True).registration_is_open
        over = TrainingPageFactory.create(parent=trainings, past=True, registration_url="https://example.fi/")
        assert not over.registration_is_open


class TestOrder:
    def test_upcoming_are_those_not_over_the_next_session_first(self, trainings):
        series = TrainingPageFactory.create(parent=trainings, sessions=[session(-100), session(30)])
        later = TrainingPageFactory.create(parent=trainings, sessions=[session(50)])
        undated = TrainingPageFactory.create(parent=trainings)
        now = TrainingPageFactory.create(parent=trainings, ongoing=True)
        TrainingPageFactory.create(parent=trainings, past=True)
        assert list(trainings.entries()) == [now, series, later, undated]

    def test_past_are_those_over_the_latest_first(self, trainings):
        earlier = TrainingPageFactory.create(parent=trainings, sessions=[session(-100)])
        latest = TrainingPageFactory.create(parent=trainings, sessions=[session(-200), session(-20)])
        TrainingPageFactory.create(parent=trainings, upcoming=True)
        TrainingPageFactory.create(parent=trainings)
        assert list(TrainingPage.objects.past()) == [latest, earlier]

    def test_highlights_are_the_next_trainings(self, trainings):
        TrainingPageFactory.create(parent=trainings, title="Kolmas", sessions=[session(70)])
        TrainingPageFactory.create(parent=trainings, title="Ensi", sessions=[session(10)])
        TrainingPageFactory.create(parent=trainings, title="Toinen", sessions=[session(20)])
        TrainingPageFactory.create(parent=trainings, title="Mennyt", past=True)
        assert [page.title for page in trainings.highlights(None)[:2]] == ["Ensi", "Toinen"]


class TestCards:
    @pytest.mark.parametrize(
        ("place", "is_remote", "where"),
        [
            ("Porin pääkirjasto", False, "Porin pääkirjasto"),
            ("Teams", True, "Teams, remote participation possible"),
            ("", True, "Remote"),
        ],
    )
    def test_say_where(self, trainings, place, is_remote, where):
        page = TrainingPageFactory.create(parent=trainings, place=place, is_remote=is_remote)
        with translation.override("en"):
            assert [fact.text for fact in page.card().facts if fact.icon == "map-pin"] == [where]

    def test_say_when_where_and_in_which_languages_with_the_time_for_machines(self, trainings):
        page = TrainingPageFactory.create(parent=trainings, upcoming=True, languages=["sv", "fi"])
        with translation.override("en"):
            facts = {fact.label: fact.text for fact in page.card().facts}
        assert set(facts) == {"When", "Where", "Language"}
        assert facts["When"].startswith('<time datetime="')
        assert facts["Language"] == "Finnish, Swedish"

    def test_say_that_a_training_is_past(self, trainings):
        with translation.override("en"):
            facts = {
                f.label: f.text for f in TrainingPageFactory.create(parent=trainings, past=True).card().facts
            }
        assert facts["State"] == "Past"

    def test_say_that_dates_will_be_announced(self, trainings):
        with translation.override("en"):
            facts = {f.label: f.text for f in TrainingPageFactory.create(parent=trainings).card().facts}
        assert facts["When"] == "Dates will be announced"

"""A reader tells that a course's key doesn't work, adds to it, takes it back; others are warned."""

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from integrations.liboppi.models import Course, KeyReport, KeySource, Visibility
from tests.integrations.liboppi.admin_catalogue import words_of

pytestmark = pytest.mark.django_db

MIDSUMMER_NIGHT = datetime(2026, 6, 19, 22, 30, tzinfo=UTC)  # the 20th in Helsinki
NEW = "Thank you! The extranet's keepers now know that the key doesn't work."
ADDED = "Thank you! Your report now has your new message."
ALREADY = "You have already reported this key. The extranet's keepers know."
KEY_CHANGED = "The key has changed since you opened the page. Try the new one."
NO_KEY = "No key of this course is known any more, so there is none to report."
WITHDRAWN = "Your report has been withdrawn."
NONE_OPEN = "You have no open report of this key."
BY_ONE = (
    "%(count)s reader has reported that this key doesn't work (since %(day)s). The extranet's keepers know."
)
BY_MANY = (
    "%(count)s readers have reported that this key doesn't work (since %(day)s). The extranet's keepers know."
)


@pytest.fixture
def course(bare_course: Course) -> Course:
    bare_course.keys.create(source=KeySource.CUSTOM_FIELD, value="puolukka")
    return bare_course


in_both_languages = pytest.mark.parametrize("language", ["fi", "sv"])


@pytest.fixture
def language() -> str:
    return "fi"


@pytest.fixture
def course_page(addresses, course, language) -> str:
    """The address of the course's page."""
    return f"{addresses[language]}5/"


@pytest.fixture
def staff(sign_in) -> Client:
    return sign_in("library staff")[0]


def fields(answer: Any) -> dict[str, Any]:
    """What the browser would post without a change."""
    form = answer.context["report_form"]
    return {name: form[name].value() or "" for name in form.fields}


def form_at(course_page: str) -> str:
    """The address of the form in the course page's language."""
    return f"{course_page}{'anmal-nyckel' if course_page.startswith('/sv/') else 'ilmoita-avaimesta'}/"


def send(reader: Client, course_page: str, **values: Any) -> Any:
    """Open the course_page, fill in the form, send it; the answer is the page that one is led to."""
    return reader.post(form_at(course_page), fields(reader.get(course_page)) | values, follow=True)


def tells(answer: Any, text: str, language: str) -> bool:
    with translation.override(language):
        return [str(message) for message in answer.context["messages"]] == [translation.gettext(text)]


def warning(language: str, count: int, day: str) -> str:
    with translation.override(language):
        return translation.ngettext(BY_ONE, BY_MANY, count) % {"count": count, "day": day}


class TestReporting:
    @in_both_languages
    def test_leads_back_to_the_course_with_thanks(self, staff, course_page, language, course):
        answer = send(staff, course_page, message="Liboppi sanoo: <väärä>\r\navain")
        assert answer.redirect_chain == [(course_page, 302)]
        assert tells(answer, NEW, language)
        report = KeyReport.objects.get()
        assert (report.course, report.key, report.message) == (
            course,
            course.keys.get(),
            "Liboppi sanoo: <väärä>\navain",
        )

    def test_needs_no_words(self, staff, course_page):
        send(staff, course_page)
        assert KeyReport.objects.get().message == ""

    def test_by_a_double_click_is_one_report(self, staff, course_page, language):
        form = fields(staff.get(course_page)) | {"message": "Ei käy"}
        staff.post(form_at(course_page), form)
        answer = staff.post(form_at(course_page), form, follow=True)
        assert KeyReport.objects.count() == 1
        with translation.override(language):
            assert str(list(answer.context["messages"])[-1]) == translation.gettext(ALREADY)

    def test_again_shows_what_was_said_and_lets_one_change_it(self, staff, course_page, language):
        send(staff, course_page, message="Ei käy")
        assert fields(staff.get(course_page))["message"] == "Ei käy"
        assert tells(send(staff, course_page, message="Ei käy vieläkään"), ADDED, language)
        assert KeyReport.objects.get().message == "Ei käy vieläkään"

    def test_is_undone_by_withdrawing(self, staff, course_page, language):
        send(staff, course_page)
        assert tells(send(staff, course_page, withdraw="1"), WITHDRAWN, language)
        assert not KeyReport.objects.exists()
        assert tells(send(staff, course_page, withdraw="1"), NONE_OPEN, language)

    def test_of_a_key_that_was_replaced_meanwhile_says_so(self, staff, course_page, language, course):
        form = fields(staff.get(course_page))
        course.keys.create(source=KeySource.EDITOR, value="mustikka")
        answer = staff.post(form_at(course_page), form, follow=True)
        assert tells(answer, KEY_CHANGED, language)
        assert not KeyReport.objects.exists()

    def test_of_a_key_that_is_gone_says_so(self, staff, course_page, language, course):
        form = fields(staff.get(course_page))
        course.keys.update(last_seen=MIDSUMMER_NIGHT)
        assert tells(staff.post(form_at(course_page), form, follow=True), NO_KEY, language)

    def test_leaves_nothing_in_logs_or_mail(self, staff, course_page, caplog, mailoutbox):
        with caplog.at_level(logging.DEBUG):
            send(staff, course_page, message="Oma viesti: puolukka ei käy")
            send(staff, course_page, withdraw="1")
        assert "puolukka" not in caplog.text
        assert "Oma viesti" not in caplog.text
        assert mailoutbox == []

    @pytest.mark.parametrize(("length", "is_taken"), [(500, True), (501, False)])
    def test_takes_five_hundred_signs(self, staff, course_page, length, is_taken):
        send(staff, course_page, message="x" * (length - 2) + "\r\nx")
        assert KeyReport.objects.exists() == is_taken

    def test_that_is_refused_shows_what_to_correct_and_keeps_the_words(self, staff, course_page):
        answer = send(staff, course_page, message="y" * 501)
        assert answer.context["report_form"].errors["message"]
        assert 'href="#id_message"' in answer.content.decode()
        assert "y" * 501 in answer.content.decode()

    @pytest.mark.parametrize("values", [{"key": "x"}, {"key": "9" * 40}, {"key": ""}, {"message": "\0"}])
    def test_of_nothing_that_makes_sense_reports_nothing(self, staff, course_page, values):
        assert send(staff, course_page, **values).status_code == 200
        assert not KeyReport.objects.exists()

    @in_both_languages
    def test_has_a_page_of_its_own(self, staff, course_page):
        answer = staff.get(form_at(course_page))
        assert answer.status_code == 200
        assert f'action="{form_at(course_page)}"' in answer.content.decode()
        assert staff.post(form_at(course_page), fields(answer)).status_code == 302
        assert KeyReport.objects.exists()

    def test_works_from_the_form_under_the_key_as_a_browser_sends_it(self, sign_in, course_page):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = sign_in("library staff")[0].cookies
        form = strict.get(course_page).content.decode().split(f'action="{form_at(course_page)}"')[1]
        token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        key = form.split('name="key" value="')[1].split('"')[0]
        assert strict.post(form_at(course_page), {"key": key}).status_code == 403
        strict.post(form_at(course_page), {"key": key, "csrfmiddlewaretoken": token})
        assert KeyReport.objects.count() == 1


class TestTheWarning:
    @in_both_languages
    @pytest.mark.parametrize("count", [1, 2])
    def test_tells_all_who_see_the_key_how_many_and_since_when_but_not_who(
        self, staff, sign_in, course_page, course, language, count
    ):
        for number in range(count):
            _client, user = sign_in("library staff")
            KeyReport.objects.create(
                course=course,
                key=course.keys.get(),
                reporter=user,
                message="Oma viesti",
                reported=MIDSUMMER_NIGHT.replace(month=6 + number),
            )
        day = {"fi": "20. kesäkuuta 2026", "sv": "20 juni 2026"}[language]
        answer = staff.get(course_page)
        assert warning(language, count, day) in words_of(answer)
        for name in KeyReport.objects.values_list("reporter__username", flat=True):
            assert name not in answer.content.decode()
        assert "Oma viesti" not in answer.content.decode()

    def test_is_gone_when_the_reports_are_closed(self, staff, course_page, course):
        report = KeyReport.objects.create(course=course, key=course.keys.get())
        assert 'data-color="warning"' in staff.get(course_page).content.decode()
        report.closed = MIDSUMMER_NIGHT
        report.save()
        assert 'data-color="warning"' not in staff.get(course_page).content.decode()


class TestWhoMayReport:
    @in_both_languages
    def test_a_stranger_is_led_to_sign_in_and_back(self, course_page, language):
        sign_in_page = {"fi": "/fi/kirjaudu/", "sv": "/sv/logga-in/"}[language]
        for answer in (
            Client().get(form_at(course_page)),
            Client().post(form_at(course_page), {"key": "1"}),
        ):
            assert (answer.status_code, answer["Location"]) == (
                302,
                f"{sign_in_page}?next={form_at(course_page)}",
            )
        assert not KeyReport.objects.exists()

    def test_an_account_without_the_right_to_keys_may_not(self, sign_in, course_page, course):
        client, _user = sign_in("nobody")
        key = course.keys.get().pk
        for answer in (
            client.get(form_at(course_page)),
            client.post(form_at(course_page), {"key": key}),
            client.post(form_at(course_page), {"withdraw": "1"}),
        ):
            assert answer.status_code == 403
            assert "puolukka" not in answer.content.decode()
        assert not KeyReport.objects.exists()

    @pytest.mark.parametrize("role", ["library staff", "group chair", "specialist", "superuser"])
    def test_every_role_that_sees_keys_may(self, sign_in, course_page, role):
        client, _user = sign_in(role)
        send(client, course_page)
        assert KeyReport.objects.exists()

    def test_nobody_withdraws_anothers_report(self, staff, sign_in, course_page):
        send(staff, course_page)
        other, _user = sign_in("library staff")
        send(other, course_page, withdraw="1")
        assert KeyReport.objects.count() == 1


class TestTheAddress:
    @pytest.mark.parametrize(
        "change", [{"state": "withdrawn"}, {"own_visibility": Visibility.HIDDEN}, {"moodle_id": 6}]
    )
    def test_of_a_course_that_readers_do_not_see_is_not_found(self, staff, course_page, change):
        form = fields(staff.get(course_page))
        Course.objects.update(**change)
        for answer in (staff.get(form_at(course_page)), staff.post(form_at(course_page), form)):
            assert answer.status_code == 404
        assert not KeyReport.objects.exists()

    def test_of_a_number_no_database_knows_is_not_found(self, staff, addresses, course):
        assert staff.get(f"{addresses['fi']}{'9' * 30}/ilmoita-avaimesta/").status_code == 404

    def test_lets_no_cache_keep_any_answer(self, staff, course_page):
        form = fields(staff.get(course_page))
        for answer in (
            staff.get(form_at(course_page)),
            staff.post(form_at(course_page), form),
            Client().get(form_at(course_page)),
        ):
            assert answer["Cache-Control"] == "no-store"

    @in_both_languages
    def test_leads_by_the_language_switch_to_the_same_form(self, staff, addresses, course_page, language):
        other = addresses["sv" if language == "fi" else "fi"]
        assert f'href="{form_at(other + "5/")}"' in staff.get(form_at(course_page)).content.decode()


def test_a_readers_words_are_shown_back_as_text(staff, course_page):
    answer = send(staff, course_page, message="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in answer.content.decode()
    assert escape("</textarea><script>") in answer.content.decode()


@in_both_languages
def test_the_forms_former_address_leads_to_it(staff, course_page):
    answer = staff.get(f"{course_page}report-key/?a=1")
    assert (answer.status_code, answer["Location"]) == (301, f"{form_at(course_page)}?a=1")

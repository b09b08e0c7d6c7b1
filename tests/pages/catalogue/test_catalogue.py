"""What readers of either language, strangers and staff, see of Liboppi's courses on the site."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from cms.accounts.roles import LIBRARY_STAFF
from integrations.liboppi.models import Course, EditorText, EnrolmentKey, KeySource
from tests.pages.catalogue.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(django_user_model):
    user = django_user_model.objects.create_user("staff", password="a long password")
    user.groups.add(Group.objects.get(name=LIBRARY_STAFF))
    return user


class TestACourse:
    @pytest.fixture
    def course(self, catalogue) -> Course:
        return Course.objects.get(texts__title="Tekijänoikeudet-webinaari")

    @pytest.fixture
    def address(self, catalogue, course) -> str:
        return f"{catalogue['fi'].url}{course.moodle_id}/"

    def test_tells_strangers_that_there_is_a_key_and_how_to_see_it(self, client, course, address):
        body = text_of(client.get(address))
        assert "digidiplomi" not in body
        assert f"/fi/kirjaudu/?next={address}" in body

    def test_shows_staff_the_key_and_lets_no_cache_keep_it(self, client, staff, address):
        client.force_login(staff)
        answer = client.get(address)
        assert '<code class="enrolment-key__value" translate="no">digidiplomi</code>' in text_of(answer)
        assert answer["Cache-Control"] == "no-store"

    def test_shows_an_account_without_the_right_no_key(self, client, django_user_model, address):
        client.force_login(django_user_model.objects.create_user("guest"))
        body = text_of(client.get(address))
        assert "digidiplomi" not in body
        assert "/fi/kirjaudu/?next=" not in body

    def test_names_a_single_enrolment_method_in_the_readers_words(self, client, address, catalogue):
        assert "Self enrolment" not in text_of(client.get(address))
        two = next(
            c for c in Course.objects.with_texts() if [m.type for m in c.methods.all()].count("self") == 2
        )
        body = text_of(client.get(f"{catalogue['fi'].url}{two.moodle_id}/"))
        assert all(escape(method.name_in("fi")) in body for method in two.methods.all())

    def test_prefers_the_editors_key(self, client, staff, course, address):
        EnrolmentKey.objects.create(course=course, source=KeySource.EDITOR, value="omaavain")
        client.force_login(staff)
        assert client.get(address).context["course"].keys.lines[0].value == "omaavain"

    def test_shows_the_editors_note_in_its_language_only(self, client, course, catalogue):
        EditorText.objects.create(course=course, language="sv", note="Rekommenderas <varmt>")
        assert escape("Rekommenderas <varmt>") in text_of(
            client.get(f"{catalogue['sv'].url}{course.moodle_id}/")
        )
        assert "Rekommenderas" not in text_of(client.get(f"{catalogue['fi'].url}{course.moodle_id}/"))

    def test_in_another_language_than_the_page_says_so(self, client, course, catalogue):
        body = text_of(client.get(f"{catalogue['sv'].url}{course.moodle_id}/"))
        assert '<h1 class="page-header__title" lang="fi">Tekijänoikeudet-webinaari</h1>' in body
        assert "Kursen beskrivs bara på finska." in body

    def test_with_only_its_title_translated_shows_the_other_summary_as_such(self, client, course, catalogue):
        course.texts.create(language="sv", title="Webbinarium om upphovsrätt")
        body = text_of(client.get(f"{catalogue['sv'].url}{course.moodle_id}/"))
        assert '<h1 class="page-header__title">Webbinarium om upphovsrätt</h1>' in body
        assert '<div class="prose" lang="fi">' in body
        assert "Kursen beskrivs bara på finska." in body

    def test_is_reached_in_the_other_language_by_the_language_switch(
        self, client, course, catalogue, address
    ):
        assert f'href="/sv/kurser/{course.moodle_id}/"' in text_of(client.get(address))

    @pytest.mark.parametrize("number", ["0", "987654", "9" * 30])
    def test_that_does_not_exist_is_a_404(self, client, catalogue, number):
        assert client.get(f"{catalogue['fi'].url}{number}/").status_code == 404

    def test_that_is_missing_from_liboppi_says_so(self, client, course, address):
        Course.objects.filter(pk=course.pk).update(state="missing")
        assert "Ei juuri nyt Libopissa" in text_of(client.get(address))

    def test_costs_few_queries(self, client, address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 17


def test_no_anonymous_answer_holds_a_key_that_only_a_summary_gives(client, catalogue):
    for course in Course.objects.filter(keys__value="digidiplomi"):
        for language, page in catalogue.items():
            assert "digidiplomi" not in client.get(f"{page.url}{course.moodle_id}/").content.decode(), (
                language
            )

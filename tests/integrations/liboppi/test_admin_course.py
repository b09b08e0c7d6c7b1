"""One course in the admin: what comes from Liboppi to read, and the editor's own key and notes to write."""

import logging
from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from integrations.liboppi.models import Course, CourseState, EditorText, EnrolmentKey, KeySource
from tests.integrations.liboppi.admin_catalogue import (
    make_category,
    make_course,
    messages_of,
    signed_in,
    words_of,
)
from tests.integrations.liboppi.editing import edit_url, form_of, inspect_url, own_keys, save

pytestmark = pytest.mark.django_db

KEY = "mustikkasoppa"


@pytest.fixture(autouse=True)
def site(settings):
    settings.LIBOPPI_COURSE_PAGES = "tests.integrations.liboppi.admin_catalogue.pages_of_site"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def course() -> Course:
    return make_course(
        5,
        titles={"fi": "Digituki kirjastoissa", "sv": "Digitalt stöd"},
        producers={"fi": "Turun AKE"},
        summary="<p>Tervetuloa <strong>kurssille</strong></p>",
        category=make_category(2, parent=make_category(1, fi="Digitaidot"), fi="Digituki"),
        keys=[(KeySource.SUMMARY, "karpalo"), (KeySource.CUSTOM_FIELD, "puolukka")],
        key_required=True,
        starts=datetime(2026, 9, 1, 9, tzinfo=UTC),
    )


def notes(course: Course) -> dict[str, str]:
    return dict(course.editor_texts.values_list("language", "note"))


class TestWhatComesFromLiboppi:
    @pytest.mark.parametrize("url", [edit_url, inspect_url])
    def test_is_all_there(self, admin, course, url):
        words = words_of(admin.get(url(course)))
        for text in (
            "Digitalt stöd",
            "Turun AKE",
            "Tervetuloa kurssille",
            "Digitaidot › Digituki",
            "K5",
            "Asked for",
        ):
            assert text in words

    @pytest.mark.parametrize("url", [edit_url, inspect_url])
    def test_is_said_to_be_liboppis(self, admin, course, url):
        assert "This comes from Liboppi and can be changed only there." in words_of(admin.get(url(course)))

    def test_stands_in_its_own_language(self, admin, course):
        body = admin.get(edit_url(course)).content.decode()
        assert '<strong lang="sv">Digitalt stöd</strong>' in body
        assert (
            '<div class="liboppi-summary" lang="fi"><p>Tervetuloa <strong>kurssille</strong></p></div>'
            in body
        )

    def test_has_no_field_of_its_own(self, admin, course):
        of_texts = {
            f"{kind}_{code}" for kind in ("title", "summary", "producer", "note") for code in ("fi", "sv")
        }
        others = {"own_category", "own_language", "own_image", "own_visibility", "own_key", "seen"}
        assert set(admin.get(edit_url(course)).context["form"].fields) == of_texts | others

    def test_is_not_changed_by_posting_it(self, admin, course):
        before = Course.objects.filter(pk=course.pk).values().get()
        save(
            admin,
            course,
            title="Muu",
            category="1",
            language="sv",
            state="withdrawn",
            shortname="X",
            url="https://evil.example",
            note_fi="Huomio",
        )
        assert Course.objects.filter(pk=course.pk).values().get() == before

    def test_leads_to_liboppi_and_to_the_page_on_the_site(self, admin, course):
        body = admin.get(edit_url(course)).content.decode()
        assert f'href="{course.url}"' in body
        assert 'href="/fi/kurssit/5/"' in body
        assert "Open on the site (Finnish)" in body
        assert "Open on the site (Swedish)" not in body

    @pytest.mark.parametrize(
        ("state", "notice", "on_site"),
        [
            (CourseState.ACTIVE, "", True),
            (CourseState.MISSING, "Liboppi's last answer lacked this course.", True),
            (CourseState.WITHDRAWN, "isn't shown on the site", False),
        ],
    )
    def test_tells_when_it_is_gone(self, admin, state, notice, on_site):
        answer = admin.get(edit_url(make_course(9, state=state)))
        assert notice in words_of(answer)
        assert ("/fi/kurssit/9/" in answer.content.decode()) == on_site

    def test_of_a_bare_course_is_shown_without_fuss(self, admin):
        words = words_of(admin.get(edit_url(make_course(9, titles={}, key_required="none"))))
        assert "Liboppi offers no way to enrol by oneself." in words
        assert "No enrolment key is known, and Liboppi doesn't ask for one." in words

    @pytest.mark.parametrize(
        ("key_required", "words"),
        [(True, "Asked for"), (False, "Not asked for"), (None, "Liboppi doesn't tell")],
    )
    def test_tells_whether_a_key_is_asked_for(self, admin, key_required, words):
        assert words in words_of(admin.get(edit_url(make_course(9, key_required=key_required))))

    def test_may_not_be_kept_by_a_browser_or_proxy(self, admin, course):
        for url in (edit_url(course), inspect_url(course)):
            assert "no-store" in admin.get(url)["Cache-Control"]

    @pytest.mark.parametrize("path", ["edit/99999/", "inspect/99999/", "edit/99999999999999999999999/"])
    def test_of_an_unknown_course_is_not_found(self, admin, path):
        assert admin.get(f"/admin/liboppi/courses/{path}", follow=True).status_code == 404


class TestTheKeys:
    def test_are_shown_by_trust_with_the_one_in_use(self, admin, course):
        keys = admin.get(edit_url(course)).context["details"].key_details.current
        assert [(key.value, key.source, key.is_used) for key in keys] == [
            ("puolukka", "custom field in Liboppi", True),
            ("karpalo", "found in the course summary", False),
        ]

    def test_say_why_the_one_is_used(self, admin, course):
        assert "In use: the most trusted of those known" in words_of(admin.get(edit_url(course)))
        single = make_course(6, keys=[(KeySource.SUMMARY, "yksi")])
        assert "In use: the only one known" in words_of(admin.get(edit_url(single)))

    def test_are_missed_when_one_is_asked_for(self, admin):
        course = make_course(6, key_required=True)
        assert "Liboppi asks for an enrolment key, but none is known." in words_of(
            admin.get(edit_url(course))
        )


class TestTheOwnKey:
    def test_comes_before_those_of_liboppi(self, admin, course):
        save(admin, course, own_key=KEY)
        assert own_keys(course) == [KEY]
        keys = admin.get(edit_url(course)).context["details"].key_details.current
        used = [key for key in keys if key.is_used]
        assert [(key.value, key.source) for key in used] == [(KEY, "written by an editor")]

    def test_is_shown_again_in_its_field(self, admin, course):
        save(admin, course, own_key=KEY)
        assert form_of(admin.get(edit_url(course)))["own_key"] == KEY

    def test_is_only_one(self, admin, course):
        save(admin, course, own_key="vanha")
        save(admin, course, own_key=KEY)
        assert own_keys(course) == [KEY]

    def test_brings_back_liboppis_when_cleared(self, admin, course):
        save(admin, course, own_key=KEY)
        save(admin, course, own_key="  ")
        assert own_keys(course) == []
        assert set(course.keys.current().values_list("source", "value")) == {
            (KeySource.SUMMARY, "karpalo"),
            (KeySource.CUSTOM_FIELD, "puolukka"),
        }

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("  avain 1 ", "avain 1"), ("ÄÖÅäöå", "ÄÖÅäöå"), ("x" * 255, "x" * 255), ("<&\"'>", "<&\"'>")],
    )
    def test_is_kept_as_typed_but_for_space_around(self, admin, course, typed, kept):
        save(admin, course, own_key=typed)
        assert own_keys(course) == [kept]
        assert form_of(admin.get(edit_url(course)))["own_key"] == kept

    @pytest.mark.parametrize(
        ("typed", "error"),
        [
            ("x" * 256, "at most 255 characters"),
            ("ava\u200bin", "(U+200B)"),
            ("ava\tin", "(U+0009)"),
            ("ava\nin", "(U+000A)"),
            ("ava\u00a0in", "(U+00A0)"),
            ("\x1bavain", "(U+001B)"),
            ("ava\x00in", "Null characters are not allowed"),
        ],
    )
    def test_is_refused_with_the_reason_and_nothing_saved(self, admin, course, typed, error):
        answer = save(admin, course, own_key=typed, note_fi="Huomio")
        assert error in words_of(answer)
        assert typed not in str(answer.context["form"].errors["own_key"])
        assert "Nothing was saved." in messages_of(answer)
        assert own_keys(course) == []
        assert notes(course) == {}

    def test_stands_in_no_message_log_or_history(self, admin, course, caplog):
        with caplog.at_level(logging.DEBUG):
            answer = save(admin, course, follow=True, own_key=KEY)
            save(admin, course, own_key="toinen-avain")
            save(admin, course, own_key="")
        assert "own enrolment key" in messages_of(answer)
        assert KEY not in answer.content.decode()
        entries = [str(entry) for entry in ModelLogEntry.objects.values()]
        assert len(entries) == 3
        for text in [
            *entries,
            caplog.text,
            admin.get(f"/admin/liboppi/courses/history/{course.pk}/").content.decode(),
        ]:
            assert KEY not in text
            assert "toinen-avain" not in text


class TestTheNotes:
    def test_are_kept_by_language_and_shown_again(self, admin, course):
        save(
            admin,
            course,
            note_fi="Ilmoittaudu ajoissa.\r\n\r\nTervetuloa!",
            note_sv="Anmäl dig i tid & välkommen",
        )
        assert notes(course) == {
            "fi": "Ilmoittaudu ajoissa.\n\nTervetuloa!",
            "sv": "Anmäl dig i tid & välkommen",
        }
        assert form_of(admin.get(edit_url(course)))["note_sv"] == "Anmäl dig i tid & välkommen"

    def test_are_shown_to_those_who_only_look(self, admin, course):
        save(admin, course, note_fi="Ilmoittaudu <b>ajoissa</b>")
        body = signed_in("group chair").get(inspect_url(course)).content.decode()
        assert "Ilmoittaudu &lt;b&gt;ajoissa&lt;/b&gt;" in body

    def test_are_removed_when_cleared(self, admin, course):
        save(admin, course, note_fi="Pois", note_sv="Kvar")
        save(admin, course, note_fi="")
        assert notes(course) == {"sv": "Kvar"}

    def test_of_a_language_the_site_has_no_more_are_left_alone(self, admin, course):
        EditorText.objects.create(course=course, language="en", note="Hello")
        save(admin, course, note_fi="Hei")
        assert notes(course) == {"fi": "Hei", "en": "Hello"}

    def test_hold_a_thousand_characters_a_line_end_being_one(self, admin, course):
        save(admin, course, note_fi=f"{'a' * 998}\r\nb")
        assert len(notes(course)["fi"]) == 1000
        answer = save(admin, course, note_fi="a" * 1001)
        assert "Ensure this value has at most 1000 characters (it has 1001)." in words_of(answer)
        assert len(notes(course)["fi"]) == 1000

    @pytest.mark.parametrize(
        "note", ["Kurssiavain: puolukka", "Kursnyckeln är lingon42", "Avaimella puolukka pääset"]
    )
    def test_that_give_a_key_away_are_refused(self, admin, course, note):
        answer = save(admin, course, note_fi=note)
        assert "seems to tell an enrolment key" in words_of(answer)
        assert notes(course) == {}

    def test_may_use_a_common_word_that_happens_to_be_a_key(self, admin):
        course = make_course(8, keys=[(KeySource.CUSTOM_FIELD, "digituki")])
        save(admin, course, note_fi="Digituki on kirjaston perustyötä. Kurssiavaimen saat kirjautumalla.")
        assert "fi" in notes(course)


class TestSaving:
    def test_says_what_was_saved_and_that_liboppis_part_was_not_touched(self, admin, course):
        message = messages_of(save(admin, course, follow=True, note_fi="Hei", own_key=KEY))
        assert "Saved for “Digituki kirjastoissa”: note (Finnish), own enrolment key." in message
        assert "What comes from Liboppi is as it was." in message

    def test_is_in_the_history_with_its_parts(self, admin, course):
        save(admin, course, note_sv="Hej")
        save(admin, course, own_key=KEY)
        words = words_of(admin.get(f"/admin/liboppi/courses/history/{course.pk}/"))
        assert "Edited: note (Swedish)" in words
        assert "Edited: own enrolment key" in words

    def test_without_a_change_writes_nothing_and_says_so(self, admin, course):
        assert "Nothing was changed" in messages_of(save(admin, course, follow=True))
        assert not ModelLogEntry.objects.exists()

    def test_twice_is_the_same_as_once(self, admin, course):
        typed = form_of(admin.get(edit_url(course))) | {"own_key": KEY, "note_fi": "Hei"}
        for _click in range(2):
            assert admin.post(edit_url(course), typed).status_code == 302
        assert own_keys(course) == [KEY]
        assert notes(course) == {"fi": "Hei"}
        assert ModelLogEntry.objects.count() == 1

    def test_does_not_silently_replace_what_someone_else_wrote_meanwhile(self, admin, course):
        mine = form_of(admin.get(edit_url(course))) | {"note_fi": "Minun"}
        save(signed_in("specialist"), course, note_fi="Toisen")
        answer = admin.post(edit_url(course), mine)
        assert notes(course) == {"fi": "Toisen"}
        assert "Someone else has changed the course meanwhile. Now saved: “Toisen”." in words_of(answer)
        assert form_of(answer)["note_fi"] == "Minun"

        admin.post(edit_url(course), form_of(answer))
        assert notes(course) == {"fi": "Minun"}

    def test_tells_of_another_editors_key_without_showing_it_in_the_error(self, admin, course):
        mine = form_of(admin.get(edit_url(course))) | {"own_key": "minun"}
        save(signed_in("specialist"), course, own_key=KEY)
        answer = admin.post(edit_url(course), mine)
        assert own_keys(course) == [KEY]
        assert "Someone else has changed" in words_of(answer)
        assert KEY not in str(answer.context["form"].errors)

    def test_is_refused_without_the_forms_token(self, course):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = signed_in("specialist").cookies
        assert strict.post(edit_url(course), {"own_key": KEY}).status_code == 403
        assert not EnrolmentKey.objects.filter(value=KEY).exists()

"""An editor's own values of a course beside Liboppi's: written, refused, and never written over unseen."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry

from integrations.liboppi.models import Course, CourseCategory, EditorText, EnrolmentMethod, KeySource
from tests.integrations.liboppi.admin_catalogue import (
    make_category,
    make_course,
    messages_of,
    signed_in,
    words_of,
)
from tests.integrations.liboppi.editing import edit_url, form_of, own_keys, part_on_page, save, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.LIBOPPI_COURSE_PAGES = None


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def category() -> CourseCategory:
    return make_category(2, fi="Digituki", sv="Digistöd")


@pytest.fixture
def course(category) -> Course:
    return make_course(
        5,
        titles={"fi": "Digituki kirjastoissa"},
        producers={"fi": "Turun AKE"},
        summary="<p>Tervetuloa <strong>kurssille</strong></p>",
        category=category,
        keys=[(KeySource.CUSTOM_FIELD, "puolukka")],
        key_required=True,
    )


@pytest.fixture
def picture():
    return get_image_model().objects.create(title="Kirjahylly", file=get_test_image_file())


def shown(course: Course, language: str):
    return Course.objects.with_texts().get(pk=course.pk).text_in(language)


class TestATextInALanguage:
    def test_is_shown_in_place_of_liboppis_field_by_field(self, admin, course):
        save(admin, course, title_fi="Digiopas", producer_fi="")
        text = shown(course, "fi")
        assert (text.title, text.producer) == ("Digiopas", "Turun AKE")
        assert text.public_summary == "<p>Tervetuloa <strong>kurssille</strong></p>"
        assert text.own == {"title"}

    def test_that_liboppi_lacks_makes_the_course_speak_it(self, admin, course):
        save(admin, course, title_sv="Digitalt stöd", summary_sv=typed("Välkommen!", "Vi ses."))
        text = shown(course, "sv")
        assert (text.language, text.title, text.excerpt) == ("sv", "Digitalt stöd", "Välkommen! Vi ses.")
        assert text.summary == "<p>Välkommen!</p><p>Vi ses.</p>"
        assert "Liboppi has no text in this language." in words_of(admin.get(edit_url(course)))

    def test_is_forgotten_when_its_fields_are_cleared_but_for_the_note(self, admin, course):
        save(admin, course, title_fi="Digiopas", summary_fi=typed("Oma"), note_fi="Huomio")
        save(admin, course, title_fi=" ", summary_fi=typed(""))
        assert EditorText.objects.values_list("title", "summary", "note", "imported").get() == (
            "",
            "",
            "Huomio",
            {},
        )
        save(admin, course, note_fi="")
        assert not EditorText.objects.exists()

    def test_owns_nothing_else_than_what_was_written(self, admin, course):
        save(admin, course, note_fi="Vain huomio")
        own = EditorText.objects.get()
        assert (own.title, own.summary, own.producer, own.imported) == ("", "", "", {})
        assert not Course.objects.with_own_values().exists()

    @pytest.mark.parametrize(
        "same",
        [
            {"title_fi": "Digituki kirjastoissa"},
            {"producer_fi": "  Turun  AKE "},
            {"summary_fi": "<p>Tervetuloa <b>kurssille</b></p>"},
            {"own_language": "fi"},
            {"own_key": "puolukka"},
        ],
    )
    def test_that_says_what_liboppi_says_is_not_kept(self, admin, course, same):
        answer = save(admin, course, follow=True, **same)
        assert "Not kept as your own, because Liboppi says the same" in messages_of(answer)
        assert not EditorText.objects.exists()
        assert not Course.objects.with_own_values().exists()
        assert not ModelLogEntry.objects.exists()

    def test_can_start_from_liboppis_words(self, admin, course):
        page = admin.get(edit_url(course) + "?start_from=summary_fi")
        assert "Tervetuloa" in form_of(page)["summary_fi"]
        answer = admin.post(edit_url(course), form_of(page), follow=True)
        assert "Not kept as your own" in messages_of(answer)
        assert not EditorText.objects.exists()

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("  Oma\tnimi\r\n", "Oma nimi"),
            ("A\u202eB\x00", "AB"),
            ("<b>&</b>", "<b>&</b>"),
            ("\u200b\u00ad", ""),
            ("ä" * 500, "ä" * 500),
        ],
    )
    def test_has_a_title_on_one_line(self, admin, course, given, kept):
        save(admin, course, title_fi=given)
        assert shown(course, "fi").title == (kept or "Digituki kirjastoissa")

    @pytest.mark.parametrize(
        ("values", "error"),
        [
            ({"title_fi": "x" * 501}, "at most 500 characters"),
            ({"producer_sv": "x" * 256}, "at most 255 characters"),
            ({"summary_fi": typed("x" * 60_000)}, "at most 50000 characters"),
            ({"summary_fi": '{"blocks": 5}'}, "could not be read"),
            ({"summary_fi": '{"blocks": ' + "[" * 100_000}, "could not be read"),
            ({"own_language": "tlh"}, "Choose one of those that are offered."),
            ({"own_category": "999"}, "isn't in Liboppi any more"),
            ({"own_category": "'; DROP"}, "isn't in Liboppi any more"),
            ({"own_image": "999"}, "isn't in the library any more"),
            ({"own_image": "9" * 30}, "isn't in the library any more"),
            ({"own_image": "abc"}, "isn't in the library any more"),
            ({"own_visibility": "gone"}, "Choose one of those that are offered."),
        ],
    )
    def test_that_cannot_be_is_refused_with_the_reason_and_nothing_saved(self, admin, course, values, error):
        answer = save(admin, course, note_fi="Huomio", **values)
        assert error in words_of(answer)
        assert "Nothing was saved." in messages_of(answer)
        assert not EditorText.objects.exists()

    @pytest.mark.parametrize(
        "values",
        [
            {"title_fi": "Digituki, kurssiavain: mustikka42"},
            {"producer_sv": "Nyckeln är puolukka"},
            {"summary_sv": typed("Välkommen!", "Kursnyckel: lingon42")},
            {"summary_fi": typed("Kirjoita avaimeksi puolukka.")},
            {"own_key": "hilla-77", "summary_fi": typed("Sano hilla-77 ovella.")},
        ],
    )
    def test_that_gives_a_key_away_is_refused(self, admin, course, values):
        answer = save(admin, course, **values)
        assert "it seems to tell an enrolment key" in words_of(answer)
        assert not EditorText.objects.exists()
        assert own_keys(course) == []


class TestASummary:
    @pytest.mark.parametrize(
        ("posted", "kept"),
        [
            (
                typed("Lue lisää", link=(4, 5, "https://a.example/x?y=1&z=2")),
                '<p>Lue <a href="https://a.example/x?y=1&amp;z=2" rel="noopener">lisää</a></p>',
            ),
            (typed("Kirjoita", link=(0, 8, "javascript:alert(1)")), "<p>Kirjoita</p>"),
            (typed("Sivu", link=(0, 4, "/fi/sivu/")), "<p>Sivu</p>"),
            ("<p>Oma <script>alert(1)</script><img src=x onerror=alert(1)>teksti</p>", "<p>Oma teksti</p>"),
        ],
    )
    def test_is_clean_html_whose_links_lead_out(self, admin, course, posted, kept):
        save(admin, course, summary_fi=posted)
        assert shown(course, "fi").summary == kept

    def test_that_nobody_touched_is_not_written_again(self, admin, course):
        save(admin, course, summary_fi=typed("Oma teksti", "Toinen", link=(0, 3, "https://a.example/")))
        assert "Nothing was changed" in messages_of(save(admin, course, follow=True))

    def test_window_for_links_knows_the_web_and_mail_but_no_pages(self, admin):
        page = admin.get("/admin/liboppi/link/", {"link_text": "sana", "allow_external_link": "true"})
        html = page.json()["html"]
        assert 'value="sana"' in html
        assert "choose-page" not in html

        def chosen(url):
            return admin.post("/admin/liboppi/link/", {"url": url, "link_text": "sana"}).json()

        assert chosen("https://a.example/")["result"]["url"] == "https://a.example/"
        assert chosen("tuki@a.example")["result"]["url"] == "mailto:tuki@a.example"
        for refused in ("", "/fi/", "javascript:alert(1)", "ftp://a.example/"):
            assert chosen(refused)["step"] == "external_link"


class TestTheOtherParts:
    def test_are_shown_in_place_of_liboppis(self, admin, course, picture):
        other = make_category(3, fi="Muut")
        values = {"own_category": other.pk, "own_language": "sv", "own_image": picture.pk}
        save(admin, course, own_visibility="hidden", **values)
        saved = Course.objects.with_texts().with_pictures().get()
        assert (saved.shown_category, saved.shown_language, saved.cover) == (other, "sv", picture)
        assert not saved.is_in_catalogue
        assert (saved.category_id, saved.language) == (course.category_id, "fi")

    def test_a_language_shows_liboppis_text_as_being_in_it(self, admin, course):
        save(admin, course, title_fi="Oma", own_language="sv")
        assert shown(course, "sv").title == "Digituki kirjastoissa"
        page = admin.get(edit_url(course))
        assert part_on_page(page, "summary_sv").imported.words == course.texts.get().summary
        assert not page.context["comparison"].changed_parts

    def test_a_deleted_category_or_picture_leaves_liboppis_and_a_word_about_it(self, admin, course, picture):
        other = make_category(3, fi="Muut")
        save(admin, course, own_category=other.pk)
        other.delete()
        assert "The category that an editor chose has been deleted." in words_of(admin.get(edit_url(course)))
        save(admin, course, own_category="", own_image=picture.pk)
        picture.delete()
        assert Course.objects.get().cover is None
        save(admin, course, title_fi="Yhä muokattavissa")
        assert shown(course, "fi").title == "Yhä muokattavissa"

    def test_a_picture_tells_where_it_is_used(self, admin, course, picture):
        save(admin, course, own_image=picture.pk)
        usage = signed_in("superuser").get(f"/admin/images/usage/{picture.pk}/")
        assert "Digituki kirjastoissa" in words_of(usage)

    def test_a_key_says_which_method_it_opens_where_several_ask_for_one(self, admin, course):
        assert "own_key_method" not in form_of(admin.get(edit_url(course)))
        second = EnrolmentMethod.objects.create(
            course=course, moodle_id=6, type="self", names={"fi": "Ryhmä B"}, is_open=True, key_required=True
        )
        save(admin, course, own_key="mustikka", own_key_method=second.pk)
        assert course.keys.get(value="mustikka").method == second
        save(admin, course, own_key_method="")
        assert course.keys.get(value="mustikka").method is None
        assert own_keys(course) == ["mustikka"]

    def test_a_key_that_was_replaced_stays_in_the_courses_history(self, admin, course):
        save(admin, course, own_key="vanha")
        save(admin, course, own_key="uusi")
        assert course.keys.get(value="vanha").last_seen is not None
        save(admin, course, own_key="vanha")
        assert own_keys(course) == ["vanha"]


class TestTwoEditorsAtOnce:
    def test_keep_what_the_other_did_not_touch(self, admin, course):
        mine = form_of(admin.get(edit_url(course))) | {"title_fi": "Minun"}
        save(
            signed_in("specialist"),
            course,
            producer_fi="Toisen",
            summary_sv=typed("Andras"),
            own_key="toinen",
        )
        admin.post(edit_url(course), mine)
        text = shown(course, "fi")
        assert (text.title, text.producer) == ("Minun", "Toisen")
        assert shown(course, "sv").summary == "<p>Andras</p>"
        assert own_keys(course) == ["toinen"]

    @pytest.mark.parametrize(
        ("theirs", "mine", "told"),
        [
            ({"title_fi": "Toisen"}, {"title_fi": "Minun"}, "Now saved: “Toisen”."),
            ({"summary_fi": typed("Toisen teksti")}, {"summary_fi": typed("Minun")}, "“Toisen teksti”"),
            ({"own_language": "sv"}, {"own_language": "en"}, "“Swedish”"),
            ({"own_visibility": "hidden"}, {"own_visibility": "shown"}, "“Don't show on the site”"),
        ],
    )
    def test_are_told_before_the_others_words_are_replaced(self, admin, course, theirs, mine, told):
        make_course(6, language="en")
        typed_by_me = form_of(admin.get(edit_url(course))) | mine
        save(signed_in("specialist"), course, **theirs)
        answer = admin.post(edit_url(course), typed_by_me)
        assert "Someone else has changed the course meanwhile." in words_of(answer)
        assert told in words_of(answer)
        part = next(iter(mine))
        before = form_of(admin.get(edit_url(course)))[part]
        admin.post(edit_url(course), form_of(answer))
        assert form_of(admin.get(edit_url(course)))[part] != before

    @pytest.mark.parametrize("seen", ["", "[]", "null", '{"title_fi": 5}', "[" * 100_000])
    def test_a_broken_mark_costs_nobody_anything(self, admin, course, seen):
        save(admin, course, producer_fi="Toisen")
        admin.post(edit_url(course), {"title_fi": "Minun", "seen": seen})
        assert (shown(course, "fi").title, shown(course, "fi").producer) in [
            ("Minun", "Toisen"),
            ("Digituki kirjastoissa", "Toisen"),
        ]


def test_the_page_costs_the_same_whatever_is_written(admin, course, picture):
    url = edit_url(course)
    admin.get(url)
    with CaptureQueriesContext(connection) as bare:
        admin.get(url)
    values: dict[str, Any] = {
        f"{kind}_{code}": "Oma" for kind in ("title", "producer", "note") for code in ("fi", "sv")
    }
    save(admin, course, **values, summary_fi=typed("Oma"), own_key="oma", own_language="sv")
    with CaptureQueriesContext(connection) as full:
        admin.get(url)
    assert len(full) <= len(bare)
    assert len(bare) <= 30


def test_the_form_tells_no_key_in_its_marks(admin, course):
    save(admin, course, own_key="mustikka")
    marks = json.loads(admin.get(edit_url(course)).context["form"]["seen"].value())
    assert "mustikka" not in str(marks)
    assert len(set(marks.values())) == len(marks)

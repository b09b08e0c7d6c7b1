"""What a reader finds with the site's search page."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from integrations.liboppi.models import Course, CourseState, CourseText, EnrolmentKey, KeySource
from tests.factories.core import StandardPageFactory, make_alias, translate
from tests.factories.workgroups import WorkgroupIndexPageFactory, WorkgroupPageFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    "\0",
    "digi\0tuki",
    '"',
    "'",
    '"digituki"*',
    "digituki AND OR NOT",
    "NEAR(digituki kirjasto)",
    "title:digituki",
    "digituki:*",
    "a & b | !c <-> d",
    "((((",
    "\\",
    "%s %d %(x)s",
    "'; DROP TABLE wagtailcore_page; --",
    "<script>alert(1)</script>",
    "-",
    "💥",
    "ä" * 10_000,
    "a " * 5_000,
    "\u202e\ud7ff\ufffe",
]


def search(client, language="fi", **query):
    with override(language):
        address = reverse("search")
    return client.get(address, query)


def titles(answer, kind="pages") -> list[str]:
    return [
        card.title for group in answer.context["groups"] if group.kind.name == kind for card in group.cards
    ]


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def make_course(number: int, title: str, **values) -> Course:
    course = Course(
        moodle_id=number, shortname=f"kurssi{number}", language="fi", url="https://liboppi.example/", **values
    )
    course.modified = datetime(2026, 1, 1, tzinfo=UTC)
    course.save()
    CourseText.objects.create(
        course=course,
        language="fi",
        title=title,
        summary="<p>Avain on salasana.</p>",
        public_summary="<p>Kurssi alkaa heti.</p>",
    )
    EnrolmentKey.objects.create(course=course, source=KeySource.SUMMARY, value="salasana")
    course.save()  # the index takes the texts in
    return course


class TestWhatIsFound:
    def test_pages_by_the_beginning_of_a_word_of_title_lead_or_body(self, client, homes):
        StandardPageFactory(parent=homes.fi, title="Kirjastojen yhteistyö")
        StandardPageFactory(parent=homes.fi, title="Kahvit", lead="Kirjastolaisten aamu")
        StandardPageFactory(parent=homes.fi, title="Ohjeet", body=[("text", "<p>Kirjastoautoille</p>")])
        StandardPageFactory(parent=homes.fi, title="Muuta")
        assert set(titles(search(client, q="kirjastoj"))) == {"Kirjastojen yhteistyö"}
        assert {"Kirjastojen yhteistyö", "Kahvit", "Ohjeet"} <= set(titles(search(client, q="kirjasto")))
        assert "Muuta" not in titles(search(client, q="kirjasto"))

    def test_pages_of_the_readers_language(self, client, homes, swedish):
        page = StandardPageFactory(parent=homes.fi, title="Lukukampanja")
        translate(page, swedish, title="Läskampanj", slug="laskampanj")
        assert titles(search(client, q="lukukampanja")) == ["Lukukampanja"]
        assert titles(search(client, "sv", q="lukukampanja")) == []
        assert titles(search(client, "sv", q="läskampanj")) == ["Läskampanj"]

    def test_an_untranslated_page_in_the_other_language_with_a_word_that_says_so(
        self, client, homes, swedish
    ):
        make_alias(StandardPageFactory(parent=homes.fi, title="Lukukampanja"), swedish)
        answer = search(client, "sv", q="lukukampanja")
        assert titles(answer) == ["Lukukampanja"]
        assert 'hreflang="fi" lang="fi">Lukukampanja</a>' in text_of(answer)

    def test_no_drafts_and_nothing_that_needs_a_permission(self, client, homes, admin_user):
        StandardPageFactory(parent=homes.fi, title="Lukukampanja, luonnos", live=False)
        restricted = StandardPageFactory(parent=homes.fi, title="Lukukampanja, sisäinen")
        PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
        assert titles(search(client, q="lukukampanja")) == []

    def test_courses_that_are_in_the_catalogue(self, client, homes):
        make_course(1, "Digituki kirjastoissa")
        make_course(2, "Digituki kotona", state=CourseState.WITHDRAWN)
        assert titles(search(client, q="digit"), "courses") == ["Digituki kirjastoissa"]

    @pytest.mark.parametrize("signed_in", [False, True])
    def test_no_course_by_its_enrolment_key(self, client, homes, admin_user, signed_in):
        make_course(1, "Digituki")
        if signed_in:
            client.force_login(admin_user)
        answer = search(client, q="salasana")
        assert answer.context["count"] == 0
        assert "Avain on" not in text_of(answer)


class TestThePage:
    def test_asks_for_words_when_there_are_none(self, client, homes):
        answer = search(client)
        assert answer.status_code == 200
        assert answer.context["groups"] == []
        assert 'type="search" id="search" name="q" value=""' in text_of(answer)

    def test_shows_the_words_back_and_gives_advice_when_nothing_is_found(self, client, homes):
        answer = search(client, q="  olematon   sana ")
        assert 'name="q" value="olematon sana"' in text_of(answer)
        assert "empty-state" in text_of(answer)

    def test_is_not_for_search_engines(self, client, homes):
        assert '<meta name="robots" content="noindex">' in text_of(search(client, q="digituki"))

    def test_gives_an_overview_and_a_way_to_all_of_a_kind(self, client, homes):
        for number in range(8):
            StandardPageFactory(parent=homes.fi, title=f"Lukupiiri {number}")
        make_course(1, "Lukupiirin vetäjälle")
        overview = search(client, q="lukupiir")
        assert [(group.kind.name, group.count, len(group.cards)) for group in overview.context["groups"]] == [
            ("pages", 8, 6),
            ("courses", 1, 1),
        ]
        assert 'href="?q=lukupiir&amp;in=pages"' in text_of(overview)
        narrowed = search(client, q="lukupiir", **{"in": "pages"})
        assert len(titles(narrowed)) == 8
        assert titles(narrowed, "courses") == []

    def test_turns_its_pages_and_keeps_the_words(self, client, homes):
        for number in range(21):
            StandardPageFactory(parent=homes.fi, title=f"Lukupiiri {number}")
        first = search(client, q="lukupiir", **{"in": "pages"})
        second = search(client, q="lukupiir", **{"in": "pages", "page": "2"})
        assert 'href="?q=lukupiir&amp;in=pages&amp;page=2"' in text_of(first)
        assert len(titles(first)) == 20
        assert len(titles(second)) == 1
        assert not set(titles(first)) & set(titles(second))

    @pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "\0", ""])
    def test_answers_any_page_number(self, client, homes, page):
        StandardPageFactory(parent=homes.fi, title="Lukupiiri")
        answer = search(client, q="lukupiiri", page=page, **{"in": "pages"})
        assert titles(answer) == ["Lukupiiri"]

    @pytest.mark.parametrize("words", HOSTILE)
    def test_answers_any_words(self, client, homes, words):
        StandardPageFactory(parent=homes.fi, title="Digituki")
        make_course(1, "Digituki")
        answer = search(client, q=words)
        assert answer.status_code == 200
        assert "\0" not in answer.content.decode()
        assert "<script>alert" not in answer.content.decode()
        assert len(answer.context["words"]) <= 200

    def test_takes_words_with_operators_for_words(self, client, homes):
        StandardPageFactory(parent=homes.fi, title="Digituki")
        assert titles(search(client, q='"digituki"')) == ["Digituki"]
        assert titles(search(client, q="(digituki*")) == ["Digituki"]

    def test_costs_the_same_number_of_queries_however_much_is_found(self, client, homes):
        groups = WorkgroupIndexPageFactory(parent=homes.fi)

        def queries() -> int:
            search(client, q="lukupiiri")
            with CaptureQueriesContext(
                connection,
            ) as captured:
                search(client, q="lukupiiri")
            return len(captured)

        def publish(number: int) -> None:
            StandardPageFactory(parent=homes.fi, title=f"Lukupiiri {number}")
            WorkgroupPageFactory(parent=groups, title=f"Lukupiiri {number}")
            make_course(number, f"Lukupiiri {number}")

        publish(1)
        few = queries()
        publish(2)
        publish(3)
        assert queries() == few

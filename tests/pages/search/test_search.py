"""What a reader finds with the site's search page, and how it is shown."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from integrations.liboppi.models import CourseState
from pages.search.editing import Promotion
from pages.search.entries import write_page
from tests.factories.core import StandardPageFactory, make_alias, translate
from tests.factories.workgroups import WorkgroupIndexPageFactory, WorkgroupPageFactory

from .conftest import titles

pytestmark = pytest.mark.django_db

HOSTILE = [
    "\0", "digi\0tuki", '"', "'", '"digituki"*', "digituki AND OR NOT", "title:digituki", "digituki:*",
    "a & b | !c <-> d", "((((", "\\", "%s %d %(x)s", "'; DROP TABLE wagtailcore_page; --",
    "<script>alert(1)</script>", "-", "💥", "ä" * 10_000, "a " * 5_000, "\u202e\ud7ff\ufffe",
]  # fmt: skip
MOST_QUERIES = 12


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


class TestWhatIsFound:
    def test_pages_and_courses_of_the_readers_language_in_one_list(
        self, search, homes, swedish, indexed_course
    ):
        page = StandardPageFactory(parent=homes.fi, title="Lukukampanja")
        translate(page, swedish, title="Läskampanj", slug="laskampanj")
        indexed_course(1, "Lukukampanjan suunnittelu")
        assert set(titles(search("lukukampanja"))) == {"Lukukampanja", "Lukukampanjan suunnittelu"}
        assert titles(search("läskampanj", "sv")) == ["Läskampanj"]

    def test_an_untranslated_page_in_the_other_language_with_a_word_that_says_so(
        self, search, homes, swedish
    ):
        alias = make_alias(StandardPageFactory(parent=homes.fi, title="Lukukampanja"), swedish)
        write_page(alias)
        answer = search("lukukampanja", "sv")
        assert 'hreflang="fi" lang="fi"><mark>Lukukampanja</mark></a>' in text_of(answer)
        assert "På finska" in text_of(answer)

    def test_nothing_that_is_not_for_the_reader(self, search, client, homes, admin_user, indexed_course):
        StandardPageFactory(parent=homes.fi, title="Lukupiiri, luonnos", live=False)
        neighbour = StandardPageFactory(parent=homes.fi, title="Muuta")
        staff = StandardPageFactory(parent=homes.fi, title="Lukupiiri, sisäinen")
        StandardPageFactory(parent=staff, title="Lukupiiri, alasivu")
        PageViewRestriction.objects.create(page=staff, restriction_type=PageViewRestriction.LOGIN)
        gone = indexed_course(1, "Lukupiiri, poistunut")
        gone.state = CourseState.WITHDRAWN
        gone.save()
        assert titles(search("lukupiiri")) == []
        neighbour.move(homes.fi, pos="last-child")  # which moves the restricted page to another path
        assert titles(search("lukupiiri")) == []
        client.force_login(admin_user)
        assert sorted(titles(search("lukupiiri"))) == ["Lukupiiri, alasivu", "Lukupiiri, sisäinen"]

    def test_no_course_by_its_enrolment_key(self, search, client, homes, admin_user, indexed_course):
        indexed_course(
            1,
            "Digituki",
            summary="<p>Avain on lumipallo.</p>",
            public_summary="<p>Tervetuloa.</p>",
            keys=[("summary", "lumipallo")],
        )
        for _reader in ("stranger", "administrator"):
            answer = search("lumipallo")
            assert answer.context["results"].count == 0
            assert "Avain on" not in text_of(answer)
            client.force_login(admin_user)

    def test_what_editors_promote_stands_first_and_says_so(self, search, homes, indexed_course):
        StandardPageFactory(parent=homes.fi, title="Lukupiiri")
        page = StandardPageFactory(parent=homes.fi, title="Näin perustat ryhmän")
        hidden = StandardPageFactory(parent=homes.fi, title="Sisäinen ohje")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        course = indexed_course(1, "Ryhmän vetäminen")
        words = "lukupiiri, perusta lukupiiri"
        for order, target in enumerate(({"page": hidden}, {"course": course}, {"page": page})):
            Promotion.objects.create(words=words, locale="fi", sort_order=order, **target)
        answer = search("  LUKUPIIRI! ")
        assert titles(answer) == ["Ryhmän vetäminen", "Näin perustat ryhmän", "Lukupiiri"]
        assert text_of(answer).count("Suosittelemme: ") == 2
        assert titles(search("lukupiirit")) == titles(answer)
        assert titles(search("piiri")) == ["Lukupiiri"]
        assert titles(search("lukupiiri", "sv")) == []


class TestThePage:
    def test_marks_the_words_and_escapes_all_else(self, search, homes):
        StandardPageFactory(parent=homes.fi, title="<b>Digituki</b> & muuta", lead="Digituen <i>ja digituki")
        text = text_of(search("digituki"))
        assert "&lt;b&gt;<mark>Digituki</mark>&lt;/b&gt; &amp; muuta</a>" in text
        assert "<mark>Digituen</mark> &lt;i&gt;ja <mark>digituki</mark>" in text

    def test_asks_for_words_when_there_are_none(self, search, homes):
        answer = search()
        assert answer.context["cards"] == []
        assert 'type="search" id="search" name="q" value=""' in text_of(answer)
        assert '<meta name="robots" content="noindex">' in text_of(answer)

    def test_helps_on_when_nothing_is_found(self, search, homes, swedish):
        StandardPageFactory(parent=homes.sv, title="Läsning", locale=swedish)
        StandardPageFactory(parent=homes.fi, title="Kurssit", show_in_menus=True)
        answer = search("  läsning   ")
        text = text_of(answer)
        assert 'name="q" value="läsning"' in text
        assert "Mitään ei löytynyt" in text
        assert re.search(r'href="/sv/sok/\?[^"]*" hreflang="sv"[^>]*>Ruotsiksi: 1 tulos<', text)
        assert 'href="/fi/kurssit/" hx-boost="false">Kurssit</a>' in text

    def test_narrows_to_a_kind_with_counts_that_are_the_lists_lengths(self, search, homes, many_courses):
        StandardPageFactory(parent=homes.fi, title="Lukupiirit")
        many_courses(3, "Lukupiiri")
        counts = {choice.kind: choice.count for choice in search("lukupiiri").context["choices"]}
        assert counts == {"": 4, "course": 3, "page": 1}
        for kind, count in counts.items():
            assert search("lukupiiri", in_=kind).context["entries"].paginator.count == count
        assert titles(search("lukupiiri", in_="courses")) == titles(search("lukupiiri", in_="course"))
        assert len(titles(search("lukupiiri", in_="nonsense"))) == 4
        nothing = search("lukupiiri", in_="training")
        assert 'href="?q=lukupiiri">Katso kaikki tulokset</a>' in text_of(nothing)

    def test_turns_its_pages_and_keeps_what_was_asked(self, search, homes, many_courses):
        many_courses(21, "Lukupiiri")
        first, second = (search("lukupiiri", in_="course", page=number) for number in (1, 2))
        assert 'href="?q=lukupiiri&amp;in=course&amp;page=2"' in text_of(first)
        assert (len(titles(first)), len(titles(second))) == (20, 1)
        assert not set(titles(first)) & set(titles(second))
        for page in ("0", "-1", "x", "9" * 40, "\0", ""):
            assert search("lukupiiri", page=page).status_code == 200

    def test_gives_htmx_the_part_that_changes(self, search, homes):
        StandardPageFactory(parent=homes.fi, title="Lukupiiri")
        headers = {"HX-Request": "true"}
        part, whole = search("lukupiiri", headers=headers), search("lukupiiri")
        back = search("lukupiiri", headers={**headers, "HX-History-Restore-Request": "true"})
        for answer in (part, whole):
            assert "HX-Request" in answer["Vary"]
        assert "<html" not in text_of(part)
        assert "<title>Haku: lukupiiri" in text_of(part)
        assert "<html" in text_of(back)
        assert titles(part) == titles(whole) == titles(back)

    def test_answers_any_words(self, search, client, homes, indexed_course):
        indexed_course(1, "Digituki")
        for words in HOSTILE:
            answer = search(words)
            assert answer.status_code == 200, words
            assert "\0" not in answer.content.decode()
            assert "<script>alert" not in answer.content.decode()
            assert len(answer.context["words"]) <= 200
            assert client.get("/fi/haku/ehdotukset/", {"q": words}).status_code == 200, words
        assert titles(search('"digituki"')) == titles(search("(digituki*")) == ["Digituki"]

    def test_costs_few_queries_however_much_is_found(self, search, homes, indexed_course):
        groups = WorkgroupIndexPageFactory(parent=homes.fi)

        def queries() -> int:
            search("lukupiiri")
            with CaptureQueriesContext(connection) as captured:
                search("lukupiiri")
            return len(captured)

        def publish(number: int) -> None:
            page = StandardPageFactory(parent=homes.fi, title=f"Lukupiiri {number}")
            WorkgroupPageFactory(parent=groups, title=f"Lukupiiri {number}")
            indexed_course(number, f"Lukupiiri {number}")
            Promotion.objects.create(words="lukupiiri", locale="fi", page=page)

        publish(1)
        few = queries()
        publish(2)
        publish(3)
        assert few <= MOST_QUERIES
        assert queries() == few


class TestSuggestions:
    def test_are_titles_that_everybody_may_see(self, client, homes, admin_user, indexed_course):
        StandardPageFactory(parent=homes.fi, title="Lukupiiri lapsille")
        indexed_course(2, "Kirjavinkkaus")
        hidden = StandardPageFactory(parent=homes.fi, title="Lukupiirin budjetti")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        indexed_course(1, "Lukupiirin vetäjälle")
        client.force_login(admin_user)
        answer = client.get("/fi/haku/ehdotukset/", {"q": " Lukup"})
        suggested = ["lukupiiri", "Lukupiiri lapsille", "Lukupiirin vetäjälle"]
        assert answer.json() == {"suggestions": suggested}
        assert answer["Cache-Control"] == "max-age=60"
        in_swedish = client.get("/sv/sok/forslag/", {"q": "lukup"})
        assert in_swedish.json()["suggestions"][-1] == "Lukupiirin vetäjälle"
        assert "budjetti" not in answer.content.decode() + in_swedish.content.decode()

    def test_wait_for_two_letters_and_are_kept(self, client, homes, django_assert_max_num_queries):
        StandardPageFactory(parent=homes.fi, title="Lukupiiri")
        assert client.get("/fi/haku/ehdotukset/", {"q": "l"}).json() == {"suggestions": []}
        client.get("/fi/haku/ehdotukset/", {"q": "lu"})
        with django_assert_max_num_queries(1):
            assert client.get("/fi/haku/ehdotukset/", {"q": "LU"}).json() == {"suggestions": ["Lukupiiri"]}

"""The blocks of a page's body: what readers see of them, and what editors see before they choose one."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from integrations.liboppi.models import Course, CourseState, CourseText
from pages.catalogue.models import CataloguePage
from pages.core.models import StandardPage
from tests.factories.core import DocumentFactory, ImageFactory, StandardPageFactory, make_alias, translate
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory, session

pytestmark = pytest.mark.django_db

CARD = re.compile(r'<h\d class="card__title"><a [^>]*>([^<]*)')
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
BLOCKS = StandardPage.body.field.stream_block.child_blocks


def all_blocks() -> dict[str, Block]:
    """The blocks of every body of every kind of page, once each."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    streams = [field.stream_block for field in fields if isinstance(field, StreamField)]
    return {block.definition_prefix: block for stream in streams for block in stream.child_blocks.values()}


def html(client, page) -> str:
    return re.sub(r"\s+", " ", client.get(page.url).content.decode())


def page_with(parent, *body) -> StandardPage:
    return StandardPageFactory(parent=parent, body=list(body))


def make_course(number: int, **values) -> Course:
    course = Course.objects.create(
        moodle_id=number, shortname=str(number), language="fi", url="https://liboppi.example/", **values
    )
    CourseText.objects.create(course=course, language="fi", title=f"Kurssi {number}")
    return course


class TestWhatReadersSee:
    def test_headings_are_one_level_under_the_title(self, client, homes):
        shown = html(
            client, page_with(homes.fi, ("heading", "Tavoitteet"), ("text", RichText("<p>Hei.</p>")))
        )
        assert re.findall(r"<h\d", shown[shown.index("<main") :]) == ["<h1", "<h2"]
        assert '<h2 class="body__heading">Tavoitteet</h2>' in shown

    def test_a_quotation_and_a_call_out(self, client, homes):
        shown = html(
            client,
            page_with(
                homes.fi,
                ("quote", {"text": "Hyvä <i>tutori</i> kysyy.", "source": "Tutorit"}),
                ("callout", {"title": "Ilmoittaudu", "text": RichText("<p>Mahtuu <b>20</b>.</p>")}),
            ),
        )
        assert "<p>Hyvä &lt;i&gt;tutori&lt;/i&gt; kysyy.</p>" in shown
        assert "<figcaption>Tutorit</figcaption>" in shown
        assert '<h2 class="callout__title">Ilmoittaudu</h2>' in shown
        assert "<p>Mahtuu <b>20</b>.</p>" in shown

    def test_a_picture_and_a_file_with_whom_to_credit(self, client, homes):
        picture = {
            "image": {"image": ImageFactory(), "alt_text": "Kirja", "decorative": False},
            "caption": "Kuva",
        }
        body = (
            BLOCKS["picture"].normalize(picture),
            BLOCKS["file"].normalize(
                {"document": DocumentFactory(credit="Turun AKE"), "note": "Kaksi sivua"}
            ),
        )
        shown = html(client, page_with(homes.fi, ("picture", body[0]), ("file", body[1])))
        assert 'alt="Kirja"' in shown
        assert "Matkakuvaaja" in shown
        assert "Turun AKE" in shown
        assert "Kaksi sivua" in shown

    def test_a_link_list_leads_to_the_page_in_the_readers_language(self, client, homes, swedish):
        coffee = StandardPageFactory(parent=homes.fi, slug="kahvit")
        draft = StandardPageFactory(parent=homes.fi, slug="luonnos", live=False)
        translate(coffee, swedish, slug="kaffe")
        page = page_with(
            homes.fi,
            (
                "link_list",
                {
                    "title": "Lue lisää",
                    "links": [
                        {"text": "Kahvit", "page": coffee, "url": ""},
                        {"text": "Luonnos", "page": draft, "url": ""},
                        {"text": "Muualla", "page": None, "url": "https://example.fi/a?b=1&c=2"},
                    ],
                },
            ),
        )
        assert '<a class="ds-link" href="/fi/kahvit/">Kahvit</a>' in html(client, page)
        shown = html(client, make_alias(page, swedish))
        assert '<a class="ds-link" href="/sv/kaffe/">Kahvit</a>' in shown
        assert '<a class="ds-link" href="https://example.fi/a?b=1&amp;c=2">Muualla</a>' in shown
        assert "Luonnos" not in shown

    def test_cards_show_chosen_pages_in_the_readers_language_and_only_those_that_may_be_read(
        self, client, homes, swedish
    ):
        bank = MaterialIndexPageFactory(parent=homes.fi, slug="pankki")
        opened, hidden = (MaterialPageFactory(parent=bank, title=title) for title in ("Opas", "Sisäinen"))
        translate(opened, swedish, title="Handbok")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        page = page_with(homes.fi, ("materials", {"title": "Aineistoja", "items": [opened, hidden]}))
        finnish, in_swedish = html(client, page), html(client, make_alias(page, swedish))
        assert '<h2 class="section__title">Aineistoja</h2>' in finnish
        assert ">Opas</a></h3>" in finnish
        assert ">Handbok</a></h3>" in in_swedish
        assert "Sisäinen" not in finnish + in_swedish

    def test_course_cards_leave_withdrawn_courses_out(self, client, homes):
        courses = [make_course(1), make_course(2, state=CourseState.WITHDRAWN)]
        shown = html(client, page_with(homes.fi, ("courses", {"title": "", "items": courses})))
        assert ">Kurssi 1</a></h2>" in shown
        assert "Kurssi 2" not in shown

    def test_highlights_keep_themselves_up_to_date(self, client, homes):
        calendar = TrainingIndexPageFactory(parent=homes.fi, title="Koulutukset", slug="koulutukset")
        page = page_with(homes.fi, ("highlights", {"title": "", "section": calendar, "number": 2}))
        assert "section__title" not in html(client, page)
        for title in ("Aamu", "Ilta", "Yö"):
            TrainingPageFactory(parent=calendar, title=title, upcoming=True)
        shown = html(client, page)
        assert ">Koulutukset</h2>" in shown
        assert 'href="/fi/koulutukset/"' in shown
        assert shown.count('class="card__title"') == 2

    def test_what_is_chosen_beside_highlights_is_not_taken_for_one_of_them(self, client, homes):
        calendar = TrainingIndexPageFactory(parent=homes.fi)
        over = TrainingPageFactory(parent=calendar, title="Mennyt", past=True)
        late = TrainingPageFactory(parent=calendar, title="Kolmas", sessions=[session(72)])
        for title, hours in (("Toinen", 48), ("Ensi", 24)):
            TrainingPageFactory(parent=calendar, title=title, sessions=[session(hours)])
        page = page_with(
            homes.fi,
            ("trainings", {"title": "", "items": [late, over]}),
            ("highlights", {"title": "Pian", "section": calendar, "number": 2}),
            ("highlights", {"title": "Seuraava", "section": calendar, "number": 1}),
        )
        chosen, soon, following = html(client, page).split('<section class="body__cards">')[1:]
        assert CARD.findall(chosen) == ["Kolmas", "Mennyt"]
        assert CARD.findall(soon) == ["Ensi", "Toinen"]
        assert CARD.findall(following) == ["Ensi"]

    def test_courses_stand_in_the_order_of_their_block(self, client, homes):
        courses = [make_course(number, modified=MORNING + timedelta(hours=number)) for number in range(4)]
        catalogue = homes.fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit"))
        page = page_with(
            homes.fi,
            ("courses", {"title": "", "items": [courses[2], courses[0]]}),
            ("highlights", {"title": "", "section": catalogue, "number": 2}),
        )
        chosen, newest = html(client, page).split('<section class="body__cards">')[1:]
        assert CARD.findall(chosen) == ["Kurssi 2", "Kurssi 0"]
        assert CARD.findall(newest) == ["Kurssi 3", "Kurssi 2"]
        assert 'href="/fi/kurssit/3/"' in newest

    @pytest.mark.parametrize("in_menu", [True, False])
    def test_cards_of_courses_lead_to_the_catalogue_wherever_it_stands(self, client, homes, in_menu):
        homes.fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit", show_in_menus=in_menu))
        page = page_with(homes.fi, ("courses", {"title": "", "items": [make_course(1)]}))
        assert 'href="/fi/kurssit/1/"' in html(client, page)

    def test_cards_cost_the_same_number_of_queries_however_many_there_are(self, client, homes, swedish):
        bank = MaterialIndexPageFactory(parent=homes.fi)
        materials = [MaterialPageFactory(parent=bank, title=f"Opas {number}") for number in range(4)]
        courses = [make_course(number) for number in range(1, 5)]
        links = [{"text": material.title, "page": material, "url": ""} for material in materials]

        def queries(number: int) -> int:
            page = page_with(
                homes.fi,
                ("materials", {"title": "", "items": materials[:number]}),
                ("courses", {"title": "", "items": courses[:number]}),
                ("link_list", {"title": "", "links": links[:number]}),
            )
            client.get(page.url)
            with CaptureQueriesContext(connection) as captured:
                client.get(page.url)
            return len(captured)

        assert queries(1) == queries(4)


class TestWhatEditorsSee:
    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_every_block_has_a_description_and_a_preview_while_the_library_is_empty(
        self, admin_client, language
    ):
        for name, block in all_blocks().items():
            assert block.is_previewable, name
            assert block.get_description(), name
            with override(language):
                answer = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix})
            assert answer.status_code == 200, name
            assert "ui/site." in answer.content.decode(), name

    def test_previews_show_what_the_library_has(self, admin_client, homes):
        ImageFactory(title="Saaristo")
        DocumentFactory(title="Ohje uusille")
        MaterialPageFactory(
            parent=MaterialIndexPageFactory(parent=homes.fi, show_in_menus=True), title="Opas"
        )
        calendar = TrainingIndexPageFactory(parent=homes.fi, show_in_menus=True)
        TrainingPageFactory(parent=calendar, title="Aamukahvit", lead="Tule mukaan.", upcoming=True)
        make_course(1)
        words = {
            "picture": 'alt="Saaristo"',
            "file": "Ohje uusille",
            "materials": "Opas",
            "trainings": "Aamukahvit",
            "courses": "Kurssi 1",
            "highlights": "card__title",
            "gallery": 'alt="Saaristo"',
            "pages": "Aamukahvit",
            "whats_new": "card__title",
            "calendar": 'class="calendar"',
            "video": "<outside-frame",
            "search": "search-form",
        }
        for name, word in words.items():
            answer = admin_client.get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix})
            assert word in answer.content.decode(), name

    def test_previews_of_an_empty_library_say_so(self, admin_client):
        needy = ("picture", "gallery", "file", "pages", "materials", "trainings", "courses")
        for name in (*needy, "highlights", "whats_new"):
            answer = admin_client.get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix})
            assert 'class="ds-alert alert"' in answer.content.decode(), name

"""What a person finds on the site after `load_demo`: pages, languages, people, pictures and files."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import LocaleSynchronization, StringTranslation, Translation

from cms import demo as demo_package
from cms.accounts.models import User
from cms.accounts.roles import GROUP_CHAIRS
from cms.demo.users import DEMO_USERS
from integrations.liboppi.models import Course, EnrolmentKey
from pages.catalogue.models import CataloguePage, CourseSubjects
from pages.core.models import CustomDocument, CustomImage, HomePage, StandardPage
from pages.materials.models import MaterialFile, MaterialPage, Theme
from pages.search.engine import find
from pages.search.models import Entry, Posting
from pages.trainings.models import TrainingPage
from pages.workgroups.models import WorkgroupNewsPage, WorkgroupPage

CONTENT = Path(demo_package.__file__).parent / "content"
SITE, WORKGROUPS, TRAININGS, MATERIALS, PICTURES = (
    json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("site", "workgroups", "trainings", "materials", "pictures")
)
LABELLED = json.loads(
    (Path(__file__).parents[2] / "pages/search/labelled/queries.json").read_text(encoding="utf-8")
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def answers(demo, django_db_blocker) -> dict[str, Any]:
    """What a stranger gets from every published page and every page of a course, by address."""
    with django_db_blocker.unblock():
        addresses = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
        for catalogue in ("/fi/kurssit/", "/sv/kurser/"):
            addresses += [f"{catalogue}{course.moodle_id}/" for course in Course.objects.in_catalogue()]
        client = Client()
        return {address: client.get(address) for address in addresses}


def in_language(model: Any, language: str) -> Any:
    return model.objects.live().filter(locale__language_code=language)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages of commands as they stand in the code."""
    with translation.override("en"):
        yield


def sign_in(client: Any, username: str) -> None:
    user = next(user for user in DEMO_USERS if user.username == username)
    assert client.login(username=user.username, password=user.password)


def snapshot() -> dict[str, Any]:
    """What a load could change."""
    return {
        "revisions": Revision.objects.count(),
        "pages": list(Page.objects.order_by("pk").values_list("pk", "title", "live", "latest_revision")),
        "translations": StringTranslation.objects.count(),
        "pictures": CustomImage.objects.count(),
        "documents": CustomDocument.objects.count(),
        "themes": Theme.objects.count(),
        "users": list(User.objects.order_by("pk").values_list("username", "password")),
        "site": list(Site.objects.values()),
    }


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_entry_of_the_content_is_a_published_page_in_both_trees(language):
    published = {
        model.__name__: in_language(model, language).count()
        for model in (HomePage, StandardPage, WorkgroupPage, WorkgroupNewsPage, TrainingPage, MaterialPage)
    }
    assert published == {
        "HomePage": 1,
        "StandardPage": len(SITE["pages"]),
        "WorkgroupPage": len(WORKGROUPS["workgroups"]),
        "WorkgroupNewsPage": sum(len(group["news"]) for group in WORKGROUPS["workgroups"]),
        "TrainingPage": len(TRAININGS["trainings"]),
        "MaterialPage": len(MATERIALS["materials"]),
    }
    in_menus = len(SITE["indexes"]) + len(WORKGROUPS["workgroups"])
    assert in_language(Page, language).in_menu().count() == in_menus


def test_every_page_answers_strangers_in_the_language_of_its_tree(answers):
    taken_down = {page.get_url() for page in MaterialPage.objects.exclude(taken_down=None)}
    failed = {
        address: answer.status_code
        for address, answer in answers.items()
        if answer.status_code != (HTTPStatus.GONE if address in taken_down else HTTPStatus.OK)
        or f'<html lang="{address[1:3]}"' not in answer.content.decode()
    }
    assert failed == {}
    assert len(taken_down) == 2
    assert len(answers) > 2 * len(TRAININGS["trainings"])


def test_no_page_takes_more_than_15_queries(client):
    pages = Page.objects.live().filter(depth__gt=1).order_by("depth", "path")
    one_of_a_kind = {(page.content_type_id, page.locale_id): page for page in reversed(pages)}
    standard = StandardPage.objects.live()
    courses = [f"{catalogue.get_url()}6/" for catalogue in CataloguePage.objects.live()]
    addresses = {page.get_url() for page in [*one_of_a_kind.values(), *standard]} | set(courses)
    taken = {}
    for address in addresses:
        client.get(address)  # the first request makes renditions
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == HTTPStatus.OK
        taken[address] = len(queries)
    materials = {page.get_url() for page in MaterialPage.objects.live()}  # with uses, versions and relatives
    assert {a: n for a, n in taken.items() if n > (17 if a in materials else 15)} == {}
    assert len(taken) > 20


def test_every_page_has_the_texts_of_its_language():
    entries = [*SITE["pages"], *WORKGROUPS["workgroups"], *TRAININGS["trainings"], *MATERIALS["materials"]]
    for language in ("fi", "sv"):
        leads = Counter(in_language(Page, language).specific().values_list("title", flat=True))
        titles = Counter(entry["title"][language] for entry in entries if language in entry["title"])
        assert titles - leads == Counter()


def test_pages_of_the_two_languages_are_translations_of_each_other(client):
    finnish = TrainingPage.objects.get(title="Digiopastus ruotsiksi")
    swedish = TrainingPage.objects.get(title="Digihandledning på svenska")
    assert finnish.get_translations().get().pk == swedish.pk
    assert swedish.get_url() in client.get(finnish.get_url()).content.decode()


def test_an_editor_finds_every_text_translated():
    unfinished = [
        item.source.object_repr
        for item in Translation.objects.select_related("source")
        if len(set(item.get_progress())) > 1
    ]
    assert unfinished == []
    pages_in_both = Page.objects.filter(depth__gt=1, alias_of=None, locale__language_code="sv")
    only_swedish = sum("only" in entry and entry["only"] == "sv" for entry in MATERIALS["materials"])
    assert Translation.objects.filter(enabled=True).count() == pages_in_both.count() - only_swedish


def test_what_exists_in_one_language_stands_in_the_other_tree_as_an_alias():
    only = {
        next(iter(entry["title"].values())): entry["only"]
        for entry in MATERIALS["materials"]
        if "only" in entry
    }
    aliases = Page.objects.exclude(alias_of=None)
    assert {page.title: page.alias_of.locale.language_code for page in aliases} == only
    assert all(page.live and page.locale != page.alias_of.locale for page in aliases)


def test_new_pages_of_editors_will_stand_in_both_trees():
    synchronization = LocaleSynchronization.objects.get()
    assert (synchronization.locale.language_code, synchronization.sync_from.language_code) == ("sv", "fi")


def test_links_in_texts_lead_to_pages_in_the_readers_language(client):
    support = StandardPage.objects.get(title="Inloggning och stöd")
    assert 'href="/sv/kurser/"' in client.get(support.get_url()).content.decode()


def test_sessions_are_held_on_their_weekday_in_the_promised_week():
    for training in TRAININGS["trainings"]:
        stored = TrainingPage.objects.get(title=training["title"]["sv"]).schedule
        for session, promised in zip(stored, training["sessions"], strict=True):
            starts, ends = timezone.localtime(session.starts), timezone.localtime(session.ends)
            week = timezone.localdate() + timedelta(days=promised["starts_in_days"])
            assert starts.isocalendar() == (*week.isocalendar()[:2], promised["weekday"])
            assert starts.date() == ends.date()
            assert (f"{starts:%H:%M}", f"{ends:%H:%M}") == (promised["time"], promised["end_time"])


def test_there_are_trainings_to_come_and_trainings_that_are_over():
    finnish = in_language(TrainingPage, "fi")
    assert finnish.upcoming().count() > 5
    assert finnish.past().count() > 5


def test_materials_carry_their_files_themes_and_picture():
    material = MaterialPage.objects.get(title="Sagostig i närskogen")
    assert {file.document.title for file in material.files.all()} == {
        "Satupolun ohje",
        "Anvisning för sagostigen",
    }
    assert {theme.slug for theme in material.themes.all()} == {
        "children-and-young-people",
        "reading-promotion",
    }
    assert material.picture.title == "Kirja avautuu maisemaksi"
    assert material.picture_alt.startswith("Tecknad bild: en öppen bok")
    assert [block.block_type for block in material.body] == ["heading", "text", "callout"]


def test_themes_are_named_in_both_languages():
    names = {(theme.locale.language_code, theme.name) for theme in Theme.objects.all()}
    assert {("fi", "Digitaidot"), ("sv", "Digitala färdigheter")} <= names
    assert len(names) == 2 * len(MATERIALS["themes"])


def test_courses_trainings_and_materials_are_on_the_same_themes(indexed):
    entries = Entry.objects.filter(locale="fi")
    for kind in ("course", "training", "material"):
        assert [one for one in entries.filter(kind=kind) if "accessibility" in one.facets.get("theme", ())]
    about = [one for one in entries.filter(kind="training") if one.facets["theme"] and one.facets["target"]]
    assert len(about) >= 20


def test_pictures_are_drawn_in_their_size_with_credit_and_licence(demo):
    for picture in PICTURES["pictures"]:
        image = CustomImage.objects.get(title=picture["title"]["fi"])
        assert (image.credit, image.licence) == (picture["credit"], picture["licence"])
        with Image.open(demo / image.file.name) as drawn:
            assert list(drawn.size) == picture["size"]
            assert len(drawn.getcolors(maxcolors=1 << 20) or ()) > len(
                {shape["colour"] for shape in picture["shapes"]}
            )


def test_files_can_be_fetched_by_strangers(client):
    gone = {file.document_id for file in MaterialFile.objects.exclude(page__taken_down=None)}
    for document in CustomDocument.objects.exclude(pk__in=gone):
        answer = client.get(document.url)
        assert answer.status_code == 200, document.filename
        assert len(b"".join(answer.streaming_content)) == document.file_size


def test_chosen_courses_stand_on_pages_of_both_languages_under_a_title_in_each(client):
    finnish, swedish = (
        client.get(address).content.decode()
        for address in ("/fi/kirjautuminen-ja-tuki/", "/sv/inloggning-och-stod/")
    )
    assert "Liboppi-kursseja, joista on hyvä aloittaa" in finnish
    assert "Liboppi-kurser att börja med" in swedish
    number = Course.objects.get(texts__title="Selkokielen perusteet").moodle_id
    assert f'href="/fi/kurssit/{number}/"' in finnish
    assert f'href="/sv/kurser/{number}/"' in swedish


def test_blocks_of_courses_stand_where_the_content_has_them():
    support = StandardPage.objects.get(title="Inloggning och stöd")
    [content] = [page for page in SITE["pages"] if page["key"] == "support"]
    assert [block.block_type for block in support.body] == [block["type"] for block in content["body"]]


def test_the_front_page_costs_its_body_at_most_nine_queries(client):
    home = HomePage.objects.get(locale__language_code="fi")
    client.get(home.get_url())  # renditions, content types and sites' paths are at hand from now on
    answer = client.get(home.get_url())
    context = {"body": home.body, "language": "fi", "request": answer.wsgi_request, "page": home}
    with translation.override("fi"), CaptureQueriesContext(connection) as captured:
        render_to_string("core/body.html", context)
    assert len(captured) <= 9


def test_keys_of_courses_are_shown_to_staff(client):
    number = Course.objects.filter(keys__value="lukulux").values_list("moodle_id", flat=True)[0]
    address = f"/sv/kurser/{number}/"
    shown = '<code class="enrolment-key__value" translate="no">lukulux</code>'
    assert shown not in client.get(address).content.decode()
    sign_in(client, "staff")
    assert shown in client.get(address).content.decode()


def test_no_page_tells_strangers_a_key(answers):
    keys = "|".join(set(EnrolmentKey.objects.values_list("value", flat=True)))
    # "havainnut" has nothing to do with keys
    telling = re.compile(rf"(?<!h)(avain|nyckel)\w*\W{{1,60}}({keys})\b", re.IGNORECASE)
    pages = {address: answer.content.decode() for address, answer in answers.items()}
    assert [address for address, html in pages.items() if telling.search(re.sub("<[^>]*>", " ", html))] == []
    assert [address for address, html in pages.items() if "enrolment-key__value" in html] == []


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("fi", "omatoimikirjaston", "AKE-kahvit: omatoimikirjaston arki"),
        ("sv", "skärgårdens", "Studieresa till skärgårdens bibliotek"),
    ],
)
def test_the_search_finds_pages_in_both_languages(client, indexed, language, words, title):
    with translation.override(language):
        address = reverse("search")
    html = client.get(address, {"q": words}).content.decode()
    assert title in html.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize("user", DEMO_USERS, ids=lambda user: user.username)
def test_every_user_can_sign_in_with_a_password_that_the_site_would_take(client, user):
    stored = User.objects.get(username=user.username)
    validate_password(user.password, stored)
    assert client.login(username=user.username, password=user.password)
    assert client.get("/admin/").status_code == (302 if user.username == "staff" else 200)


def test_the_editor_writes_in_finnish_and_may_edit_pages_of_both_trees(client):
    sign_in(client, "editor")
    assert client.get("/admin/").headers["Content-Language"] == "fi"
    for title in ("AKE-kahvit", "AKE-kaffe"):
        page = Page.objects.get(title=title)
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200
        assert page.get_latest_revision() is not None
    chooser = client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert "Kirja avautuu maisemaksi" in chooser


def test_group_chairs_may_write_the_pages_of_workgroups_in_both_trees_and_no_others():
    chair = User.objects.create_user("chair")
    chair.groups.add(Group.objects.get(name=GROUP_CHAIRS))
    titles = ["Digitutorit", "Digitutorerna", "AKE-kahvit", "AKE-kaffe"]
    pages = {title: Page.objects.get(title=title).permissions_for_user(chair) for title in titles}
    assert {title: rights.can_edit() and rights.can_publish() for title, rights in pages.items()} == {
        "Digitutorit": True,
        "Digitutorerna": True,
        "AKE-kahvit": False,
        "AKE-kaffe": False,
    }


def test_the_editor_sees_the_swedish_text_beside_the_finnish(client):
    sign_in(client, "editor")
    page = Page.objects.get(title="AKE-kaffe")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    [props] = re.findall(r'data-props="([^"]*)"', html)
    editor = json.loads(unescape(props))
    sources = {
        segment["id"]: segment["source"] for segment in editor["segments"] if segment["type"] == "string"
    }
    translations = {sources[item["segment_id"]]: item["data"] for item in editor["initialStringTranslations"]}
    assert translations["Näin AKE-kahvit toimivat"] == "Så här fungerar AKE-kaffet"
    assert set(translations) == set(sources.values())


def test_a_further_load_changes_nothing_and_says_so():
    before = snapshot()
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert snapshot() == before
    assert "nothing was changed" in out.getvalue()


def test_a_further_load_keeps_what_people_have_edited_and_deleted():
    edited = StandardPage.objects.get(title="AKE-kahvit")
    edited.title = "Aamukahvit"
    edited.save_revision(user=User.objects.get(username="editor")).publish()
    TrainingPage.objects.get(title="Mentorointiohjelma").delete()
    User.objects.get(username="staff").delete()
    before = snapshot()
    call_command("load_demo", verbosity=0)
    assert snapshot() == before


def test_a_further_load_says_nothing_anew_of_courses_once_an_editor_has_taken_it_back(client):
    sign_in(client, "admin")
    said = CourseSubjects.objects.first()
    CourseSubjects.objects.exclude(pk=said.pk).delete()
    client.post(reverse(CourseSubjects.snippet_viewset.get_url_name("delete"), args=[said.pk]))
    assert not CourseSubjects.objects.exists()
    call_command("load_demo", verbosity=0)
    assert not CourseSubjects.objects.exists()


def test_labelled_queries_find_what_they_should_among_the_first_five(indexed):
    names = {
        entry.pk: entry.page.slug if entry.page else f"#{entry.course.moodle_id}"
        for entry in Entry.objects.select_related("page", "course")
    }
    recalls, told, misplaced = [], [], []
    for query in (query for kind in LABELLED.values() for query in kind):
        answer = find(query["words"], query["locale"], literal=query.get("literal", False))
        hits = [names[pk] for pk in answer.hits]
        wanted = set(query["expected"])
        told += [(query["words"], name) for name in query.get("unexpected", ()) if name in hits]
        in_order = query.get("in_order", ())
        if [name for name in hits if name in in_order] != list(in_order):
            misplaced.append((query["words"], hits))
        if wanted:
            recalls.append(len(wanted & set(hits[:5])) / len(wanted))
    assert told == [], "courses are found by their enrolment keys"
    assert misplaced == []
    assert not Posting.objects.filter(term__in=["digidiplomi", "ebibliotek"]).exists()
    assert len(recalls) >= 120
    assert sum(recalls) / len(recalls) >= 0.95

"""The report of translations, the panel that counts, and the note beside the editor."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cms.accounts.roles import SPECIALISTS
from tests.factories.core import StandardPageFactory, make_alias, translate
from tests.factories.materials import ThemeFactory
from tests.factories.translations import submit_for_translation, translate_strings

from .conftest import let_edit

pytestmark = pytest.mark.django_db


def report(client, **chosen):
    return client.get(reverse("translations:pages"), chosen)


def rows(client, **chosen):
    """The report as a spreadsheet's rows, without the home pages."""
    answer = client.get(reverse("translations:pages"), {**chosen, "export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    return [row[:1] + row[3:] for row in list(csv.reader(io.StringIO(text)))[1:] if "kirjastot" not in row[0]]


def titles(client, **chosen):
    return [row[0] for row in rows(client, **chosen)]


@pytest.fixture
def pages(homes, swedish, specialist, django_capture_on_commit_callbacks):
    """One page for each state, published so that the draft's is the oldest."""
    Page.objects.filter(depth=2, content_type__app_label="wagtailcore").delete()  # Wagtail's welcome
    made = {
        name: StandardPageFactory.create(parent=homes.fi, title=name, slug=name)
        for name in ("puuttuu", "luonnos", "vanhentunut", "valmis", "oma")
    }
    make_alias(made["puuttuu"], swedish)
    make_alias(made["luonnos"], swedish)
    with django_capture_on_commit_callbacks(execute=True):
        submit_for_translation(made["luonnos"], swedish).save_target(publish=True)
        for name, title in (("vanhentunut", "föråldrad"), ("valmis", "färdig")):
            translate_strings(submit_for_translation(made[name], swedish), {name: title})
    changed = made["vanhentunut"].specific
    changed.lead = "Uutta."
    with django_capture_on_commit_callbacks(execute=True):
        changed.save_revision().publish()
    translate(made["oma"], swedish, title="egen")
    long_ago = timezone.now() - timedelta(days=30)
    Page.objects.filter(pk=made["puuttuu"].pk).update(first_published_at=long_ago)
    svensk = StandardPageFactory.create(parent=homes.sv, title="svensk", locale=swedish)
    svensk.copy_for_translation(homes.fi.locale, alias=True)
    return made


def test_says_how_far_each_page_is_in_each_language_the_oldest_first(client, pages):
    found = {title: (fi, sv) for title, fi, sv in rows(client)}
    assert titles(client)[0] == "puuttuu"
    assert {
        title: tuple(cell.split(" ")[0].rstrip(",") for cell in cells) for title, cells in found.items()
    } == {
        "puuttuu": ("Alkuperäinen", "Kääntämättä"),
        "luonnos": ("Alkuperäinen", "Luonnos"),
        "vanhentunut": ("Alkuperäinen", "Vanhentunut"),
        "valmis": ("Alkuperäinen", "Käännetty"),
        "oma": ("Alkuperäinen", "Käännetty"),
        "svensk": ("Kääntämättä", "Alkuperäinen"),
    }
    assert "1/1 teksti kääntämättä" in found["luonnos"][1]


FILTERED = [
    ({"state": "missing"}, {"puuttuu", "svensk"}),
    ({"state": "missing", "language": "sv"}, {"puuttuu"}),
    ({"state": "outdated"}, {"vanhentunut"}),
    ({"state": "draft"}, {"luonnos"}),
    ({"state": "waiting", "language": "sv"}, {"puuttuu", "luonnos", "vanhentunut"}),
    ({"language": "fi"}, {"svensk"}),
    ({"q": "valm"}, {"valmis"}),
]


def test_filters_and_search(client, pages):
    for chosen, expected in FILTERED:
        assert set(titles(client, **chosen)) == expected, chosen


def test_filters_by_section_and_kind(client, pages):
    inside = StandardPageFactory.create(parent=pages["oma"], title="sisällä")
    assert set(titles(client, section=pages["oma"].translation_key)) == {"oma", "sisällä"}
    assert titles(client, content_type=inside.content_type_id, q="sisä") == ["sisällä"]


def test_each_cell_leads_to_its_work(client, pages, swedish):
    html = report(client).content.decode()
    submit = reverse("wagtail_localize:submit_page_translation", args=[pages["puuttuu"].pk])
    assert f"{submit}?select_locale=sv" in html
    draft = pages["luonnos"].get_translation(swedish)
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in html
    deed = re.search(r'<form method="post" action="([^"]+)"', html).group(1)
    outdated = pages["vanhentunut"].get_translation(swedish)
    answer = client.post(deed)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[outdated.pk])
    assert "bring-changes" not in report(client).content.decode()
    assert titles(client, state="outdated") == ["vanhentunut"]


def test_bringing_changes_asks_for_the_right_to_both_sides(client, pages, django_user_model, homes):
    deed = re.search(r'action="([^"]+bring-changes/)"', report(client).content.decode()).group(1)
    group = Group.objects.create(name="Svenska")
    group.permissions.add(Group.objects.get(name=SPECIALISTS).permissions.get(codename="access_admin"))
    group.permissions.add(Group.objects.get(name=SPECIALISTS).permissions.get(codename="submit_translation"))
    let_edit(group, homes.sv)
    swede = django_user_model.objects.create_user("swede")
    swede.groups.add(group)
    client.force_login(swede)
    assert client.post(deed).url == reverse("wagtailadmin_home")
    assert titles(client) == ["svensk"]


def test_the_number_of_queries_does_not_grow_with_the_list(client, pages, homes):
    report(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        report(client)
    for number in range(5):
        StandardPageFactory.create(parent=homes.fi, title=f"Lisää {number}")
    with CaptureQueriesContext(connection) as many:
        report(client)
    assert len(many) == len(few) <= 22


def test_congratulates_where_nothing_waits(client, pages):
    assert "Hienoa" in report(client, state="draft", q="valmis").content.decode()


def test_home_counts_what_waits_and_leads_there(client, pages):
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "translations/?language=sv&amp;state=missing" in html
    cells = re.findall(r'aria-label="Ruotsi, (\w+): (\d+)"', html)
    assert dict(cells) == {"Kääntämättä": "1", "Vanhentunut": "1", "Luonnos": "1"}


def test_beside_the_editor_stands_how_far_the_other_language_is(client, pages, swedish):
    def note(page):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        part = html[html.index("translations-note") :]
        return part[: part.index("</ul>")]

    assert "Kääntämättä" in note(pages["puuttuu"])
    assert "bring-changes" in note(pages["vanhentunut"])
    assert "bring-changes" in note(pages["vanhentunut"].get_translation(swedish))
    assert "Käännetty" in note(pages["oma"])


def test_themes_have_a_list_of_their_own(client, specialist, swedish):
    ThemeFactory.create(name="Digitaidot")
    done = ThemeFactory.create(name="Lukemaan")
    done.copy_for_translation(swedish).save()
    place = reverse("translations:snippets", args=["materials", "theme"])
    html = client.get(place, {"state": "missing"}).content.decode()
    assert "Digitaidot" in html
    assert "Lukemaan" not in html
    assert place in report(client).content.decode()
    assert client.get(reverse("translations:snippets", args=["core", "homepage"])).status_code == 404


def test_the_reports_are_for_those_who_edit(client, specialist, django_user_model):
    Group.objects.get(name=SPECIALISTS).permissions.remove(
        *Group.objects.get(name=SPECIALISTS).permissions.filter(codename="change_theme")
    )
    GroupPagePermission.objects.filter(group__name=SPECIALISTS).delete()
    assert report(client).url == reverse("wagtailadmin_home")
    assert client.get(reverse("translations:snippets", args=["materials", "theme"])).status_code == 302


def test_wagtail_localizes_bare_list_leads_to_ours(client, specialist):
    assert client.get(reverse("wagtail_localize:translations_report")).url == reverse("translations:pages")

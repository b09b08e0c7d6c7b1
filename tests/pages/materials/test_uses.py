"""Staff tell how they used a material; an editor looks at it; readers of either language see it."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from pages.materials.models import MaterialPage, MaterialUse
from pages.search.models import Entry
from tests.factories.core import make_alias
from tests.factories.materials import MaterialPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in
from tests.pages.core.uploads.files import pdf

pytestmark = pytest.mark.django_db
TELLERS = ("library staff", "group chair", "specialist", "superuser")
OWN_VERSION = pdf()
WORDS = {"library": "Raision kirjasto", "used_on": "2026-03-14", "text": "Lapset pitivät.\nKiitos!"}


def jpeg(size=(2000, 500)) -> bytes:
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Salakamera"
    Image.new("RGB", size, "teal").save(data, "JPEG", exif=exif)
    return data.getvalue()


def upload(name: str, data: bytes = OWN_VERSION) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def with_picture(**values):
    return {
        **WORDS,
        "picture": upload("kuva.jpg", jpeg()),
        "picture_alt": "Polku",
        "people_agreed": "on",
        **values,
    }


@pytest.fixture
def material(bank) -> MaterialPage:
    """A material; an alias stands for it in Swedish."""
    page = MaterialPageFactory.create(parent=bank, title="Satupolku")
    make_alias(page, bank.get_translations().get().locale)
    return page


@pytest.fixture
def form_url(material):
    return f"{material.url}kaytetty/"


@pytest.fixture
def staff():
    return signed_in("library staff")


@pytest.fixture
def use(staff, form_url) -> MaterialUse:
    """What a member of the staff has told, with a picture and a file."""
    staff.post(form_url, with_picture(adapted=[upload("oma.pdf")]))
    return MaterialUse.objects.get()


def decide(client, use, deed, **values):
    url = reverse("material_uses:edit", args=[use.pk])
    use.refresh_from_db()
    words = {"library": use.library, "text": use.text, "picture_alt": use.picture_alt, "reason": ""}
    return client.post(url, {**words, "seen": use.version, "deed": deed, **values})


def swedish(material) -> MaterialPage:
    return MaterialPage.objects.get(locale__language_code="sv", translation_key=material.translation_key)


@pytest.mark.parametrize("role", ["stranger", "nobody", *TELLERS])
def test_who_may_tell_and_who_may_decide(material, form_url, use, role):
    client = signed_in(role)
    answer = client.get(form_url)
    assert answer.status_code == (200 if role in TELLERS else 302 if role == "stranger" else 403)
    assert client.post(form_url, WORDS).status_code == (302 if role in (*TELLERS, "stranger") else 403)
    assert MaterialUse.objects.count() == (2 if role in TELLERS else 1)
    decides = role in ("specialist", "superuser")
    assert (f"{form_url}" in client.get(material.url).content.decode()) == (role in TELLERS)
    decide(client, use, "show")
    use.refresh_from_db()
    assert use.is_shown == decides
    report = client.get(reverse("materials_counts"))
    assert (report.status_code == 200) == decides


def test_a_use_is_shown_in_both_languages_once_an_editor_has_looked(client, material, staff, use):
    editor = signed_in("specialist", "fi")
    name, picture, file = "Raision kirjasto", f"kaytetty/{use.pk}/kuva/", f"tiedostot/{use.files.get().pk}/"
    assert name not in client.get(material.url).content.decode()
    assert "odottaa toimittajaa" in staff.get(material.url).content.decode()
    for address in (material.url + picture, f"{material.url}kaytetty/{use.pk}/{file}"):
        assert client.get(address).status_code == 404
        assert staff.get(address).status_code == editor.get(address).status_code == 200
    listing = editor.get(reverse("material_uses:index"), {"state": "waiting"}).content.decode()
    for text in (name, "Satupolku", "(1)"):
        assert text in listing
    assert name in editor.get(reverse("wagtailadmin_home")).content.decode()
    looked_at = editor.get(reverse("material_uses:edit", args=[use.pk])).content.decode()
    assert "Lapset pitivät." in looked_at
    assert f"<title>Muokataan: {name}" in looked_at

    decide(editor, use, "show", text="Lapset pitivät. <b>Kiitos!</b>")
    finnish, other = (client.get(one.url).content.decode() for one in (material, swedish(material)))
    for text in (
        name,
        "maaliskuu 2026",
        "Käytetty 1 kerran",
        "&lt;b&gt;Kiitos!",
        picture,
        'alt="Polku"',
        "oma.pdf",
    ):
        assert text in finnish
    assert f'<h3 class="use__library" lang="fi">{name}' in other
    assert "mars 2026" in other
    assert use.teller.username not in finnish
    assert "näkyy nyt tällä sivulla" in staff.get(material.url).content.decode()
    assert set(Entry.objects.filter(title="Satupolku").values_list("locale", "uses")) == {
        ("fi", 1),
        ("sv", 1),
    }
    download = client.get(f"{material.url}kaytetty/{use.pk}/{file}")
    assert (b"".join(download), download["Content-Disposition"]) == (
        OWN_VERSION,
        'attachment; filename="oma.pdf"',
    )


def test_what_was_decided_can_be_undone_and_the_reason_reaches_the_teller_alone(client, material, staff, use):
    editor = signed_in("specialist", "fi")
    assert "Kirjoita ensin perustelu" in decide(editor, use, "decline").content.decode()
    for deed, values, state in (
        ("decline", {"reason": "Sama kuin ennen."}, "declined"),
        ("undo", {}, "waiting"),
        ("show", {}, "shown"),
        ("take_away", {"reason": "Pyydetty pois."}, "taken_away"),
    ):
        assert decide(editor, use, deed, **values).status_code == 302
        use.refresh_from_db()
        assert use.state == state
    assert "Pyydetty pois." in staff.get(material.url).content.decode()
    assert "Pyydetty pois." not in signed_in("library staff").get(material.url).content.decode()
    assert client.get(f"{material.url}kaytetty/{use.pk}/kuva/").status_code == 404
    assert Entry.objects.get(title="Satupolku", locale="fi").uses == 0
    stale = decide(editor, use, "undo", seen=1)
    assert "mitään ei tallennettu" in stale.content.decode()
    assert decide(editor, use, "show").status_code == 200, "not possible in this state"
    decide(editor, use, "undo")
    use.refresh_from_db()
    assert use.is_shown


def test_the_teller_changes_and_deletes_what_waits_and_nothing_else(
    material, staff, use, form_url, django_capture_on_commit_callbacks
):
    shown = staff.get(form_url).content.decode()
    assert "Raision kirjasto" in shown
    assert "oma.pdf" in shown
    file = use.files.get()
    staff.post(
        form_url, {**WORDS, "text": "Uusi.", "use": use.pk, "remove_files": file.pk, "remove_picture": "on"}
    )
    use.refresh_from_db()
    assert (use.text, bool(use.picture), use.files.count(), use.state) == ("Uusi.", False, 0, "waiting")
    decide(signed_in("specialist"), use, "show")
    late = staff.post(form_url, {**WORDS, "text": "Myöhässä", "use": use.pk})
    assert "Myöhässä" in late.content.decode()
    staff.post(form_url, {"withdraw": "1", "use": use.pk})
    assert MaterialUse.objects.get().text == "Uusi."
    staff.post(form_url, with_picture())
    second = MaterialUse.objects.get(state="waiting")
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(form_url, {"withdraw": "1", "use": second.pk})
    assert not second.picture.storage.exists(str(second.picture.name))
    assert MaterialUse.objects.count() == 1


def test_nothing_is_lost_on_an_error_and_a_picture_tells_nothing_of_its_camera(staff, form_url):
    wrong = with_picture(
        text="", picture_alt="", adapted=[upload("hyvä.pdf"), upload("paha.exe"), upload("tyhjä.pdf", b"")]
    )
    shown = staff.post(form_url, wrong).content.decode()
    for text in (
        "Raision kirjasto",
        "paha.exe",
        "tyhjä.pdf",
        "Kerro, mitä kuvassa on.",
        "hyvä.pdf (",
        "Kuvasi on tallessa",
    ):
        assert text in shown
    draft = MaterialUse.objects.get()
    assert (draft.state, [file.name for file in draft.files.all()]) == ("draft", ["hyvä.pdf"])
    staff.post(form_url, {**WORDS, "use": draft.pk, "picture_alt": "Polku", "people_agreed": "on"})
    draft.refresh_from_db()
    assert (draft.state, draft.files.count()) == ("waiting", 1)
    staff.post(
        form_url, {**WORDS, "picture_alt": "Polku", "people_agreed": "on", "adapted": [upload("hyvä.pdf")]}
    )
    assert MaterialUse.objects.get().files.count() == 1, "sent twice"
    with Image.open(MaterialUse.objects.get().picture.open()) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (1600, 400), {})


HOSTILE: list[dict[str, Any]] = [
    {"library": "a\x00b"},
    {"library": "x" * 5000},
    {"used_on": (localdate() + timedelta(days=1)).isoformat()},
    {"used_on": "0001-01-01"},
    {"used_on": "huomenna"},
    {"text": "x" * 3001},
    {"remove_files": "999"},
    {"use": "' OR 1=1"},
    {"picture": upload("kuva.jpg", b"<html>")},
    {"picture": upload("kuva.png", jpeg()[:300])},
    {"adapted": [upload(f"{number}.pdf") for number in range(6)]},
]


def test_bad_input_gets_an_error_and_is_not_sent(staff, form_url):
    for values in HOSTILE:
        answer = staff.post(form_url, {**WORDS, **values})
        assert answer.status_code == 200
        assert "ds-error-summary" in answer.content.decode(), values
    assert not MaterialUse.objects.waiting().exists()


def test_the_form_is_throttled(staff, form_url):
    answers = [staff.post(form_url, {"library": "x", "use": ""}).status_code for _number in range(31)]
    assert answers == [200] * 30 + [429]


def test_materials_are_sorted_by_use_at_no_cost_a_row(client, bank, material, use):
    decide(signed_in("specialist"), use, "show")
    MaterialPageFactory.create(parent=bank, title="Uusin")
    for sort, first in (("most-used", "Satupolku"), ("newest", "Uusin"), ("\x00", "Uusin")):
        cards = client.get(bank.url, {"sort": sort}).context["cards"]
        assert cards[0].title == first
    facts = {fact.text for card in cards for fact in card.facts}
    assert "Kerran" in facts


def test_old_drafts_go_when_another_use_is_begun(staff, form_url):
    staff.post(form_url, {"adapted": [upload("a.pdf")]})
    MaterialUse.objects.update(changed=date(2026, 1, 1).isoformat() + "T00:00Z")
    signed_in("specialist").post(form_url, WORDS)
    assert [one.state for one in MaterialUse.objects.all()] == ["waiting"]


def test_who_was_signed_out_meanwhile_loses_no_words(client, form_url, django_user_model):
    away = client.post(form_url, WORDS)
    person = signed_in("library staff").get("/").wsgi_request.user
    client.force_login(django_user_model.objects.get(pk=person.pk))
    assert away.url.endswith(form_url)
    shown = client.get(form_url).content.decode()
    for words in ("Raision kirjasto", "2026-03-14", "Lapset pitivät."):
        assert words in shown
    assert not MaterialUse.objects.exists()
    assert "Lapset pitivät." not in client.get(form_url).content.decode()


def test_an_adapted_files_accessibility_is_told_to_teller_editor_and_readers(
    staff, use, form_url, material, client
):
    assert "file-findings" in staff.get(form_url).content.decode()
    editor = signed_in("specialist")
    assert "file-findings" in editor.get(reverse("material_uses:edit", args=[use.pk])).content.decode()
    decide(editor, use, "show")
    shown = client.get(material.url, headers={"Accept-Language": "fi"}).content.decode()
    assert "Merkitsemätön PDF" in shown

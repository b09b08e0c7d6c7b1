"""The files of a material: had one by one, in parts, as one archive, with previews; and with their rights."""

import io
import unicodedata
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.demo.pdf import text_pdf
from pages.core.uploads import name_of_title
from pages.materials.downloads.names import unique_names
from pages.materials.downloads.previews import make_preview
from pages.materials.models import MaterialFile
from tests.factories.core import DocumentFactory, translate
from tests.factories.materials import MaterialPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db
WORDS = b"0123456789"
PARTS = {
    "": (200, WORDS),
    "bytes=0-3": (206, b"0123"),
    "bytes=7-": (206, b"789"),
    "bytes=-2": (206, b"89"),
    "bytes=8-99": (206, b"89"),
    "bytes=0-1,4-5": (200, WORDS),
    "pages=1-2": (200, WORDS),
}


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def document(name: str, data: bytes = WORDS, **values):
    return DocumentFactory.create(file=ContentFile(data, name), **values)


def material(bank, *documents, **values):
    files = [MaterialFile(document=one, label=values.pop("label", "")) for one in documents]
    return MaterialPageFactory.create(parent=bank, files=files, **{"title": "Satupolku", **values})


@pytest.fixture
def video(bank):
    """A material with a video."""
    return material(bank, document("elokuva.mp4", title="Elokuva"))


@pytest.fixture
def video_url(video):
    return f"{video.url}tiedostot/{video.files.get().document_id}/"


class TestAFile:
    def test_is_had_whole_or_in_parts(self, client, video_url):
        for address in (video_url, f"{video_url}toisto/"):
            for asked, (status, got) in PARTS.items():
                answer = client.get(address, headers={"Range": asked} if asked else {})
                assert (answer.status_code, body(answer)) == (status, got), asked
                assert int(answer["Content-Length"]) == len(got)
                assert answer["X-Content-Type-Options"] == "nosniff"
                assert "attachment" in answer["Content-Disposition"]
        part = client.get(video_url, headers={"Range": "bytes=2-4"})
        assert (part["Content-Range"], body(part)) == ("bytes 2-4/10", b"234")
        none = client.get(video_url, headers={"Range": "bytes=10-"})
        assert (none.status_code, none["Content-Range"]) == (416, "bytes */10")
        other = client.get(video_url, headers={"Range": "bytes=2-4", "If-Range": '"other"'})
        assert body(other) == WORDS

    def test_is_only_that_of_its_own_material(self, client, bank, video):
        strange = document("vieras.txt")
        for number in (strange.pk, 0, 10**30):
            assert client.get(f"{video.url}tiedostot/{number}/").status_code == 404

    def test_has_an_address_in_the_pages_language(self, client, bank, video, swedish):
        version = translate(video, swedish)
        number = version.files.get().document_id
        shown = client.get(version.url).content.decode()
        assert f"{version.url}filer/{number}/" in shown
        assert client.get(f"{version.url}filer/{number}/").status_code == 200

    def test_that_is_lost_is_not_found(self, client, video, video_url):
        file = video.files.get().document.file
        file.storage.delete(file.name)
        assert client.get(video_url).status_code == 404

    @pytest.mark.parametrize("restricted", ["page", "collection"])
    def test_keeps_the_rights_of_page_and_collection(self, client, bank, restricted):
        two = document("a.txt"), document("b.txt")
        page = material(bank, *two)
        if restricted == "page":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        else:
            private = Collection.objects.first().add_child(name="Yksityinen")
            CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
            type(two[0]).objects.filter(pk=two[0].pk).update(collection=private)
        url = f"{page.url}tiedostot/{two[0].pk}/"
        for address in (url, f"{url}toisto/", f"{url}esikatselu/"):
            assert client.get(address).status_code == 302
        staff = signed_in("library staff")
        assert body(staff.get(url)) == WORDS


class TestTheArchive:
    def unpack(self, client, page) -> dict[str, str]:
        answer = client.get(f"{page.url}tiedostot/kaikki/")
        data = body(answer)
        assert (answer.status_code, int(answer["Content-Length"])) == (200, len(data))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}

    def test_holds_each_file_once_and_a_text_in_both_languages(self, client, bank, swedish):
        credited = document("a.txt", title="Yö/öinen: polku", credit="Naantali", licence="cc0-1.0")
        page = material(bank, credited, document("b.txt", b"toinen", title="yö öinen polku"), credited)
        translate(page, swedish, title="Sagostig", authors="Nådendals bibliotek")
        files = self.unpack(client, page)
        text = files.pop("LUE MINUT – LÄS MIG.txt")
        assert files == {"Yö öinen polku.txt": "0123456789", "yö öinen polku (2).txt": "toinen"}
        for words in (
            "Satupolku", "Sagostig", "Naantalin kaupunginkirjasto", "Nådendals bibliotek", page.full_url,
            "https://creativecommons.org/licenses/by/4.0/", "Yö öinen polku.txt (Naantali, CC0 1.0",
        ):  # fmt: skip
            assert words in text

    def test_says_which_file_is_missing_and_holds_the_rest(self, client, bank):
        lost = document("a.txt", title="Kadonnut")
        page = material(bank, lost, document("b.txt", title="Tallella"))
        lost.file.storage.delete(lost.file.name)
        files = self.unpack(client, page)
        assert set(files) == {"Tallella.txt", "LUE MINUT – LÄS MIG.txt"}
        assert "Kadonnut.txt [puuttuu]" in files["LUE MINUT – LÄS MIG.txt"]
        assert "Kadonnut.txt [saknas]" in files["LUE MINUT – LÄS MIG.txt"]

    def test_leaves_out_what_the_reader_may_not_have(self, client, bank):
        secret = document("a.txt", b"salaisuus", title="Salainen")
        page = material(bank, secret, document("b.txt", title="Julkinen"))
        private = Collection.objects.first().add_child(name="Yksityinen")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        type(secret).objects.filter(pk=secret.pk).update(collection=private)
        assert "Salainen.txt" not in self.unpack(client, page)
        assert self.unpack(signed_in("library staff"), page)["Salainen.txt"] == "salaisuus"

    def test_is_offered_only_for_several_files_that_are_not_too_large(self, client, bank):
        alone = material(bank, document("a.txt"))
        large = material(bank, document("b.txt"), document("c.txt"), title="Suuri")
        type(large.files.first().document).objects.filter(title="Ohje").update(file_size=2**40)
        for page in (alone, large):
            assert "tiedostot/kaikki/" not in client.get(page.url).content.decode()
            assert client.get(f"{page.url}tiedostot/kaikki/").status_code == 404

    def test_names_are_fit_for_every_system(self):
        assert name_of_title("CON", "txt") == "_CON.txt"
        assert name_of_title("../..\\a\x00b\u202e", "pdf") == "ab.pdf"
        assert name_of_title("Ohje.pdf", "pdf") == "Ohje.pdf"
        assert name_of_title("   ", "") == "file"
        assert name_of_title(unicodedata.normalize("NFD", "Ääni" * 99), "mp3") == ("Ääni" * 24) + ".mp3"
        assert unique_names(["a.txt", "A.txt", "a (2).txt"]) == ["a.txt", "A (2).txt", "a (2) (2).txt"]


def png(size=(2000, 1000)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, "PNG")
    return data.getvalue()


class TestAPreview:
    @pytest.mark.parametrize(
        ("name", "data"),
        [("ohje.pdf", text_pdf("Lue tämä.", title="Ohje", language="fi")), ("kuva.png", png())],
    )
    def test_of_a_pdf_or_picture_stands_on_the_page(self, client, bank, name, data):
        page = material(bank, document(name, data))
        number = page.files.get().document_id
        assert make_preview(number) is True
        address = f"{page.url}tiedostot/{number}/esikatselu/"
        assert address in client.get(page.url).content.decode()
        answer = client.get(address)
        with Image.open(io.BytesIO(body(answer))) as preview:
            assert (preview.format, max(preview.size)) == ("JPEG", 640)
        assert "private" in answer["Cache-Control"]

    @pytest.mark.parametrize(
        ("name", "data"), [("rikki.pdf", b"%PDF-1.7 rikki"), ("rikki.png", png()[:50]), ("ohje.txt", WORDS)]
    )
    def test_of_what_cannot_be_drawn_is_none(self, client, bank, name, data):
        page = material(bank, document(name, data))
        number = page.files.get().document_id
        assert make_preview(number) is False
        assert "esikatselu" not in client.get(page.url).content.decode()
        assert client.get(f"{page.url}tiedostot/{number}/esikatselu/").status_code == 404

    def test_goes_when_the_file_becomes_another(self, client, bank, django_capture_on_commit_callbacks):
        page = material(bank, document("kuva.png", png()))
        picture = page.files.get().document
        make_preview(picture.pk)
        before = picture.preview.picture
        picture.file, picture.file_size, picture.file_hash = ContentFile(b"rikki", "kuva.png"), None, ""
        picture.save()
        assert "esikatselu" not in client.get(page.url).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            assert make_preview(picture.pk) is False
        assert not before.storage.exists(before.name)

    def test_a_video_has_a_player(self, client: Client, video, video_url):
        shown = client.get(video.url).content.decode()
        assert f'<video class="download__video" src="{video_url}toisto/" controls preload="metadata"' in shown

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ("", None),
            ("there", "Videossa on tekstitys."),
            ("missing", "Videossa ei ole tekstitystä."),
        ],
    )
    def test_a_video_says_of_captions_what_its_owner_has_told(self, client, video, told, said):
        video.files.update(speech_as_text=told)
        shown = client.get(video.url).content.decode()
        assert (said in shown) if said else ("tekstity" not in shown)

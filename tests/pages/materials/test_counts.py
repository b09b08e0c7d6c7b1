"""Views and downloads of materials: counted once sent, of readers alone, and without a trace of them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pages.materials.models import MaterialCount, MaterialFile
from tests.factories.core import DocumentFactory, make_alias
from tests.factories.materials import MaterialPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
UNCOUNTED = [
    {},
    {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
    {"User-Agent": "curl/8.1"},
    {**BROWSER, "Sec-Purpose": "prefetch;prerender"},
]


def counted() -> tuple[int, int]:
    return MaterialCount.objects.values_list("views", "downloads").get()


def fetch(client, url, **headers):
    answer = client.get(url, headers=headers)
    if answer.streaming:
        b"".join(answer)  # which also closes it
    return answer


def test_readers_are_counted_and_nobody_else(client, bank, swedish):
    documents = [DocumentFactory.create(file=ContentFile(b"0123456789", name)) for name in ("a.txt", "b.mp4")]
    files = [MaterialFile(document=one) for one in documents]
    page = MaterialPageFactory.create(parent=bank, title="=Satupolku", files=files)
    alias = make_alias(page, swedish)
    urls = [f"{page.url}tiedostot/{one.pk}/" for one in documents]
    for headers in UNCOUNTED:
        for url in (page.url, *urls, f"{page.url}tiedostot/kaikki/"):
            fetch(client, url, **headers)
    client.head(page.url, headers=BROWSER)
    fetch(client, f"{urls[1]}toisto/", **BROWSER)
    editor, staff = signed_in("specialist", "fi"), signed_in("library staff")
    fetch(editor, page.url, **BROWSER)
    assert not MaterialCount.objects.exists()

    for reader, url in ((client, page.url), (staff, page.url), (client, alias.url)):
        answer = fetch(reader, url, **BROWSER)
        assert answer.status_code == 200
    assert not client.cookies.get("sessionid")
    for url in (*urls, f"{page.url}tiedostot/kaikki/"):
        fetch(client, url, **BROWSER)
    fetch(client, urls[1], **BROWSER, Range="bytes=0-3")
    fetch(client, urls[1], **BROWSER, Range="bytes=4-")
    assert counted() == (3, 4)

    report = reverse("materials_counts")
    for period in ("", "30", "365", "x"):
        rows = editor.get(report, {"period": period}).context["object_list"]
        assert [(row.pk, row.views, row.downloads, row.uses) for row in rows] == [(page.pk, 3, 4, 0)]
    MaterialCount.objects.update(day="2026-01-01")
    assert editor.get(report, {"period": "30"}).context["object_list"][0].views == 0
    table = b"".join(editor.get(report, {"export": "csv"})).decode()
    assert table.splitlines()[1].endswith("Satupolku,3,4,0")


def test_a_file_is_counted_at_its_own_address_once_a_download(client, bank, swedish):
    document = DocumentFactory.create(file=ContentFile(b"0123456789", "a.txt"))
    page = MaterialPageFactory.create(parent=bank, files=[MaterialFile(document=document)])
    make_alias(page, swedish)
    for headers in UNCOUNTED:
        fetch(client, document.url, **headers)
    assert not MaterialCount.objects.exists()
    first = fetch(client, document.url, **BROWSER)
    assert counted() == (0, 1)
    assert fetch(client, document.url, **BROWSER, **{"If-None-Match": first["ETag"]}).status_code == 304
    fetch(client, f"{page.url}tiedostot/{document.pk}/toisto/", **BROWSER)
    assert counted() == (0, 1)
    fetch(client, f"{page.url}tiedostot/{document.pk}/", **BROWSER)
    assert counted() == (0, 2)

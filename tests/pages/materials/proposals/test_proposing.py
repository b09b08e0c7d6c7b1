"""Staff propose a material on the site: nothing is lost on an error, nothing made twice, nothing public."""

import re
import uuid
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.core import throttle
from pages.materials.models import Proposal, ProposalFile
from pages.materials.proposals import draft_views, files, receiving
from tests.factories.proposals import ANSWERS, ProposalFactory, ProposalFileFactory
from tests.pages.core.uploads.files import GOOD, upload

pytestmark = pytest.mark.django_db

FORM = "/fi/materiaalipankki/ehdota/"
OWN = "/fi/materiaalipankki/ehdotukset/"
ONE = uuid.UUID("11111111-1111-4111-8111-111111111111")
SHOWN, AWAY, FORBIDDEN, MISSING, WRONG = 200, 302, 403, 404, 422


def pdf(name: str = "kortit.pdf"):
    return upload(name, GOOD["pdf"])


def propose(client, button: str = "send", submission: uuid.UUID = ONE, **values: Any):
    return client.post(f"{FORM}{submission}/", {**ANSWERS, button: "1", "complete": "1", **values})


@pytest.mark.parametrize(
    ("role", "status", "made"),
    [
        ("nobody", AWAY, 0),
        ("reader", FORBIDDEN, 0),
        ("viewer", FORBIDDEN, 0),
        ("staff", SHOWN, 1),
        ("chair", SHOWN, 1),
        ("specialist", SHOWN, 1),
        ("admin", SHOWN, 1),
    ],
)
def test_who_may_propose(bank, sign_in, role, status, made):
    client = sign_in(role)
    for address in (FORM, OWN):
        response = client.get(address)
        assert response.status_code == status
        if role == "nobody":
            assert response.url == f"/fi/kirjaudu/?next={address}"
    propose(client)
    assert Proposal.objects.count() == made


def test_a_proposal_is_sent_once_and_followed(bank, sign_in, user):
    client = sign_in("staff")
    [action] = re.findall(r'<form[^>]+action="([^"]+/ehdota/[^"]+)"', client.get(FORM).content.decode())
    values = {**ANSWERS, "send": "1", "uploads": [pdf(), upload("kuva.png", GOOD["png"])], "complete": "1"}
    response = client.post(action, values)
    proposal = Proposal.objects.get()
    assert response.url == f"{OWN}{proposal.pk}/"
    assert (proposal.state, proposal.proposer, proposal.title) == ("new", user("staff"), "Satupolku")
    assert [file.name for file in proposal.files.all()] == ["kortit.pdf", "kuva.png"]
    assert client.post(action, ANSWERS | {"send": "1", "complete": "1"}).url == response.url
    assert Proposal.objects.get().events.count() == 1
    page = client.get(response.url)
    assert page["Cache-Control"] == "no-store"
    text = page.content.decode()
    for words in ("Satupolku", "Tapahtumamalli", "Ripusta ne &amp; kulje.", "kuva.png", "CC BY 4.0"):
        assert words in text
    assert "Satupolku" in client.get(OWN).content.decode()
    stranger = sign_in("nobody").get("/fi/materiaalipankki/").content.decode()
    assert "Satupolku" not in stranger
    assert FORM in stranger


def test_swedish_addresses_and_language(swedish_bank, sign_in):
    client = sign_in("staff")
    assert client.get("/sv/materialbanken/foresla/").status_code == SHOWN
    values = {**ANSWERS, "send": "1", "complete": "1"}
    response = client.post(f"/sv/materialbanken/foresla/{ONE}/", values)
    assert Proposal.objects.get().language == "sv"
    assert response.url.startswith("/sv/materialbanken/forslag/")
    assert client.get(response.url).status_code == SHOWN


def test_errors_lose_neither_words_nor_files(bank, sign_in):
    client = sign_in("staff")
    values: Any = {"title": "", "year": "1", "links": "ei osoite"}
    wrong = [pdf(), upload("peli.exe", b"MZ"), upload("tyhja.pdf", b"")]
    response = propose(client, uploads=wrong, **values)
    text = response.content.decode()
    assert response.status_code == WRONG
    for words in ("Ripusta ne", "kortit.pdf", "peli.exe", "tyhja.pdf", "ei osoite", "1900"):
        assert words in text
    draft = Proposal.objects.get()
    assert (draft.state, draft.files.count()) == ("draft", 1)
    assert "Ripusta ne" in client.get(f"{FORM}{ONE}/").content.decode()
    assert propose(client).status_code == AWAY
    draft.refresh_from_db()
    assert (draft.state, draft.files.count()) == ("new", 1)


def test_a_draft_is_kept_rid_of_a_file_and_deleted(bank, sign_in, django_capture_on_commit_callbacks):
    client = sign_in("staff")
    assert propose(client, "keep", uploads=pdf(), body="").url == OWN
    draft = Proposal.objects.get()
    place = draft.files.get().file.name
    assert client.get(f"{OWN}{draft.pk}/").url == f"{FORM}{ONE}/"
    with django_capture_on_commit_callbacks(execute=True):
        propose(client, "remove", remove=str(draft.files.get().pk), title="Uusi nimi")
    assert not default_storage.exists(str(place))
    draft.refresh_from_db()
    assert (draft.title, draft.files.count(), draft.state) == ("Uusi nimi", 0, "draft")
    leave = f"{OWN}{draft.pk}/peru/"
    assert "Uusi nimi" in client.get(leave).content.decode()
    assert Proposal.objects.exists()
    assert client.post(leave).url == OWN
    assert not Proposal.objects.exists()


def test_files_that_a_script_sends_one_by_one(bank, sign_in):
    client = sign_in("staff")
    address = f"{FORM}{ONE}/tiedostot/"
    good = client.post(address, {**ANSWERS, "uploads": pdf(), "complete": "1"})
    assert (good.status_code, "kortit.pdf" in good.content.decode()) == (SHOWN, True)
    bad = client.post(address, {**ANSWERS, "uploads": upload("a.exe", b"MZ"), "complete": "1"})
    assert bad.status_code == WRONG
    assert "a.exe" in bad.content.decode()
    assert "kortit.pdf" in bad.content.decode()
    draft = Proposal.objects.get()
    assert (draft.title, draft.files.count()) == ("Satupolku", 1)
    assert client.get(address).status_code == 405
    propose(client)
    assert client.post(address, {"uploads": pdf(), "complete": "1"}).status_code == 409


def test_what_is_cut_short_keeps_nothing(bank, sign_in):
    client = sign_in("staff")
    whole = '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nSatupolku\r\n--b\r\n' + (
        'Content-Disposition: form-data; name="uploads"; filename="ohje.txt"\r\n\r\nLue ensin'
    )
    for address in (f"{FORM}{ONE}/", f"{FORM}{ONE}/tiedostot/"):
        response = client.generic("POST", address, whole, content_type="multipart/form-data; boundary=b")
        assert response.status_code == WRONG
    assert not Proposal.objects.exists()
    assert not ProposalFile.objects.exists()


def test_limits(bank, sign_in, monkeypatch):
    client = sign_in("staff")
    monkeypatch.setattr(files, "MOST_FILES", 1)
    assert "toinen.pdf" in propose(client, uploads=[pdf(), pdf("toinen.pdf")]).content.decode()
    assert ProposalFile.objects.count() == 1
    monkeypatch.setattr(files, "MOST_FILES", 9)
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    assert propose(client, uploads=pdf("iso.pdf")).status_code == WRONG
    monkeypatch.setattr(draft_views, "MOST_DRAFTS", 1)
    assert propose(client, submission=uuid.uuid4()).status_code == WRONG
    assert Proposal.objects.count() == 1
    monkeypatch.setattr(draft_views, "MOST_PROPOSALS_AN_HOUR", 0)
    assert propose(client).status_code == 429
    assert Proposal.objects.get().state == "draft"
    monkeypatch.setattr(receiving, "MOST_FILES_AN_HOUR", 0)
    assert propose(client, uploads=pdf()).status_code == WRONG
    assert throttle.takes_more("another thing", 1, 1)


HOSTILE = [
    {"title": "a\0b", "body": "\0" * 10},
    {"kind": "olematon", "themes": ["x"] * 500, "languages": ["fi\0"]},
    {"year": "9" * 5000, "licence": "x" * 100_000},
    {"body": "<script>alert(1)</script>" * 10_000},
    {"remove": "-1"},
    {"remove": "9" * 400},
    {"remove": "²"},
    {"title": "\ud800".encode("utf-8", "surrogatepass")},
]


@pytest.mark.parametrize("values", HOSTILE)
def test_hostile_input_is_an_error_and_not_a_fault(bank, sign_in, values):
    client = sign_in("staff")
    response = propose(client, **values)
    assert response.status_code < 500
    assert "<script>alert(1)" not in client.get(f"{FORM}{ONE}/", follow=True).content.decode()


def test_what_is_anothers_is_not_there(bank, sign_in, user):
    file = ProposalFileFactory.create(proposal__proposer=user("staff"), proposal__submission=ONE)
    own = f"{OWN}{file.proposal_id}/"
    addresses = [own, f"{own}peru/", f"{own}tiedostot/{file.pk}/", f"{OWN}{10**30}/"]
    client = sign_in("colleague")
    for address in [*addresses, f"{FORM}{ONE}/"]:
        assert client.get(address).status_code == MISSING, address
    assert client.post(f"{own}peru/").status_code == MISSING
    propose(client)
    assert Proposal.objects.filter(submission=ONE).count() == 2
    client = sign_in("staff")
    sent = client.get(addresses[2])
    assert b"".join(sent.streaming_content) == b"Lue ensin."
    assert sent["Content-Disposition"].startswith("attachment")
    assert client.get(f"{own}tiedostot/{10**30}/").status_code == MISSING
    assert client.get(f"/media/{file.file.name}").status_code == MISSING


def test_the_list_asks_no_more_for_more(bank, sign_in, user):
    client = sign_in("staff")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(OWN).status_code == SHOWN
        return len(queries)

    ProposalFactory.create(proposer=user("staff"), bank=bank)
    cost()
    few = cost()
    ProposalFactory.create_batch(15, proposer=user("staff"), bank=bank)
    assert cost() == few <= 16


def sign_in_at(client, address, user):
    """As a person does it, by the form to which `address` leads."""
    user.set_password("lukulamppu-9")
    user.save()
    return client.post(address, {"username": user.username, "password": "lukulamppu-9"}, follow=True)


@pytest.mark.parametrize("has_draft", [False, True])
def test_who_was_signed_out_meanwhile_loses_no_words(bank, sign_in, user, has_draft):
    if has_draft:
        propose(sign_in("staff"), "keep", title="Vanha nimi")
    client = sign_in("nobody")
    away = propose(client, title="Uusi nimi", uploads=pdf())
    assert away.status_code == AWAY
    back = sign_in_at(client, away.url, user("staff"))
    assert back.redirect_chain[-1][0] == f"{FORM}{ONE}/"
    text = back.content.decode()
    for words in ('value="Uusi nimi"', "Ripusta ne", "tässä"):
        assert words in text
    assert not Proposal.objects.filter(title="Uusi nimi").exists()
    assert propose(client, title="Uusi nimi").url.startswith(OWN)
    assert Proposal.objects.get().title == "Uusi nimi"


def test_a_script_hears_that_its_user_was_signed_out(bank, sign_in):
    values = {**ANSWERS, "uploads": pdf(), "complete": "1"}
    script = {"X-Requested-With": "XMLHttpRequest"}
    answer = sign_in("nobody").post(f"{FORM}{ONE}/tiedostot/", values, headers=script)
    assert answer.status_code == 401

"""Editors get proposals as a queue: they ask, decline, make a page; the proposer hears of it."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ
from wagtail.documents import get_document_model

from pages.materials.models import MaterialPage, Proposal, ProposalEvent, ProposalFile
from pages.materials.proposals import tasks
from tests.factories.proposals import ANSWERS, ProposalFactory, ProposalFileFactory
from tests.pages.core.uploads.files import GOOD, upload

pytestmark = pytest.mark.django_db

LIST = reverse("material_proposals:index")
FORM_NUMBER = "11111111-1111-4111-8111-111111111111"
SHOWN, AWAY = 200, 302
ROLES_AND_ACTIONS = {
    # role: (list, inspect, edit, file, decline by post)
    "nobody": (AWAY, AWAY, AWAY, AWAY, False),
    "reader": (AWAY, AWAY, AWAY, AWAY, False),
    "staff": (AWAY, AWAY, AWAY, AWAY, False),
    "chair": (AWAY, AWAY, AWAY, AWAY, False),
    "viewer": (SHOWN, SHOWN, AWAY, SHOWN, False),
    "specialist": (SHOWN, SHOWN, SHOWN, SHOWN, True),
    "admin": (SHOWN, SHOWN, SHOWN, SHOWN, True),
}


@pytest.fixture
def proposal(bank, user):
    answers = ProposalFactory.build().answers | {"themes": ["lukeminen"]}
    return ProposalFactory.create(proposer=user("staff"), bank=bank, answers=answers, sent=timezone.now())


def address(name: str, *numbers: int) -> str:
    return reverse(f"material_proposals:{name}", args=numbers)


def moderate(client, proposal, deed: str, message: str = "", seen: int | None = None):
    proposal.refresh_from_db()
    values = {"deed": deed, "message": message, "seen": proposal.version if seen is None else seen}
    return client.post(address("edit", proposal.pk), values)


def send_mails() -> None:
    for event in ProposalEvent.objects.filter(mailed=None):
        if event.tells_proposer:
            tasks.send_mail(event.pk)


@pytest.mark.parametrize("role", ROLES_AND_ACTIONS)
def test_who_may_do_what(proposal, sign_in, role):
    listing, inspecting, editing, opening, declining = ROLES_AND_ACTIONS[role]
    file = ProposalFileFactory.create(proposal=proposal)
    draft = ProposalFactory.create(state="draft", title="Keskeneräinen")
    client = sign_in(role)
    assert client.get(LIST).status_code == listing
    assert client.get(address("inspect", proposal.pk)).status_code == inspecting
    assert client.get(address("edit", proposal.pk)).status_code == editing
    assert client.get(address("file", file.pk)).status_code == opening
    home = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
    assert ("Ehdotukset (1)" in home) == (listing == SHOWN)
    assert ("material-proposals" in home) == (listing == SHOWN)
    moderate(client, proposal, "decline", "Ei tällä kertaa.")
    assert (Proposal.objects.get(pk=proposal.pk).state == "declined") == declining
    if listing == SHOWN:
        assert "Keskeneräinen" not in client.get(LIST).content.decode()
        assert client.get(address("inspect", draft.pk)).status_code == 404
    assert client.get(f"{LIST}new/").status_code != SHOWN
    client.post(f"{LIST}delete/{proposal.pk}/")
    assert Proposal.objects.filter(pk=proposal.pk).exists()


def test_from_a_question_to_thanks(proposal, sign_in, user, django_capture_on_commit_callbacks):
    ProposalFileFactory.create(proposal=proposal)
    own = f"/fi/materiaalipankki/ehdotukset/{proposal.pk}/"
    editor = sign_in("specialist")
    assert moderate(editor, proposal, "ask", "").status_code == SHOWN
    assert Proposal.objects.get().state == "new"
    assert moderate(editor, proposal, "ask", "Kenen kuvat ovat?").status_code == AWAY
    send_mails()
    [question] = mail.outbox
    assert (question.to, question.subject) == (["staff@example.fi"], "Kysymys ehdottamastasi materiaalista")
    for words in ("Hei Staff,", "Kenen kuvat ovat?", f"http://testserver{own}"):
        assert words in question.body

    staff = sign_in("staff")
    page = staff.get(own).content.decode()
    assert "Kenen kuvat ovat?" in page
    proposal.refresh_from_db()
    answer = {"text": "Omia ovat.", "seen": proposal.version, "complete": "1"}
    bad = staff.post(own, answer | {"uploads": upload("a.exe", b"MZ")})
    assert (bad.status_code, "Omia ovat." in bad.content.decode()) == (422, True)
    assert staff.post(own, answer | {"uploads": upload("lupa.pdf", GOOD["pdf"])}).url == own
    assert staff.post(own, answer).status_code == 422
    assert [event.text for event in proposal.events.all()] == ["Kenen kuvat ovat?", "Omia ovat."]
    assert staff.get(f"{own}peru/").status_code == SHOWN

    editor = sign_in("specialist")
    assert "Omia ovat." in editor.get(address("edit", proposal.pk)).content.decode()
    taken = moderate(editor, proposal, "take")
    draft = MaterialPage.objects.get()
    assert taken.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert (draft.live, draft.owner, draft.kind, draft.year) == (False, user("staff"), "event_model", 2025)
    assert (draft.authors, draft.library) == ("Liisa Lukija", "Naantalin kirjasto")
    assert editor.get(taken.url).status_code == SHOWN
    latest = draft.get_latest_revision_as_object()
    assert [theme.slug for theme in latest.themes.all()] == ["lukeminen"]
    assert [str(file) for file in latest.files.all()] == ["ohje", "lupa"]
    body = str(latest.body)
    assert [link.url for link in latest.links.all()] == ["https://example.fi/polku"]
    for words in ("Lapsiperheet", "Ripusta ne &amp; kulje."):
        assert words in body
    documents = get_document_model().objects.all()
    assert sign_in("staff").get(documents[0].url).status_code != SHOWN
    assert staff.get(f"{own}peru/").status_code == AWAY

    with django_capture_on_commit_callbacks(execute=True):
        latest.save_revision(user=user("specialist")).publish(user=user("specialist"))
    proposal.refresh_from_db()
    assert proposal.state == "published"
    assert sign_in("nobody").get(documents[0].url).status_code == SHOWN
    send_mails()
    assert "Kiitos" in mail.outbox[-1].subject
    assert draft.full_url in mail.outbox[-1].body
    assert MaterialPage.objects.get(pk=draft.pk).url in sign_in("staff").get(own).content.decode()
    latest.save_revision().publish()
    assert proposal.events.filter(state="published").count() == 1


def test_of_two_editors_the_later_is_told(proposal, sign_in):
    editor = sign_in("specialist")
    seen = proposal.version
    moderate(editor, proposal, "ask", "Kenen kuvat?")
    for deed in ("ask", "decline", "take"):
        response = moderate(editor, proposal, deed, "Toinen viesti", seen=seen)
        assert "Työtoveri" in response.content.decode() or "A colleague" in response.content.decode()
        assert "Toinen viesti" in response.content.decode()
    assert not MaterialPage.objects.exists()
    assert proposal.events.count() == 1
    assert moderate(editor, proposal, "fly").status_code == SHOWN
    proposal.refresh_from_db()
    assert proposal.state == "asked"


def test_a_page_needs_the_right_to_make_it(proposal, sign_in, user):
    rights = Permission.objects.filter(codename__in=["access_admin", "view_proposal", "change_proposal"])
    user("reader").user_permissions.add(*rights)
    assert moderate(sign_in("reader"), proposal, "take").status_code == SHOWN
    assert not MaterialPage.objects.exists()
    assert Proposal.objects.get().state == "new"


def test_withdrawing(proposal, sign_in, django_capture_on_commit_callbacks):
    place = ProposalFileFactory.create(proposal=proposal).file.name
    client = sign_in("staff")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/fi/materiaalipankki/ehdotukset/{proposal.pk}/peru/")
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert not default_storage.exists(place)


def test_swedish_mail_says_why_and_logs_hold_nothing(proposal, user, sign_in, swedish_bank, settings, caplog):
    Proposal.objects.update(language="sv", bank=swedish_bank)
    moderate(sign_in("specialist"), proposal, "decline", "Bilderna är inte egna.")
    settings.EMAIL_BACKEND = "tests.pages.accessibility.failing_mail.FailingBackend"
    with caplog.at_level(logging.INFO):
        send_mails()
    assert "not sent" in caplog.text
    assert "example.fi" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.daily()
    tasks.daily()
    [sent] = mail.outbox
    assert sent.subject == "Om materialet du föreslog"
    for words in ("Bilderna är inte egna.", f"/sv/materialbanken/forslag/{proposal.pk}/"):
        assert words in sent.body
    assert OrmQ.objects.filter(key="extranet").exists()


def test_without_mail_it_still_stands_on_the_site(proposal, user, sign_in):
    staff = user("staff")
    staff.email = ""
    staff.save()
    moderate(sign_in("specialist"), proposal, "decline", "Ei tällä kertaa.")
    send_mails()
    assert mail.outbox == []
    page = sign_in("staff").get(f"/fi/materiaalipankki/ehdotukset/{proposal.pk}/").content.decode()
    assert "Ei tällä kertaa." in page


def test_what_is_left_is_cleared_away(bank, user):
    def aged(days: int, **values) -> Proposal:
        file = ProposalFileFactory.create(proposal__proposer=user("staff"), proposal__bank=bank)
        changed = timezone.now() - timedelta(days=days)
        Proposal.objects.filter(pk=file.proposal_id).update(changed=changed, **values)
        return file.proposal

    kept = [aged(29, state="draft"), aged(300, state="new"), aged(89, state="declined")]
    emptied = aged(91, state="published")
    aged(31, state="draft")
    tasks.daily()
    assert set(Proposal.objects.all()) == {*kept, emptied}
    assert {file.proposal for file in ProposalFile.objects.all()} == set(kept)


def test_proposer_and_editors_hear_what_makes_a_file_hard_to_read(proposal, sign_in):
    staff = sign_in("staff")
    form = f"/fi/materiaalipankki/ehdota/{FORM_NUMBER}/tiedostot/"
    sent = staff.post(form, {**ANSWERS, "uploads": upload("lupa.pdf", GOOD["pdf"]), "complete": "1"})
    assert sent.status_code == SHOWN
    assert "PDF:stä puuttuu otsikko." in sent.content.decode()
    staff.post(form.removesuffix("tiedostot/"), {**ANSWERS, "send": "1", "complete": "1"})
    new = Proposal.objects.get(submission=FORM_NUMBER)
    editor = sign_in("specialist")
    shown = editor.get(address("edit", new.pk), headers={"Accept-Language": "fi"}).content.decode()
    assert "file-findings" in shown


def test_an_answers_files_are_kept_whatever_is_wrong_and_never_twice(proposal, sign_in):
    moderate(sign_in("specialist"), proposal, "ask", "Kenen kuvat ovat?")
    own = f"/fi/materiaalipankki/ehdotukset/{proposal.pk}/"
    staff = sign_in("staff")
    proposal.refresh_from_db()
    answer = {"text": "", "seen": proposal.version, "complete": "1"}

    def both():
        return [upload("lupa.pdf", GOOD["pdf"]), upload("a.exe", b"MZ")]

    bad = staff.post(own, answer | {"uploads": both()})
    assert bad.status_code == 422
    assert all(name in bad.content.decode() for name in ("lupa.pdf", "a.exe"))
    sent = staff.post(f"{own}tiedostot/", answer | {"uploads": upload("kuva.png", GOOD["png"])})
    assert (sent.status_code, "kuva.png" in sent.content.decode()) == (SHOWN, True)
    staff.post(own, answer | {"uploads": both(), "text": "Omia ovat."})
    assert [file.name for file in proposal.files.all()] == ["lupa.pdf", "kuva.png"]
    assert staff.post(own, answer | {"text": "Omia ovat."}).url == own
    assert staff.post(f"{own}tiedostot/", answer | {"uploads": both()}).status_code == 409
    assert staff.get(f"{own}tiedostot/").status_code == 405

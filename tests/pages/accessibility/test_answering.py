"""How editors answer feedback in the admin, what reminds them of it, and what is wiped in the end."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from lxml import html
from wagtail.models import ModelLogEntry

from pages.accessibility import tasks
from pages.accessibility.models import Feedback
from tests.factories.accessibility import FeedbackFactory

from .reading import text_in

pytestmark = pytest.mark.django_db

LIST = reverse("accessibility_feedback:index")
SHOWN, AWAY = 200, 302
ROLES_AND_ACTIONS = {
    # role: (list, inspect, edit, answer by post, history, delete)
    "nobody": (AWAY, AWAY, AWAY, False, AWAY, False),
    "staff": (AWAY, AWAY, AWAY, False, AWAY, False),
    "chair": (AWAY, AWAY, AWAY, False, AWAY, False),
    "viewer": (SHOWN, SHOWN, AWAY, False, AWAY, False),
    "specialist": (SHOWN, SHOWN, SHOWN, True, SHOWN, False),
    "admin": (SHOWN, SHOWN, SHOWN, True, SHOWN, True),
}


def edit_url(feedback) -> str:
    return reverse("accessibility_feedback:edit", args=[feedback.pk])


def answer(client, feedback, deed="answer", **values):
    feedback.refresh_from_db()
    fields = {"answer": "Korjasimme valikon.", "notes": "", "seen": feedback.version, "deed": deed}
    return client.post(edit_url(feedback), fields | values, follow=True)


@pytest.mark.parametrize("role", ROLES_AND_ACTIONS)
def test_who_may_do_what(client, sign_in, role):
    listing, inspecting, editing, answering, history, deleting = ROLES_AND_ACTIONS[role]
    feedback = FeedbackFactory.create()
    sign_in(role)
    assert client.get(LIST).status_code == listing
    for name, status in (("inspect", inspecting), ("edit", editing), ("history", history)):
        address = reverse(f"accessibility_feedback:{name}", args=[feedback.pk])
        assert client.get(address).status_code == status, name
    home = client.get(reverse("wagtailadmin_home"))
    assert (b"accessibility-feedback" in home.content) == (listing == SHOWN)
    answer(client, feedback)
    assert (Feedback.objects.get().state == "answered") == answering
    delete = reverse("accessibility_feedback:delete", args=[feedback.pk])
    assert client.get(delete).status_code == (SHOWN if deleting else AWAY)
    assert Feedback.objects.exists()
    client.post(delete)
    assert Feedback.objects.exists() != deleting
    assert not ModelLogEntry.objects.filter(label__contains="Valikko").exists()
    assert client.get("/admin/accessibility/feedback/new/").status_code != SHOWN


def test_an_answer_goes_out_once_in_the_language_of_the_feedback(client, sign_in):
    sign_in("specialist")
    feedback = FeedbackFactory.create(language="sv", problem="Menyn öppnas inte.", name="Lisa")
    response = answer(client, feedback, answer="Vi har rättat menyn.")
    assert "Vastaus lähetettiin" in response.content.decode()
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["liisa@example.fi"], "Svar på din tillgänglighetsrespons")
    for words in ("Hej Lisa", "Vi har rättat menyn.", "> Menyn öppnas inte.", "tillganglighetskrav.fi"):
        assert words in sent.body
    feedback.refresh_from_db()
    assert (feedback.state, feedback.settled_by.username) == ("answered", "specialist")
    history = client.get(reverse("accessibility_feedback:history", args=[feedback.pk]))
    assert "Vastattu" in history.content.decode()
    answer(client, feedback, answer="Toinen vastaus")
    feedback.refresh_from_db()
    assert feedback.answer == "Vi har rättat menyn."
    assert len(mail.outbox) == 1


def test_two_editors_do_not_answer_twice_and_neither_loses_her_words(client, sign_in):
    sign_in("specialist")
    feedback = FeedbackFactory.create()
    seen_by_both = feedback.version
    answer(client, feedback)
    late = answer(client, feedback, seen=seen_by_both, answer="Valikko on kunnossa.", notes="Soitin hänelle.")
    page = html.fromstring(late.content)
    assert "Työtoverisi on käsitellyt tätä palautetta" in text_in(late)
    assert page.xpath('string(//textarea[@name="answer"])').strip() == "Valikko on kunnossa."
    assert page.xpath('string(//textarea[@name="notes"])').strip() == "Soitin hänelle."
    assert Feedback.objects.get().notes == ""
    assert len(mail.outbox) == 1


def test_an_answer_whose_mail_fails_is_kept_and_sent_later(client, sign_in, settings, caplog):
    sign_in("specialist")
    feedback = FeedbackFactory.create()
    settings.EMAIL_BACKEND = "tests.pages.accessibility.failing_mail.FailingBackend"
    response = answer(client, feedback)
    assert "sähköpostin lähettäminen ei onnistunut" in response.content.decode()
    assert "liisa@example.fi" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    answer(client, feedback, deed="mail")
    answer(client, feedback, deed="mail")
    assert len(mail.outbox) == 1
    assert Feedback.objects.get().answer == "Korjasimme valikon."


def test_drafts_notes_and_feedback_that_needs_no_answer(client, sign_in):
    sign_in("specialist")
    feedback = FeedbackFactory.create(email="")
    assert "Kirjoita ensin vastaus." in answer(client, feedback, answer=" ").content.decode()
    answer(client, feedback, deed="save", notes="Kysyn tekijältä.")
    assert Feedback.objects.get().state == "in-progress"
    answer(client, feedback, deed="close")
    assert Feedback.objects.get().state == "no-answer-needed"
    answer(client, feedback, deed="reopen")
    assert Feedback.objects.get().state == "in-progress"
    answer(client, feedback)
    assert Feedback.objects.get().state == "answered"
    assert mail.outbox == []


def test_the_list_says_in_words_what_is_late_and_asks_no_query_per_row(
    client, sign_in, days, django_assert_num_queries
):
    sign_in("specialist")
    FeedbackFactory.create(problem="Myöhässä", answer_by=days(-2))
    FeedbackFactory.create(problem="Ehtii vielä", answer_by=days(3), language="sv")
    FeedbackFactory.create_batch(10, problem="Vastattu", state="answered", answer_by=days(-20))
    client.get(LIST)
    with django_assert_num_queries(11):
        text = text_in(client.get(LIST))
    assert "2 päivää myöhässä" in text
    assert "3 päivää jäljellä" in text
    for narrowed, shown in (
        ("urgency=late", "Myöhässä"),
        ("urgency=soon", "Ehtii vielä"),
        ("q=ehtii", "Ehtii"),
    ):
        table = text_in(client.get(f"{LIST}?{narrowed}"), "//table[contains(@class, 'listing')]")
        assert shown in table
        assert "Vastattu" not in table
    with django_assert_num_queries(12):
        client.get(edit_url(Feedback.objects.first()))


def test_keepers_are_reminded_once_before_the_last_day_and_once_after_it(settings, days):
    settings.ACCESSIBILITY_FEEDBACK_RECIPIENTS = ["keeper@example.fi"]
    told = timezone.now()
    soon = FeedbackFactory.create(answer_by=days(4), keepers_told=told)
    late = FeedbackFactory.create(answer_by=days(-1), keepers_told=told)
    FeedbackFactory.create(answer_by=days(5), keepers_told=told)
    FeedbackFactory.create(answer_by=days(-1), state="answered", keepers_told=told)
    tasks.daily()
    tasks.daily()
    [reminder] = mail.outbox
    assert edit_url(soon) in reminder.body
    assert edit_url(late) in reminder.body
    assert reminder.body.count("/feedback/edit/") == 4  # two, in two languages
    Feedback.objects.filter(pk=soon.pk).update(answer_by=days(-1))
    tasks.daily()
    assert len(mail.outbox) == 2
    assert edit_url(late) not in mail.outbox[1].body


def test_names_and_addresses_are_wiped_a_year_after_it_was_settled(settings, days):
    settings.ACCESSIBILITY_FEEDBACK_MONTHS = 12
    now = timezone.now()
    old = FeedbackFactory.create(state="answered", settled=now - timedelta(days=370))
    recent = FeedbackFactory.create(state="answered", settled=now - timedelta(days=360))
    waiting = FeedbackFactory.create(received=now - timedelta(days=900), late_told=now)
    tasks.daily()
    for feedback, name in ((old, ""), (recent, "Liisa Lukija"), (waiting, "Liisa Lukija")):
        feedback.refresh_from_db()
        assert feedback.name == name
    assert (old.email, old.problem) == ("", "Valikko ei aukea näppäimistöllä.")

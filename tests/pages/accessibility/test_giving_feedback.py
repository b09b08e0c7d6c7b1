"""How readers tell of an obstacle: what is kept, what is refused in which words, and that nothing is lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils.formats import date_format
from django.utils.timezone import localdate
from lxml import html

from pages.accessibility import tasks, throttle
from pages.accessibility.models import Feedback

from .reading import text_in

pytestmark = pytest.mark.django_db

WORDS = {
    "page": "http://testserver/fi/koulutukset/",
    "problem": "Valikko ei aukea.\r\nYritin kahdesti.",
    "usage": "NVDA",
    "name": "Liisa",
    "email": "liisa@example.fi",
    "website": "",
}


@pytest.fixture
def address(statement) -> str:
    return f"{statement.url}palaute/"


def tree(response):
    return html.fromstring(response.content)


def submission(client, address) -> str:
    return tree(client.get(address)).xpath('//input[@name="submission"]/@value')[0]


def test_feedback_is_kept_and_thanked_for_with_the_last_day_for_an_answer(client, address):
    sent = client.post(address, {**WORDS, "submission": submission(client, address)}, follow=True)
    feedback = Feedback.objects.get()
    assert feedback.problem == "Valikko ei aukea.\nYritin kahdesti."
    assert (feedback.language, feedback.state, feedback.email) == ("fi", "new", "liisa@example.fi")
    assert feedback.answer_by == localdate() + timedelta(days=14)
    main = tree(sent).xpath("string(//main)")
    assert "Kiitos palautteestasi" in main
    assert date_format(feedback.answer_by, "j. E Y") in main
    assert "saavutettavuus@traficom.fi" in main
    assert sent["Cache-Control"] == "no-store"
    assert "liisa@example.fi" not in sent.content.decode()
    assert "Yritin kahdesti." in main
    assert "NVDA" in main


def test_without_an_address_the_thanks_say_that_no_answer_can_come(client, swedish_statement):
    address = f"{swedish_statement.url}respons/"
    assert "tas bort 12 månader efter" in text_in(client.get(address))
    sent = client.post(address, {"page": "allt", "problem": "Svårt"}, follow=True)
    assert "Du angav ingen e-postadress" in tree(sent).xpath("string(//main)")
    assert Feedback.objects.get().language == "sv"


def test_the_form_is_shared_by_its_own_title_and_has_no_alternates(client, address, swedish_statement):
    page = tree(client.get(address))
    assert page.xpath('//meta[@property="og:title"]/@content') == ["Saavutettavuuspalaute"]
    assert not page.xpath("//link[@hreflang]")


@pytest.mark.parametrize(
    ("asked", "filled_in"),
    [
        ("/fi/koulutukset/", "http://testserver/fi/koulutukset/"),
        ("http://testserver/sv/", "http://testserver/sv/"),
        ("https://elsewhere.example.fi/", ""),
        ("//elsewhere.example.fi/", ""),
        ("javascript:alert(1)", ""),
        ("/fi/\x00", ""),
        ("/" + "a" * 600, ""),
    ],
)
def test_the_page_is_filled_in_where_it_is_one_of_this_site(client, address, asked, filled_in):
    page = tree(client.get(address, {"page": asked}))
    assert page.xpath('string(//input[@name="page"]/@value)') == filled_in


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"problem": "  "}, "problem"),
        ({"page": ""}, "page"),
        ({"problem": "a" * 5001}, "problem"),
        ({"problem": "NUL\x00"}, "problem"),
        ({"name": "a" * 151}, "name"),
        ({"email": "liisa"}, "email"),
        ({"email": "liisa@example.fi\nBcc: all@example.fi"}, "email"),
        ({"email": "", "wants_copy": "on"}, "email"),
    ],
)
def test_an_error_names_its_field_and_loses_nothing(client, address, wrong, field):
    response = client.post(address, {**WORDS, **wrong})
    page = tree(response)
    assert not Feedback.objects.exists()
    assert page.xpath("//title/text()")[0].startswith("Virhe")
    assert page.xpath(f'//*[contains(@class, "ds-error-summary")]//a[@href="#id_{field}"]')
    described = page.xpath(f'//*[@id="id_{field}"]/@aria-describedby')[0].split()
    assert f"id_{field}_error" in described
    assert page.xpath('string(//input[@name="usage"]/@value)') == "NVDA"
    assert page.xpath(f'//*[@id="id_{field}"]/@aria-invalid') == ["true"]


def test_a_form_sent_twice_is_one_feedback_and_other_words_are_another(client, address):
    token = submission(client, address)
    first = client.post(address, {**WORDS, "submission": token})
    second = client.post(address, {**WORDS, "submission": token})
    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1
    client.post(address, {**WORDS, "submission": token, "problem": "Toinen asia"})
    client.post(address, {**WORDS, "submission": "nonsense", "problem": "Kolmas"})
    assert Feedback.objects.count() == 3


def test_a_field_for_programs_stops_them_but_a_person_can_send_again(client, address):
    page = tree(client.post(address, {**WORDS, "website": "spam"}))
    assert not Feedback.objects.exists()
    assert page.xpath('//div[@hidden]//input[@name="website"]/@value') == [""]
    assert page.xpath('string(//textarea[@name="problem"])').strip().startswith("Valikko ei aukea.")


def test_too_much_from_one_network_is_refused_with_words_and_nothing_of_it_lost(client, address, monkeypatch):
    monkeypatch.setattr(throttle, "MOST_AN_HOUR", 2)
    for number in range(2):
        client.post(address, {**WORDS, "problem": f"Ongelma {number}"})
    refused = client.post(address, {**WORDS, "problem": "Kolmas ongelma"})
    assert refused.status_code == 429
    assert "Yritä tunnin kuluttua uudelleen" in tree(refused).xpath(
        'string(//*[contains(@class, "ds-error-summary")])'
    )
    assert tree(refused).xpath('string(//textarea[@name="problem"])').strip() == "Kolmas ongelma"
    elsewhere = client.post(address, {**WORDS, "problem": "Muualta"}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302
    assert Feedback.objects.count() == 3


def test_behind_a_proxy_the_address_that_it_saw_counts_not_what_the_sender_claims(
    client, address, monkeypatch, settings
):
    monkeypatch.setattr(throttle, "MOST_AN_HOUR", 1)

    def send(problem: str, forwarded: str) -> int:
        words = {**WORDS, "problem": problem}
        return client.post(address, words, headers={"X-Forwarded-For": forwarded}).status_code

    assert send("Eka", "192.0.2.1") == 302
    assert send("Toka", "192.0.2.2") == 429  # nobody vouches for the header
    settings.TRUSTED_PROXIES = 1
    assert send("Kolmas", "192.0.2.3") == 302
    assert send("Neljäs", "198.51.100.9, 192.0.2.3") == 429
    assert send("Viides", "192.0.2.4") == 302


@pytest.mark.parametrize("receipt", ["", "1", "1:abc", "\x00"])
def test_thanks_are_shown_only_for_what_was_sent(client, address, receipt):
    response = client.get(f"{address}lahetetty/", {"receipt": receipt})
    assert (response.status_code, response["Location"]) == (302, address)


def test_keepers_hear_of_it_once_and_without_personal_data(client, address, settings):
    settings.ACCESSIBILITY_FEEDBACK_RECIPIENTS = ["keeper@example.fi"]
    client.post(address, {**WORDS, "wants_copy": "on"})
    feedback = Feedback.objects.get()
    for _time in range(2):
        tasks.send_arrival_mails(feedback.pk)
    to_keepers, receipt = mail.outbox
    assert to_keepers.to == ["keeper@example.fi"]
    assert "Uusi saavutettavuuspalaute / Ny tillgänglighetsrespons" in to_keepers.subject
    assert f"/admin/accessibility/feedback/edit/{feedback.pk}/" in to_keepers.body
    assert "liisa" not in to_keepers.body.lower()
    assert "Valikko" not in to_keepers.body
    assert receipt.to == ["liisa@example.fi"]
    assert "saavutettavuus@traficom.fi" in receipt.body
    assert not [word for word in ("Valikko", "koulutukset", "NVDA", "Liisa") if word in receipt.body]


def test_a_mail_server_that_fails_loses_no_feedback_and_is_asked_again(client, address, settings, caplog):
    settings.ACCESSIBILITY_FEEDBACK_RECIPIENTS = ["keeper@example.fi"]
    settings.EMAIL_BACKEND = "tests.pages.accessibility.failing_mail.FailingBackend"
    client.post(address, {**WORDS, "wants_copy": "on"})
    feedback = Feedback.objects.get()
    tasks.send_arrival_mails(feedback.pk)
    assert "SMTPRecipientsRefused" in caplog.text
    assert "liisa@example.fi" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.daily()
    assert [message.to for message in mail.outbox] == [["keeper@example.fi"], ["liisa@example.fi"]]


@pytest.mark.parametrize(
    ("former", "place"), [("?page=/fi/", "?page=/fi/"), ("sent/?receipt=1", "lahetetty/?receipt=1")]
)
def test_former_addresses_lead_to_the_form_and_its_thanks(client, statement, address, former, place):
    answer = client.get(f"{statement.url}feedback/{former}")
    assert (answer.status_code, answer["Location"]) == (301, f"{address}{place}")


def test_the_foot_of_a_page_leads_to_the_form_which_knows_the_page(client, homes, statement, address):
    homes.fi.footer_pages = [("page", statement)]
    homes.fi.save_revision().publish()
    (link,) = tree(client.get("/fi/?q=a")).xpath(
        '//footer//a[text()="Ilmoita saavutettavuusongelmasta"]/@href'
    )
    assert tree(client.get(link)).xpath('string(//input[@name="page"]/@value)') == "http://testserver/fi/"
    assert tree(client.get(address)).xpath('//footer//a[@aria-current="page"]/@href') == [address]

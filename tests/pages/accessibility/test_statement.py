"""What readers find in a statement, and what editors must have told before it is published."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from lxml import html
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.accessibility.models import AccessibilityStatementPage
from tests.factories.accessibility import StatementFactory
from tests.factories.core import make_alias

from .conftest import DEFICIENCY, deficiencies
from .reading import text_in

pytestmark = pytest.mark.django_db


def test_a_statement_says_what_the_law_asks_for_in_the_readers_language(client, statement, swedish_statement):
    response = client.get(statement.url)
    finnish = text_in(response, "//main")
    for words in (
        "Tämä seloste koskee palvelua Kirjastojen extranet",
        "Turun kaupunginkirjasto",
        "täyttää osittain lain vaatimukset",
        "Vanhat videot",
        "WCAG 1.2.2 Tekstitys (tallennettu)",
        "Korjataan viimeistään: 28. helmikuuta 2027",
        "Olemme arvioineet palvelun itse.",
        "3. maaliskuuta 2024",
        "palaute@example.fi",
        "14 päivän kuluessa",
        "Liikenne- ja viestintävirasto Traficom",
        "saavutettavuus@traficom.fi",
    ):
        assert words in finnish
    page = html.fromstring(response.content)
    assert page.xpath("//main//h2/text()") == [
        "Palvelun saavutettavuuden tila",
        "Sisällöt, jotka eivät ole saavutettavia",
        "Selosteen laatiminen",
        "Palaute ja yhteystiedot",
        "Valvontaviranomainen",
    ]
    assert page.xpath(f'//main//a[@href="{statement.url}palaute/"]')
    assert page.xpath('//main//a[@href="tel:021234567"]')
    swedish = text_in(client.get(swedish_statement.url), "//main")
    for words in ("uppfyller delvis", "4 mars 2024", "Transport- och kommunikationsverket Traficom"):
        assert words in swedish


def test_an_untranslated_statement_marks_only_the_editors_words_as_finnish(client, statement, swedish):
    alias = make_alias(statement, swedish)
    page = html.fromstring(client.get(alias.url).content)
    assert page.xpath('//main//*[@lang="fi"][text()="Turun kaupunginkirjasto"]')
    assert page.xpath('//main//h2[not(@lang)][text()="Respons och kontaktuppgifter"]')
    assert client.get(f"{alias.url}respons/").status_code == 200


def test_each_cause_stands_under_its_own_heading(client, homes):
    statement = StatementFactory.create(
        parent=homes.fi,
        deficiencies=deficiencies(
            {"what": "Kartta", "cause": "outside", "criterion": "", "mended_by": None},
            {"what": "Arkisto", "cause": "burden", "review_by": "2028-01-15", "mended_by": None},
        ),
    )
    response = client.get(statement.url)
    page = html.fromstring(response.content)
    assert page.xpath('//h3[text()="Kohtuuton rasite"]/following::strong[1]/text()') == ["Arkisto"]
    assert page.xpath('//h3[text()="Ei kuulu lain soveltamisalaan"]/following::strong[1]/text()') == [
        "Kartta"
    ]
    assert "15. tammikuuta 2028" in text_in(response)


def post(client, homes, action="publish", **values):
    fields = {
        "title": "Seloste",
        "slug": "seloste",
        "lead": "",
        "service_name": "Extranet",
        "service_url": "https://extranet.example.fi/",
        "provider": "Kirjasto",
        "compliance": "partly",
        "accessible_copies": "",
        "assessment": "self",
        "assessor": "",
        "assessed_on": "2024-03-02",
        "assessment_note": "",
        "published_on": "2024-03-02",
        "made_on": "2024-03-03",
        "reviewed_on": "2024-03-04",
        "feedback_email": "palaute@example.fi",
        "feedback_phone": "",
        "feedback_post": "",
        "comments": inline_formset([]),
        f"action-{action}": "1",
        "deficiencies": streamfield([("deficiency", {**DEFICIENCY, "review_by": ""})]),
    }
    address = reverse(
        "wagtailadmin_pages:add", args=["accessibility", "accessibilitystatementpage", homes.fi.pk]
    )
    return client.post(address, nested_form_data(fields | values))


def test_a_whole_statement_is_published_and_there_is_one_in_a_tree(client, sign_in, homes):
    sign_in("admin")
    assert post(client, homes).status_code == 302
    assert AccessibilityStatementPage.objects.get().live
    homes.fi.refresh_from_db()
    assert not AccessibilityStatementPage.can_create_at(homes.fi)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"deficiencies": streamfield([])}, "Luettele alla ainakin yksi sisältö"),
        ({"compliance": "fully"}, "Palvelu ei voi täyttää vaatimuksia kokonaan"),
        ({"deficiencies": streamfield([("deficiency", {**DEFICIENCY, "mended_by": "", "review_by": ""})])},
         "Kerro, mihin mennessä tämä korjataan."),
        ({"deficiencies": streamfield([("deficiency", {**DEFICIENCY, "cause": "burden", "review_by": ""})])},
         "Kerro, milloin rasite arvioidaan uudelleen."),
        ({"reviewed_on": "2024-03-02"}, "Selostetta ei voi tarkistaa ennen kuin se on laadittu."),
        ({"reviewed_on": str(localdate() + timedelta(days=2))}, "on vasta tulossa"),
        ({"feedback_phone": "soita"}, "Kirjoita numeroita"),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_itself_is_told_and_nothing_is_published(
    client, sign_in, homes, values, message
):
    sign_in("admin")
    response = post(client, homes, **values)
    told = response.content.decode()
    assert message in told or json.dumps(message)[1:-1] in told  # errors of blocks come as JSON
    assert not AccessibilityStatementPage.objects.exists()


def test_a_draft_may_still_lack_what_is_not_accessible(client, sign_in, homes):
    sign_in("admin")
    assert post(client, homes, action="draft", deficiencies=streamfield([])).status_code == 302
    assert not AccessibilityStatementPage.objects.get().live


def test_a_year_after_the_last_review_editors_are_reminded(client, sign_in, statement, days):
    sign_in("specialist")
    AccessibilityStatementPage.objects.update(reviewed_on=days(-360))
    home = reverse("wagtailadmin_home")
    assert b"accessibility-review" not in client.get(home).content
    AccessibilityStatementPage.objects.update(reviewed_on=days(-370))
    assert b"accessibility-review" in client.get(home).content
    sign_in("chair")
    assert b"accessibility-review" not in client.get(home).content

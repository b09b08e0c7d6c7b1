"""Accessibility statements and feedback."""

from datetime import date

import factory

from pages.accessibility.models import AccessibilityStatementPage, Feedback
from tests.factories.core import PageFactory


class StatementFactory(PageFactory):
    title = "Saavutettavuusseloste"
    slug = "saavutettavuusseloste"
    service_name = "Kirjastojen extranet"
    service_url = "https://extranet.example.fi/"
    provider = "Turun kaupunginkirjasto"
    assessed_on = date(2024, 3, 2)
    published_on = date(2024, 3, 3)
    made_on = date(2024, 3, 4)
    reviewed_on = date(2024, 3, 4)
    feedback_email = "palaute@example.fi"
    feedback_phone = "02 123 4567"

    class Meta:
        model = AccessibilityStatementPage


class FeedbackFactory(factory.django.DjangoModelFactory):
    language = "fi"
    page = "http://testserver/fi/"
    problem = "Valikko ei aukea näppäimistöllä."
    name = "Liisa Lukija"
    email = "liisa@example.fi"

    class Meta:
        model = Feedback

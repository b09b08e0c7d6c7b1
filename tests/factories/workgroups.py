"""Factories of workgroups and their news."""

import datetime

import factory

from pages.workgroups.models import WorkgroupIndexPage, WorkgroupMember, WorkgroupNewsPage, WorkgroupPage

from .core import PageFactory


class WorkgroupIndexPageFactory(PageFactory):
    title = "Työryhmät"

    class Meta:
        model = WorkgroupIndexPage


class WorkgroupPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Työryhmä {number}")
    purpose = "<p>Ryhmä kehittää palveluja.</p>"
    contact_text = "Ryhmän sihteeri"
    contact_email = "ryhma@example.fi"
    how_to_join = "<p>Kirjoita sihteerille.</p>"
    members = factory.LazyFunction(
        lambda: [WorkgroupMember(role="Puheenjohtaja", organisation="Vaski-kirjastot", sort_order=1)]
    )

    class Meta:
        model = WorkgroupPage


class WorkgroupNewsPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Uutinen {number}")
    date = datetime.date(2026, 3, 4)

    class Meta:
        model = WorkgroupNewsPage

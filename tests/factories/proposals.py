"""Factories of proposed materials."""

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from pages.materials.models import Proposal, ProposalFile

ANSWERS = {
    "title": "Satupolku",
    "lead": "Polku kirjaston pihalla.",
    "body": "Tulosta kortit.\n\nRipusta ne & kulje.",
    "kind": "event_model",
    "audience": "Lapsiperheet",
    "themes": [],
    "languages": ["fi"],
    "authors": "Liisa Lukija",
    "library": "Naantalin kirjasto",
    "year": "2025",
    "licence": "cc-by-4.0",
    "links": "https://example.fi/polku",
    "comment": "Kuvat ovat omia.",
}


class ProposalFactory(DjangoModelFactory):
    """What has been sent, in Finnish, unless told."""

    language = "fi"
    title = factory.LazyAttribute(lambda proposal: proposal.answers["title"])
    answers = factory.LazyFunction(lambda: dict(ANSWERS))
    state = "new"

    class Meta:
        model = Proposal


class ProposalFileFactory(DjangoModelFactory):
    proposal = factory.SubFactory(ProposalFactory)
    name = "ohje.txt"
    type = "txt"
    size = 10
    file = factory.LazyFunction(lambda: ContentFile(b"Lue ensin.", "ohje.txt"))

    class Meta:
        model = ProposalFile

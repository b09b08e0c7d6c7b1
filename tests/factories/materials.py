"""Factories of the material bank."""

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from pages.materials.models import MaterialIndexPage, MaterialPage, TargetGroup, Theme

from .core import PageFactory


class ThemeFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Teema {number}")
    slug = factory.LazyAttribute(lambda theme: slugify(theme.name))

    class Meta:
        model = Theme


class TargetGroupFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Kohderyhmä {number}")
    slug = factory.LazyAttribute(lambda group: slugify(group.name))

    class Meta:
        model = TargetGroup


class MaterialIndexPageFactory(PageFactory):
    title = "Materiaalipankki"

    class Meta:
        model = MaterialIndexPage


class MaterialPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Materiaali {number}")
    kind = "guide"
    material_languages = factory.LazyFunction(lambda: ["fi"])
    authors = "Naantalin kaupunginkirjasto"
    year = 2024
    licence = "cc-by-4.0"

    class Meta:
        model = MaterialPage

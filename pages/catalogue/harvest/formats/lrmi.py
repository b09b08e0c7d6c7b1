"""LRMI as the Finnish library of open educational resources (aoe.fi) gives it to Finna.

LRMI has no XML schema of its own. Finna reads the form in which aoe.fi writes it: elements of LRMI's
namespace among those of Dublin Core. So do we, under the same root and with the same names. The schema of
oai_dc knows no such elements, though aoe.fi names it; ours does, and stands among the static files.
"""

from django.conf import settings
from django.templatetags.static import static

from pages.core.described import Described, MediaFile
from pages.core.dublin_core import statements

from ..dates import written
from ..xml import Builder, Element
from .dublin_core import DC, OAI_DC

LRMI = Builder("http://dublincore.org/dcx/lrmi-terms/1.1/")
LEFT_TO_LRMI = ("creator", "subject", "format", "language", "source", "relation")


def schema() -> str:
    """The address of the schema that these records keep to."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{static('catalogue/lrmi_fi.xsd')}"


def build(thing: Described, identifier: str) -> Element:
    """The whole `oai_dc:dc` with LRMI's elements in it."""
    prefixes = {"oai_dc": OAI_DC.namespace, "dc": DC.namespace, "lrmi_fi": LRMI.namespace}
    record = OAI_DC.root("dc", schema(), **prefixes)
    DC.add(record, "identifier", identifier)
    for one in statements(thing):
        if one.element not in LEFT_TO_LRMI:
            DC.add_words(record, one.element, one.text, one.language)
    _dates(record, thing)
    _authors(record, thing)
    _subjects(record, thing)
    _materials(record, thing)
    for audience in thing.audiences:
        element = LRMI.add(record, "educationalAudience")
        for name in audience.names:
            LRMI.add_words(element, "educationalRole", name.text, name.language)
    for feature in thing.features:
        LRMI.add(record, "accessibilityFeature", feature)
    for origin in thing.origins:
        element = LRMI.add(record, "isBasedOn")
        LRMI.add(element, "url", origin.address)
        LRMI.add(element, "name", origin.name)
    for language in thing.languages:
        LRMI.add(record, "inLanguage", language)
    if ages := [audience.ages for audience in thing.audiences if audience.ages]:
        resource = LRMI.add(record, "learningResource")
        for age in dict.fromkeys(ages):
            LRMI.add(resource, "typicalAgeRange", age)
    return record


def _dates(record: Element, thing: Described) -> None:
    for name, moment in (("dateCreated", thing.published), ("dateModified", thing.modified)):
        if moment:
            LRMI.add(record, name, written(moment))


def _authors(record: Element, thing: Described) -> None:
    if thing.authors:
        author = LRMI.add(record, "author")
        for name in thing.authors:
            LRMI.add(LRMI.add(author, "organization"), "legalName", name)


def _subjects(record: Element, thing: Described) -> None:
    for subject in thing.subjects:
        for name in subject.names:
            term = LRMI.add(LRMI.add(record, "about"), "thing")
            LRMI.add_words(term, "name", name.text, name.language)
            if subject.yso:
                LRMI.add(term, "identifier", subject.yso)


def _materials(record: Element, thing: Described) -> None:
    """What one gets: the files, else the place where it is."""
    for position, file in enumerate(thing.files):
        _file(record, file, position)
    if thing.elsewhere:
        material = LRMI.add(record, "material")
        for version in thing.versions:
            LRMI.add_words(material, "name", version.title, version.language)
        LRMI.add(material, "url", thing.elsewhere)
        LRMI.add(material, "position", str(len(thing.files)))
        LRMI.add(material, "format", "text/html")


def _file(record: Element, file: MediaFile, position: int) -> None:
    material = LRMI.add(record, "material")
    LRMI.add_words(material, "name", file.name.text, file.name.language)
    LRMI.add(material, "url", file.address)
    LRMI.add(material, "position", str(position))
    LRMI.add(material, "format", file.media_type)
    if file.size is not None:
        LRMI.add(material, "filesize", str(file.size))
    if file.language:
        LRMI.add(material, "inLanguage", file.language)

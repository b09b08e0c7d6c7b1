"""IEEE Learning Object Metadata (1484.12.1) in its XML binding (1484.12.3), in the standard's own order."""

from collections.abc import Iterable

from pages.core.described import Described, Words

from ..dates import written
from ..vocabularies import type_names
from ..xml import Builder, Element

LOM = Builder("http://ltsc.ieee.org/xsd/LOM")
SCHEMA = "http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd"
OWN, EXCHANGE = "LOMv1.0", "LREv3.0"
YSO = "http://www.yso.fi/onto/yso/"


def build(thing: Described, identifier: str) -> Element:
    """The whole `lom`."""
    lom = LOM.root("lom", SCHEMA)
    _general(LOM.add(lom, "general"), thing, identifier)
    _life_cycle(LOM.add(lom, "lifeCycle"), thing)
    _about_metadata(LOM.add(lom, "metaMetadata"), identifier)
    _technical(LOM.add(lom, "technical"), thing)
    _educational(LOM.add(lom, "educational"), thing)
    _rights(LOM.add(lom, "rights"), thing)
    for origin in thing.origins:
        relation = LOM.add(lom, "relation")
        _term(relation, "kind", "isbasedon")
        resource = LOM.add(relation, "resource")
        if origin.address:
            _identifier(resource, "URI", origin.address)
        _texts(resource, "description", [Words(origin.name)])
    _classification(lom, thing)
    return lom


def _general(general: Element, thing: Described, identifier: str) -> None:
    _identifier(general, "oai", identifier)
    for version in thing.versions:
        _identifier(general, "URI", version.address)
    _texts(general, "title", [Words(version.title, version.language) for version in thing.versions])
    for language in thing.languages:
        LOM.add(general, "language", language)
    described = [Words(version.description, version.language) for version in thing.versions]
    _texts(general, "description", described)
    for subject in thing.subjects:
        _texts(general, "keyword", subject.names)
    _term(general, "aggregationLevel", "3" if thing.type == "course" else "2")


def _life_cycle(life: Element, thing: Described) -> None:
    _term(life, "status", "final")
    for author in thing.authors:
        _contribute(life, "author", author, year=thing.year)
    if thing.publisher:
        moment = thing.published or thing.modified
        _contribute(life, "publisher", thing.publisher, date=written(moment) if moment else "")


def _contribute(life: Element, role: str, name: str, *, year: int | None = None, date: str = "") -> None:
    contribute = LOM.add(life, "contribute")
    _term(contribute, "role", role)
    LOM.add(contribute, "entity", vcard(name))
    if date or year:
        LOM.add(LOM.add(contribute, "date"), "dateTime", date or f"{year:04}")


def vcard(name: str) -> str:
    """An organization as a vCard 3.0 (RFC 2426)."""
    escaped = name.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", " ")
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{escaped}\nN:{escaped};;;;\nORG:{escaped}\nEND:VCARD"


def _about_metadata(about: Element, identifier: str) -> None:
    _identifier(about, "oai", identifier)
    LOM.add(about, "metadataSchema", OWN)


def _technical(technical: Element, thing: Described) -> None:
    for media_type in dict.fromkeys(file.media_type for file in thing.files):
        LOM.add(technical, "format", media_type)
    sizes = [file.size for file in thing.files]
    if sizes and None not in sizes:
        LOM.add(technical, "size", str(sum(size or 0 for size in sizes)))
    pages = [version.address for version in thing.versions]
    elsewhere = [thing.elsewhere] if thing.elsewhere else []
    for address in [*pages, *elsewhere, *(file.address for file in thing.files)]:
        LOM.add(technical, "location", address)


def _educational(educational: Element, thing: Described) -> None:
    names = type_names(thing.type)
    _term(educational, "learningResourceType", names.lre, EXCHANGE)
    if names.lom:
        _term(educational, "learningResourceType", names.lom)
    _term(educational, "intendedEndUserRole", "learner" if thing.type == "course" else "teacher")
    _term(educational, "context", "training" if thing.type == "course" else "other")
    for ages in dict.fromkeys(audience.ages for audience in thing.audiences):
        _texts(educational, "typicalAgeRange", [Words(ages)])
    for audience in thing.audiences:
        _texts(educational, "description", audience.names)


def _rights(rights: Element, thing: Described) -> None:
    _term(rights, "cost", "no")
    if thing.licence:
        is_free = thing.licence.startswith("CC0")
        _term(rights, "copyrightAndOtherRestrictions", "no" if is_free else "yes")
        _texts(rights, "description", [Words(" ".join((thing.licence, thing.licence_address)).strip())])


def _classification(lom: Element, thing: Described) -> None:
    """Only what has an address in the ontology: keywords stand in `general`."""
    for subject in thing.subjects:
        if not subject.yso:
            continue
        classification = LOM.add(lom, "classification")
        _term(classification, "purpose", "discipline")
        path = LOM.add(classification, "taxonPath")
        _texts(path, "source", [Words(YSO)])
        taxon = LOM.add(path, "taxon")
        LOM.add(taxon, "id", subject.yso)
        _texts(taxon, "entry", subject.names)


def _identifier(parent: Element, catalog: str, entry: str) -> None:
    identifier = LOM.add(parent, "identifier")
    LOM.add(identifier, "catalog", catalog)
    LOM.add(identifier, "entry", entry)


def _term(parent: Element, name: str, value: str, source: str = OWN) -> None:
    term = LOM.add(parent, name)
    LOM.add(term, "source", source)
    LOM.add(term, "value", value)


def _texts(parent: Element, name: str, texts: Iterable[Words]) -> None:
    """One element with a `string` in each language; nothing without a text."""
    given = [words for words in texts if words.text]
    if given:
        element = LOM.add(parent, name)
        for words in given:
            attributes = {"language": words.language} if words.language else {}
            LOM.add(element, "string", words.text, **attributes)

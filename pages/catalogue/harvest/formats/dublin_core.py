"""Dublin Core without qualifiers (oai_dc), which every harvester of OAI-PMH understands.

Texts carry their language, as one record holds all languages of a thing.
"""

from pages.core.described import Described
from pages.core.dublin_core import statements

from ..vocabularies import type_names
from ..xml import Builder, Element

OAI_DC = Builder("http://www.openarchives.org/OAI/2.0/oai_dc/")
DC = Builder("http://purl.org/dc/elements/1.1/")
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def build(thing: Described, identifier: str) -> Element:
    """The whole `oai_dc:dc`."""
    record = OAI_DC.root("dc", SCHEMA, oai_dc=OAI_DC.namespace, dc=DC.namespace)
    for one in statements(thing):
        DC.add_words(record, one.element, one.text, one.language)
    DC.add(record, "type", type_names(thing.type).dcmi)
    DC.add(record, "identifier", identifier)
    return record

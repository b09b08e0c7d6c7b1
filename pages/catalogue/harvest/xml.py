"""Makes XML elements from whatever texts there are: what XML can't hold is left out."""

import re
from typing import Any

from lxml import etree

Element = etree._Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 has no place for."""
    return NOT_XML.sub("", text)


class Builder:
    """Adds elements of one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def root(self, name: str, schema: str = "", **prefixes: str) -> Element:
        """An element that stands alone. `schema` is its schema's address; `prefixes` name more namespaces."""
        own = {} if self.namespace in prefixes.values() else {None: self.namespace}
        nsmap: dict[Any, str] = {**own, **prefixes, "xsi": XSI}
        element = etree.Element(f"{{{self.namespace}}}{name}", nsmap=nsmap)
        if schema:
            element.set(SCHEMA_LOCATION, f"{self.namespace} {schema}")
        return element

    def add(self, parent: Element, name: str, text: str = "", **attributes: str) -> Element:
        """A new last child of `parent`."""
        element = etree.SubElement(parent, f"{{{self.namespace}}}{name}")
        if text:
            element.text = clean(text)
        for attribute, value in attributes.items():
            element.set(attribute, clean(value))
        return element

    def add_words(self, parent: Element, name: str, text: str, language: str) -> None:
        """A new last child with `xml:lang`, where there is a text."""
        if text:
            element = self.add(parent, name, text)
            if language:
                element.set(XML_LANG, language)


def as_bytes(element: Element) -> bytes:
    """The whole document in UTF-8."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")

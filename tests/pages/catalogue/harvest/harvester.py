"""A small harvester: asks, holds every answer to the rules of OAI-PMH 2.0, and walks whole lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client
from lxml import etree

ADDRESS = "/api/oai/"
OAI, DC = "{http://www.openarchives.org/OAI/2.0/}", "{http://purl.org/dc/elements/1.1/}"
LOM, LRMI = "{http://ltsc.ieee.org/xsd/LOM}", "{http://dublincore.org/dcx/lrmi-terms/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RULES = {
    name: etree.RelaxNG(etree.parse(Path(__file__).parent / f"{name}.rng"))
    for name in ("oai", "oai_dc", "lom")
}
HIDES_ARGUMENTS = ("badVerb", "badArgument")


class Harvester:
    """Asks as a stranger. Fails where an answer isn't as the specification says."""

    def __init__(self) -> None:
        self.client = Client()

    def ask(self, verb: str = "", **arguments: Any) -> Any:
        """The root of the answer to a question by GET; `from_` stands for `from`."""
        asked = {name.rstrip("_"): value for name, value in arguments.items() if value}
        return self.read(self.client.get(ADDRESS, {"verb": verb, **asked}), {"verb": verb, **asked})

    def read(self, answer: Any, asked: dict[str, Any] | None = None) -> Any:
        """The root of an answer, which must be valid and repeat what was asked."""
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
        root = etree.fromstring(answer.content)
        RULES["oai"].assertValid(root)
        for metadata in root.iter(f"{OAI}metadata"):
            name = etree.QName(metadata[0]).localname
            is_plain = not metadata[0].findall(f"{LRMI}inLanguage")
            if rules := RULES["lom"] if name == "lom" else RULES["oai_dc"] if is_plain else None:
                rules.assertValid(metadata[0])
        request = root.find(f"{OAI}request")
        assert request.text == f"http://testserver{ADDRESS}"
        if asked is not None:
            assert dict(request.attrib) == ({} if error_of(root) in HIDES_ARGUMENTS else asked)
        return root

    def pages(self, verb: str, **arguments: Any) -> Iterator[Any]:
        """The answers that make a whole list, one after another."""
        while True:
            root = self.ask(verb, **arguments)
            yield root
            token = root.find(f".//{OAI}resumptionToken")
            if token is None or not token.text:
                return
            arguments = {"resumptionToken": token.text}

    def identifiers(self, **arguments: Any) -> list[str]:
        """The identifiers in a whole list, [] for one that matches nothing."""
        arguments.setdefault("metadataPrefix", "oai_dc")
        pages = list(self.pages("ListIdentifiers", **arguments))
        assert error_of(pages[0]) in ("", "noRecordsMatch")
        return [header.findtext(f"{OAI}identifier") for page in pages for header in page.iter(f"{OAI}header")]

    def metadata(self, identifier: str, prefix: str = "oai_dc") -> Any:
        """A record's metadata, None for a deleted one."""
        root = self.ask("GetRecord", identifier=identifier, metadataPrefix=prefix)
        found = root.find(f".//{OAI}metadata")
        assert (found is None) == is_deleted(root)
        return None if found is None else found[0]


def error_of(root: Any) -> str:
    """The code of the error, "" where there is none."""
    error = root.find(f"{OAI}error")
    return "" if error is None else error.get("code")


def is_deleted(root: Any) -> bool:
    return root.find(f".//{OAI}header").get("status") == "deleted"


def words(metadata: Any, name: str) -> list[tuple[str, str]]:
    """The texts of an element of Dublin Core with their languages."""
    return [(one.text, one.get(LANG, "")) for one in metadata.findall(f"{DC}{name}")]

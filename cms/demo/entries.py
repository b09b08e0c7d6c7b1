"""The demo content as its files have it: entries in the order of the page tree. Knows no database."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fi", "sv")
HOME = "home"

_CONTENT = Path(__file__).parent / "content"
_NAMESPACE = uuid.UUID("6f0a4c1e-6d0f-4b1a-9a43-0a9f5a5d7e11")


@dataclass(frozen=True)
class Entry:
    """What becomes one page in each of its languages. `kind` says which, as in `kinds.KINDS`."""

    key: str
    kind: str
    parent: str
    data: Mapping[str, Any]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it has texts, the one that is translated from first."""
        return (self.data["only"],) if "only" in self.data else LANGUAGES

    @property
    def translation_key(self) -> uuid.UUID:
        """What finds the entry's pages again, whatever an editor has made of their titles and addresses."""
        return stable_uuid(self.key)

    def text(self, name: str, language: str) -> str:
        """The entry's text called `name`, "" where it has none."""
        return str(self.data.get(name, {}).get(language, ""))


def stable_uuid(*parts: str | int) -> uuid.UUID:
    """The same UUID for the same words, on every machine."""
    return uuid.uuid5(_NAMESPACE, "/".join(map(str, parts)))


@cache
def read(name: str) -> dict[str, Any]:
    """The content of one of the files, such as "site"."""
    content: dict[str, Any] = json.loads((_CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    return content


def entries() -> Iterator[Entry]:
    """Everything that becomes pages, parents before their children."""
    site = read("site")
    yield Entry(HOME, "home", "", {**site["home"], "footer": site["footer"]})
    sections = {index["kind"]: index["key"] for index in site["indexes"]}
    for index in site["indexes"]:
        yield Entry(index["key"], index["kind"], HOME, index)
    for page in site["pages"]:
        yield Entry(page["key"], "standard", HOME, page)
    statement = read("accessibility")["statement"]
    yield Entry(statement["key"], "accessibility", HOME, statement)
    for group in read("workgroups")["workgroups"]:
        yield Entry(group["key"], "workgroup", sections["workgroups"], group)
        for news in group["news"]:
            body = [{"type": "text", "text": news["body"]}]
            yield Entry(news["key"], "news", group["key"], {**news, "body": body})
    for material in read("materials")["materials"]:
        yield Entry(material["key"], "material", sections["materials"], material)
    for training in read("trainings")["trainings"]:
        yield Entry(training["key"], "training", sections["trainings"], training)

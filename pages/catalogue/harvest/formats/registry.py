"""The metadata formats in which a record can be had."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.core.described import Described

from ..xml import Element
from . import dublin_core, lom, lrmi


@dataclass(frozen=True)
class MetadataFormat:
    """A format by its prefix. `schema` gives the address of its schema.

    `build` makes the metadata of a thing from it and its OAI identifier.
    """

    prefix: str
    schema: Callable[[], str]
    namespace: str
    build: Callable[[Described, str], Element]


FORMATS = {
    one.prefix: one
    for one in (
        MetadataFormat("oai_dc", lambda: dublin_core.SCHEMA, dublin_core.OAI_DC.namespace, dublin_core.build),
        MetadataFormat("lom", lambda: lom.SCHEMA, lom.LOM.namespace, lom.build),
        MetadataFormat("lrmi_fi", lrmi.schema, dublin_core.OAI_DC.namespace, lrmi.build),
    )
}

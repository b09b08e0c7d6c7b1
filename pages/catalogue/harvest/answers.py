"""The XML of answers: the frame, and what each verb puts into it, in the order that the schema wants."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from .arguments import Question, Verb
from .dates import GRANULARITY, written
from .errors import ErrorCode, OaiError
from .formats.registry import FORMATS
from .listing import Part, Told, format_of, list_part, one_record
from .models import HarvestRecord
from .repository import Repository
from .sets import known_sets
from .tokens import LASTS
from .xml import Builder, Element

OAI = Builder("http://www.openarchives.org/OAI/2.0/")
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
IDENTIFIERS = Builder("http://www.openarchives.org/OAI/2.0/oai-identifier")
IDENTIFIERS_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
PROTOCOL = "2.0"


def answer(question: Question, site: Repository) -> Element:
    """The whole answer. Raises OaiError where the specification wants an error."""
    now = timezone.now()
    whole = _frame(site, now, question)
    WRITERS[question.verb](OAI.add(whole, question.verb), question, site, now)
    return whole


def refusal(error: OaiError, question: Question | None, site: Repository) -> Element:
    """The answer that tells of the error."""
    whole = _frame(site, timezone.now(), None if error.hides_arguments else question)
    OAI.add(whole, "error", error.message, code=error.code)
    return whole


def _frame(site: Repository, now: datetime, question: Question | None) -> Element:
    whole = OAI.root("OAI-PMH", SCHEMA)
    OAI.add(whole, "responseDate", written(now))
    asked = {"verb": question.verb.value, **question.arguments} if question else {}
    OAI.add(whole, "request", site.address, **asked)
    return whole


def _identify(parent: Element, question: Question, site: Repository, now: datetime) -> None:
    first = HarvestRecord.objects.in_order().values_list("datestamp", flat=True).first()
    OAI.add(parent, "repositoryName", site.name)
    OAI.add(parent, "baseURL", site.address)
    OAI.add(parent, "protocolVersion", PROTOCOL)
    OAI.add(parent, "adminEmail", site.keeper)
    OAI.add(parent, "earliestDatestamp", written(first or now))
    OAI.add(parent, "deletedRecord", "persistent")
    OAI.add(parent, "granularity", GRANULARITY)
    OAI.add(parent, "compression", "gzip")
    if site.has_domain:
        parent_of_scheme = OAI.add(parent, "description")
        scheme = IDENTIFIERS.root("oai-identifier", IDENTIFIERS_SCHEMA)
        parent_of_scheme.append(scheme)
        IDENTIFIERS.add(scheme, "scheme", "oai")
        IDENTIFIERS.add(scheme, "repositoryIdentifier", site.host)
        IDENTIFIERS.add(scheme, "delimiter", ":")
        IDENTIFIERS.add(scheme, "sampleIdentifier", site.identifier("course", "1"))


def _list_formats(parent: Element, question: Question, site: Repository, now: datetime) -> None:
    """The same for every record; a question about one makes sure that there is such a one."""
    if "identifier" in question.arguments:
        one_record(question, site)
    for one in FORMATS.values():
        element = OAI.add(parent, "metadataFormat")
        OAI.add(element, "metadataPrefix", one.prefix)
        OAI.add(element, "schema", one.schema())
        OAI.add(element, "metadataNamespace", one.namespace)


def _list_sets(parent: Element, question: Question, site: Repository, now: datetime) -> None:
    if "resumptionToken" in question.arguments:
        raise OaiError(ErrorCode.BAD_RESUMPTION_TOKEN, "The sets come all at once: ask without a token.")
    for spec, name in known_sets().items():
        element = OAI.add(parent, "set")
        OAI.add(element, "setSpec", spec)
        OAI.add(element, "setName", name)


def _list_identifiers(parent: Element, question: Question, site: Repository, now: datetime) -> None:
    part = list_part(question, site)
    for told in part.records:
        _header(parent, told, site)
    _resumption(parent, part, now)


def _list_records(parent: Element, question: Question, site: Repository, now: datetime) -> None:
    part = list_part(question, site)
    for told in part.records:
        _record(parent, told, part.format.prefix, site)
    _resumption(parent, part, now)


def _get_record(parent: Element, question: Question, site: Repository, now: datetime) -> None:
    told, chosen = one_record(question, site), format_of(question.get("metadataPrefix"))
    _record(parent, told, chosen.prefix, site)


def _record(parent: Element, told: Told, prefix: str, site: Repository) -> None:
    record = OAI.add(parent, "record")
    identifier = _header(record, told, site)
    if told.thing:
        OAI.add(record, "metadata").append(FORMATS[prefix].build(told.thing, identifier))


def _header(parent: Element, told: Told, site: Repository) -> str:
    """Adds the header; the record's identifier."""
    header = OAI.add(parent, "header", **({} if told.thing else {"status": "deleted"}))
    identifier = site.identifier(told.record.kind, told.record.key)
    OAI.add(header, "identifier", identifier)
    OAI.add(header, "datestamp", written(told.record.datestamp))
    for spec in told.record.sets:
        OAI.add(header, "setSpec", spec)
    return identifier


def _resumption(parent: Element, part: Part, now: datetime) -> None:
    """None for a list in one part; an empty token ends one in several."""
    if part.is_whole:
        return
    token = OAI.add(parent, "resumptionToken", part.token)
    if part.token:
        token.set("expirationDate", written(now + LASTS))
    token.set("completeListSize", str(part.place.total))
    token.set("cursor", str(part.place.listed))


Writer = Callable[[Element, Question, Repository, datetime], None]
WRITERS: dict[Verb, Writer] = {
    Verb.IDENTIFY: _identify,
    Verb.LIST_METADATA_FORMATS: _list_formats,
    Verb.LIST_SETS: _list_sets,
    Verb.LIST_IDENTIFIERS: _list_identifiers,
    Verb.LIST_RECORDS: _list_records,
    Verb.GET_RECORD: _get_record,
}

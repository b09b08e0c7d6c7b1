"""Lists of records, a part at a time, and single ones. Knows neither XML nor HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.core.described import Described
from pages.core.findable import Kind

from .arguments import Question
from .errors import ErrorCode, OaiError
from .formats.registry import FORMATS, MetadataFormat
from .models import HarvestRecord
from .repository import Repository
from .things import READERS
from .tokens import Place, Selection, first_selection, make_token, read_token

PART = 100  # records an answer


@dataclass(frozen=True)
class Told:
    """A record and what it is about; `thing` is None where it has gone or strangers may not see it now."""

    record: HarvestRecord
    thing: Described | None


@dataclass(frozen=True)
class Part:
    """Some records of a list. `token` is "" at its end; `place` is where the part begins."""

    records: list[Told]
    format: MetadataFormat
    place: Place
    token: str

    @property
    def is_whole(self) -> bool:
        """Whether the list has but this part."""
        return not self.token and not self.place.listed


def list_part(question: Question, site: Repository) -> Part:
    """The part that the question asks for. Raises OaiError where there is none."""
    selection, place = _begin(question)
    chosen = format_of(selection.prefix)
    matching = HarvestRecord.objects.in_set(selection.set).between(selection.earliest, selection.latest)
    if place.listed:
        rest = matching.after(place.datestamp, place.pk)
    else:
        rest, place = matching, Place(total=matching.count())
    records = list(rest.in_order()[: PART + 1])
    if not records and not place.listed:
        raise OaiError(ErrorCode.NO_RECORDS_MATCH, "Nothing was changed in that time, or the set is empty.")
    given = records[:PART]
    token = make_token(question.verb, selection, _after(given, place)) if len(records) > PART else ""
    return Part(tell(given, site), chosen, place, token)


def one_record(question: Question, site: Repository) -> Told:
    """The record with the question's identifier. Raises OaiError where there is none."""
    identifier = question.get("identifier")
    ours = site.local_part(identifier)
    record = HarvestRecord.objects.filter(kind=ours[0], key=ours[1]).first() if ours else None
    if record is None:
        raise OaiError(ErrorCode.ID_DOES_NOT_EXIST, f"There is no {identifier} here.")
    return tell([record], site)[0]


def format_of(prefix: str) -> MetadataFormat:
    """The format with this prefix. Raises OaiError for one that there is not."""
    if prefix not in FORMATS:
        known = ", ".join(FORMATS)
        raise OaiError(ErrorCode.CANNOT_DISSEMINATE_FORMAT, f"There is no {prefix} here, but {known}.")
    return FORMATS[prefix]


def tell(records: Sequence[HarvestRecord], site: Repository) -> list[Told]:
    """The records with what they are about, as strangers may see it at this moment."""
    found = {}
    for kind in Kind:
        keys = [record.key for record in records if record.kind == kind and not record.is_deleted]
        if keys:
            found.update({(kind.value, key): thing for key, thing in READERS[kind](keys, site).items()})
    return [Told(record, found.get((record.kind, record.key))) for record in records]


def _begin(question: Question) -> tuple[Selection, Place]:
    if token := question.get("resumptionToken"):
        return read_token(token, question.verb)
    if "resumptionToken" in question.arguments:
        raise OaiError(ErrorCode.BAD_RESUMPTION_TOKEN, "The resumptionToken is empty.")
    return first_selection(question), Place()


def _after(given: Sequence[HarvestRecord], place: Place) -> Place:
    last = given[-1]
    return Place(place.listed + len(given), place.total, int(last.datestamp.timestamp()), last.pk)

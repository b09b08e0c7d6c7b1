"""Resumption tokens: signed, they hold all that is needed to go on, so nothing is kept for them."""

from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

from .arguments import Question, Verb
from .dates import first_moment, last_moment
from .errors import ErrorCode, OaiError

SALT = "pages.catalogue.harvest.tokens.1"  # to be raised when what a token holds is changed
LASTS = timedelta(hours=48)


@dataclass(frozen=True)
class Selection:
    """What is listed. `since` and `until` as the harvester wrote them, "" for no bound."""

    prefix: str
    set: str = ""
    since: str = ""
    until: str = ""

    @property
    def earliest(self) -> datetime | None:
        """The first moment of a change that counts."""
        return first_moment(self.since) if self.since else None

    @property
    def latest(self) -> datetime | None:
        """The last one."""
        return last_moment(self.until) if self.until else None


@dataclass(frozen=True)
class Place:
    """Where a list goes on: after the record with this datestamp (seconds since 1970) and primary key.

    `listed` records were given before, of `total` that there were when the list began.
    """

    listed: int = 0
    total: int = 0
    stamp: int = 0
    pk: int = 0

    @property
    def datestamp(self) -> datetime:
        """The datestamp of the last record given."""
        return datetime.fromtimestamp(self.stamp, UTC)


def first_selection(question: Question) -> Selection:
    """What the question's arguments select."""
    get = question.get
    return Selection(get("metadataPrefix"), get("set"), get("from"), get("until"))


def make_token(verb: Verb, selection: Selection, place: Place) -> str:
    """The token with which the list goes on."""
    return signing.dumps([verb.value, astuple(selection), astuple(place)], salt=SALT, compress=True)


def read_token(token: str, verb: Verb) -> tuple[Selection, Place]:
    """What the token stands for. Raises OaiError for any but an unspoilt one of the same verb."""
    try:
        given_to, selection, place = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise _bad(f"The resumptionToken is older than {LASTS // timedelta(hours=1)} hours.") from None
    except signing.BadSignature:
        raise _bad("The resumptionToken is none of ours.") from None
    if given_to != verb:
        raise _bad(f"The resumptionToken belongs to {given_to}.")
    return Selection(*selection), Place(*place)


def _bad(reason: str) -> OaiError:
    message = f"{reason} Ask again without it: the list begins anew."
    return OaiError(ErrorCode.BAD_RESUMPTION_TOKEN, message)

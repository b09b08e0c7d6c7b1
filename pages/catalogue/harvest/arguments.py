"""What a harvester asks: the verbs of OAI-PMH 2.0 and which arguments each takes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.http import QueryDict

from .dates import first_moment, is_day, last_moment
from .errors import ErrorCode, OaiError

MARKS = r"[A-Za-z0-9\-_.!~*'()]+"
SYNTAX = {
    "metadataPrefix": re.compile(MARKS),
    "set": re.compile(f"{MARKS}(:{MARKS})*"),
    "identifier": re.compile(r"[A-Za-z0-9\-_.!~*'();/?:@&=+$,%#]+"),
    "resumptionToken": re.compile(r"[\x21-\x7E]*"),
}
LONGEST = 2000  # characters of a value


class Verb(StrEnum):
    """What can be asked."""

    IDENTIFY = "Identify"
    LIST_METADATA_FORMATS = "ListMetadataFormats"
    LIST_SETS = "ListSets"
    LIST_IDENTIFIERS = "ListIdentifiers"
    LIST_RECORDS = "ListRecords"
    GET_RECORD = "GetRecord"


@dataclass(frozen=True)
class Rule:
    """The arguments that a verb needs and those that it may have; `is_resumed`: or a token in their place."""

    needs: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()
    is_resumed: bool = False


LISTED = Rule(needs=("metadataPrefix",), may_have=("from", "until", "set"), is_resumed=True)
RULES = {
    Verb.IDENTIFY: Rule(),
    Verb.LIST_METADATA_FORMATS: Rule(may_have=("identifier",)),
    Verb.LIST_SETS: Rule(is_resumed=True),
    Verb.LIST_IDENTIFIERS: LISTED,
    Verb.LIST_RECORDS: LISTED,
    Verb.GET_RECORD: Rule(needs=("identifier", "metadataPrefix")),
}


@dataclass(frozen=True)
class Question:
    """A verb and its arguments, which are those that the verb takes, each well formed."""

    verb: Verb
    arguments: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The argument's value, "" where it wasn't given."""
        return self.arguments.get(name, "")


def read_question(given: QueryDict) -> Question:
    """The question that the arguments make. Raises OaiError (badVerb, badArgument)."""
    verb = _verb(given.getlist("verb"))
    names = [name for name in given if name != "verb"]
    _check_names(verb, given, names)
    arguments = {name: str(given[name]) for name in names}
    for name, value in arguments.items():
        _check_value(name, value)
    _check_span(arguments)
    return Question(verb, arguments)


def _verb(values: list[str]) -> Verb:
    if len(values) != 1 or values[0] not in list(Verb):
        raise OaiError(ErrorCode.BAD_VERB, f"Give one verb: {', '.join(Verb)}.")
    return Verb(values[0])


def _check_names(verb: Verb, given: QueryDict, names: list[str]) -> None:
    rule = RULES[verb]
    if "resumptionToken" in names and rule.is_resumed:
        if names != ["resumptionToken"]:
            raise _bad("resumptionToken takes the place of all other arguments: leave them out.")
    elif unknown := [name for name in names if name not in (*rule.needs, *rule.may_have)]:
        raise _bad(f"{verb} takes no argument {_shown(unknown[0])}.")
    elif missing := [name for name in rule.needs if name not in names]:
        raise _bad(f"{verb} needs the argument {missing[0]}.")
    if repeated := [name for name in names if len(given.getlist(name)) > 1]:
        raise _bad(f"The argument {repeated[0]} is given more than once.")


def _check_value(name: str, value: str) -> None:
    if len(value) > LONGEST:
        raise _bad(f"The argument {name} has {len(value)} characters; {LONGEST} is the most.")
    if name in ("from", "until"):
        try:
            first_moment(value)
        except ValueError:
            raise _bad(
                f"{name} is {_shown(value)}. Give a date as 2026-01-31 or 2026-01-31T12:00:00Z."
            ) from None
    elif not SYNTAX[name].fullmatch(value):
        raise _bad(f"{name} is {_shown(value)}, which holds characters that it can't have.")


def _check_span(arguments: Mapping[str, str]) -> None:
    since, until = arguments.get("from"), arguments.get("until")
    if since is None or until is None:
        return
    if is_day(since) != is_day(until):
        raise _bad("from and until must both be days, or both be seconds.")
    if first_moment(since) > last_moment(until):
        raise _bad(f"from ({since}) is later than until ({until}).")


def _bad(message: str) -> OaiError:
    return OaiError(ErrorCode.BAD_ARGUMENT, message)


def _shown(value: str) -> str:
    """The value as it may stand in a message, however strange or long it is."""
    return ascii(value[:60])

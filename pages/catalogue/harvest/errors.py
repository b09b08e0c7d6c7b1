"""The errors of OAI-PMH 2.0, section 3.6: answers like others, with HTTP status 200."""

from enum import StrEnum


class ErrorCode(StrEnum):
    """The codes of the specification that this repository can have a reason to give."""

    BAD_ARGUMENT = "badArgument"
    BAD_RESUMPTION_TOKEN = "badResumptionToken"  # noqa: S105 (no password)
    BAD_VERB = "badVerb"
    CANNOT_DISSEMINATE_FORMAT = "cannotDisseminateFormat"
    ID_DOES_NOT_EXIST = "idDoesNotExist"
    NO_RECORDS_MATCH = "noRecordsMatch"


class OaiError(Exception):
    """A question that can't be answered; `message` tells the harvester's keeper what to change."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def hides_arguments(self) -> bool:
        """Whether the answer must not repeat the question's arguments, which may not be valid XML types."""
        return self.code in (ErrorCode.BAD_VERB, ErrorCode.BAD_ARGUMENT)

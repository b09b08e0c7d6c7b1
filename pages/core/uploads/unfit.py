"""What a check raises of a file's content; `checking` makes it an error that names the file."""

from django.utils.functional import Promise


class Unfit(Exception):
    """The content is not what it should be. `reason` says why and what to do, in the reader's language."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


class OfOtherType(Exception):
    """The content is not at all of the type that the name says."""

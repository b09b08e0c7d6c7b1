"""The app's settings as one typed object."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings


@dataclass(frozen=True)
class Options:
    """`recipients`: who is told of new and late feedback. `months`: how long names and addresses are kept."""

    recipients: tuple[str, ...] = ()
    months: int = 12

    @classmethod
    def from_settings(cls) -> Self:
        """What Django's settings say."""
        return cls(
            recipients=tuple(settings.ACCESSIBILITY_FEEDBACK_RECIPIENTS),
            months=settings.ACCESSIBILITY_FEEDBACK_MONTHS,
        )

"""Mail to the people who look after the extranet."""

from .models import SyncRun


def tell_if_needed(run: SyncRun) -> None:
    """Send the mail that this run calls for, if any."""

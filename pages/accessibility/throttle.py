"""How much feedback one address of the network may send within an hour."""

from pages.core import throttle

MOST_AN_HOUR = 20  # a whole library may stand behind one address


def takes_more(sender: str) -> bool:
    """Count one more from `sender`; whether it is still within the limit."""
    return throttle.takes_more("accessibility.feedback", sender, MOST_AN_HOUR)

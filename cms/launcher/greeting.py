"""What `make run` prints once the site runs: where to look, and as whom to sign in."""

from django.utils import translation

from cms.demo.loader import is_loaded
from cms.demo.users import DEMO_USERS

from .site import Places


def greeting(places: Places) -> str:
    """Addresses and demo users, a line each."""
    addresses = {
        "Site in Finnish": f"{places.web}/fi/",
        "Site in Swedish": f"{places.web}/sv/",
        "Admin": f"{places.web}/admin/",
        "API": f"{places.web}/api/v1/docs",
    }
    if places.standin:
        addresses["Liboppi's stand-in"] = f"{places.standin}/"
    if not is_loaded():
        users = ["The site has content of its own, so there are no demo users."]
    else:
        users = ["Demo users and their passwords:"]
        with translation.override("en"):
            users += [f"  {user.username:<20}{user.password:<26}{user.purpose}" for user in DEMO_USERS]
    lines = [f"  {name:<20}{address}" for name, address in addresses.items()]
    return "\n".join(["", "The extranet runs.", *lines, "", *users, "", "Ctrl-C stops it.", ""])

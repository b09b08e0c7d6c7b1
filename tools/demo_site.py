"""The whole site with its demo content, running for as long as a tool needs it, with data of its own."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.local_site import READY, LocalSite


@contextmanager
def demo_site() -> Iterator[LocalSite]:
    """The site on a free port, from an empty database; gone, with its data, when the block ends."""
    with tempfile.TemporaryDirectory(prefix="extranet-demo-") as name:
        folder = Path(name)
        data = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "MEDIA_ROOT": str(folder / "media")}
        print("Starting the site with its demo content …", flush=True)
        site = LocalSite(data)
        try:
            site.wait_for(READY)
            yield site
        finally:
            site.stop()


def chromium() -> str:
    """The machine's Chromium. Exits with what to do where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or sys.exit("This needs a Chromium and none was found; on Debian: apt install chromium")

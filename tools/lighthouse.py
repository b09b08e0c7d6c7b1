"""Starts the site and has Lighthouse judge its main page types by accessibility and best practices.

Asks nothing of any other host. Ends with 1, and the reasons, where a point is missing.
"""

import subprocess
import sys

from cms.settings.environment import environment_with
from tests.browser.addresses import WEIGHED
from tools.demo_site import chromium, demo_site
from tools.install import ROOT, node_command


def main() -> None:
    browser = chromium()
    with demo_site() as site:
        result = subprocess.run(
            [node_command(), str(ROOT / "tools" / "lighthouse.mjs"), *addresses(site.url)],
            cwd=ROOT,
            env=environment_with(CHROME_PATH=browser),
            check=False,
        )
    if result.returncode != 0:
        sys.exit("\nLighthouse takes points off, or could not judge; what it says stands above.")
    print("\nAll points for accessibility and best practices.")


def addresses(site: str) -> list[str]:
    """The Finnish page of one type, the Swedish one of the next: both languages at half the price."""
    return [f"{site}{pair[number % 2]}" for number, pair in enumerate(WEIGHED.values())]


if __name__ == "__main__":
    main()

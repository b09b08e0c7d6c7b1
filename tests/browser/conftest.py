"""A real Chromium on the whole running site. A test fails on what the browser complains of.

Without a Chromium these tests are skipped, and pytest's summary says so.
"""

import shutil
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from tests.local_site import LocalSite

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_CHROMIUM = "browser tests need a Chromium and none was found; on Debian: apt install chromium"
NOT_LOADED = "Failed to load resource"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PATIENCE = 20_000  # milliseconds: on a busy machine an answer may take more than Playwright's 5 s
expect.set_options(timeout=PATIENCE)

OpenBrowser = Callable[..., Page]
SignIn = Callable[[Page, str], None]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    in_browser = [item for item in items if HERE in item.path.parents]
    for item in in_browser:
        item.add_marker(pytest.mark.browser)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def site(running_site: LocalSite) -> LocalSite:
    """The running site; `url` is its address, `passwords` those of its users."""
    return running_site


@pytest.fixture(scope="session")
def base_url(running_site: LocalSite) -> str:
    """The site's address: `page.goto("/fi/")` is enough."""
    return running_site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(ARGUMENTS)}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What browsers have complained of so far: it fails the test in the end, unless the test clears it."""
    found: list[str] = []
    yield found
    assert not found


@pytest.fixture
def open_browser(new_context: Callable[..., BrowserContext], complaints: list[str]) -> OpenBrowser:
    """Opens a page in a context of its own; takes Playwright's options for contexts.

    Console errors (a breach of the content security policy is one), uncaught exceptions and server errors are
    complaints. That a page itself is missing is none: a test sees that.
    """

    def open_page(**options: Any) -> Page:
        page = new_context(**options).new_page()

        def on_console(message: ConsoleMessage) -> None:
            place = message.location.get("url")
            if message.type == "error" and not (NOT_LOADED in message.text and place == page.url):
                complaints.append(f"console: {message.text} ({place})")

        def on_response(response: Response) -> None:
            if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                complaints.append(f"server: {response.status} at {response.url}")

        page.on("console", on_console)
        page.on("response", on_response)
        page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
        return page

    return open_page


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    """A page as `open_browser` opens it, on a desktop."""
    return open_browser()


@pytest.fixture(scope="session")
def cookies_of() -> dict[str, list[Any]]:
    """The cookies of the demo's users who have signed in."""
    return {}


@pytest.fixture
def sign_in_by_form(site: LocalSite) -> SignIn:
    """Signs one of the demo's users in for a session of its own, which the test may end."""

    def as_user(page: Page, username: str) -> None:
        page.goto("/fi/kirjaudu/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(site.passwords[username])
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda address: "kirjaudu" not in address)

    return as_user


@pytest.fixture
def sign_in(sign_in_by_form: SignIn, cookies_of: dict[str, list[Any]]) -> SignIn:
    """Signs one of the demo's users in: by the form the first time, with the cookies that this gave later."""

    def as_user(page: Page, username: str) -> None:
        if username in cookies_of:
            page.context.add_cookies(cookies_of[username])
            return
        sign_in_by_form(page, username)
        cookies_of[username] = page.context.cookies()

    return as_user

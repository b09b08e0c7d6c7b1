"""The whole way of a material: proposed, asked about, published, downloaded, used, and told of in the report.

In Finnish on a phone with JavaScript, in Swedish without it; the admin, which needs it, speaks the same.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.pages.core.uploads.files import GOOD

# Programs are not counted, and a browser without a window says that it is one.
OF_A_READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass(frozen=True)
class Words:
    """What is read and pressed in one language."""

    bank: str
    propose: str
    proposals: str
    title: str
    kind: str
    remove: str
    send: str
    ask: str
    asked: str
    answer: str
    take: str
    tell: str
    library: str
    needs_alt: str
    tell_it: str
    waits: str
    is_shown: str
    other_language: str


FINNISH = Words(
    bank="/fi/materiaalipankki/",
    propose="ehdota/",
    proposals="ehdotukset/",
    title="Satupolku puistossa",
    kind="Tapahtumamalli",
    remove="Poista kuva.png",
    send="Lähetä ehdotus",
    ask="Kysy ehdottajalta",
    asked="Kysymys on lähetetty ehdottajalle.",
    answer="Lähetä vastaus",
    take="Tee siitä sivuluonnos",
    tell="Käytimme tätä",
    library="Paimion kirjasto",
    needs_alt="Kerro, mitä kuvassa on.",
    tell_it="Lähetä toimittajille",
    waits="odottaa toimittajaa",
    is_shown="näkyy nyt",
    other_language="Svenska",
)
SWEDISH = Words(
    bank="/sv/materialbanken/",
    propose="foresla/",
    proposals="forslag/",
    title="Sagostig i parken",
    kind="Evenemangsmodell",
    remove="Ta bort kuva.png",
    send="Skicka förslaget",
    ask="Fråga förslagsställaren",
    asked="Frågan har skickats till förslagsställaren.",
    answer="Skicka svaret",
    take="Gör ett sidutkast av det",
    tell="Vi använde det här",
    library="Pargas bibliotek",
    needs_alt="Berätta vad bilden föreställer.",
    tell_it="Skicka till redaktörerna",
    waits="väntar på en redaktör",
    is_shown="visas nu",
    other_language="Suomi",
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Two to propose, two to tell of a use with, and one that is not what its name says."""
    drawn = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(drawn, "JPEG")
    contents = {
        "kortit.pdf": GOOD["pdf"],
        "kuva.png": GOOD["png"],
        "kuva.jpg": drawn.getvalue(),
        "oma.txt": b"Oma.",
        "valhe.pdf": b"<html>Hei</html>",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in contents}


def press(found: Locator) -> None:
    """By the key: without JavaScript Playwright can't tell when a thing stands still under the mouse."""
    found.press("Enter")


def press_button(page: Page, name: str) -> None:
    press(page.get_by_role("button", name=name))


def choose(staff: Page, words: Words, files: list[Path]) -> None:
    """Choose files in the form for a proposal."""
    staff.goto(words.bank + words.propose)
    staff.locator("[name=uploads]").set_input_files(files)


def propose(staff: Page, words: Words) -> None:
    """Send a proposal with nothing in it but two files; then take one away and tell the rest."""
    press_button(staff, words.send)
    expect(staff.locator(".ds-error-summary")).to_be_focused()
    expect(staff.locator("[data-files] .proposal-files > li")).to_have_count(2)
    press_button(staff, words.remove)
    expect(staff.locator("[data-files] .proposal-files > li")).to_have_count(1)
    for name, text in {
        "title": words.title,
        "lead": "Polku kirjaston pihalla.",
        "body": "Tulosta kortit.",
        "authors": "Kirjasto",
    }.items():
        staff.locator(f"main [name={name}]").fill(text)
    staff.locator("main [name=kind]").select_option(label=words.kind)
    staff.locator("main [name=licence][value='cc-by-4.0']").check()
    press_button(staff, words.send)
    expect(staff.locator("h1")).to_have_text(words.title)
    expect(staff.locator("aside li")).to_have_count(1)


def ask(editor: Page, words: Words) -> None:
    editor.goto("/admin/materials/proposals/?queue=waiting")
    editor.get_by_role("link", name=words.title, exact=True).click()
    editor.locator("[name=message]").fill("?!")
    editor.get_by_role("button", name=words.ask).click()
    expect(editor.get_by_text(words.asked)).to_be_visible()


def answer(staff: Page, words: Words) -> None:
    staff.reload()
    expect(staff.get_by_text("?!")).to_be_visible()
    staff.locator("[name=text]").fill("!!")
    press_button(staff, words.answer)
    expect(staff.get_by_text("!!")).to_be_visible()


def publish(editor: Page, words: Words) -> None:
    editor.reload()
    editor.get_by_role("button", name=words.take).click()
    editor.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    editor.locator("[name=action-publish]").click()
    expect(editor.locator(".messages .success")).to_be_visible()


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        press(page.get_by_role("link", name=name))
    return Path(started.value.path()).read_bytes()


def find_and_download(reader: Page, words: Words) -> bytes:
    """As a reader who comes to the bank does it."""
    reader.goto(words.bank)
    press(reader.get_by_role("main").get_by_role("link", name=words.title))
    return download(reader, "kortit")


def tell_of_a_use(staff: Page, words: Words, files: dict[str, Path]) -> None:
    """From the thanks for the proposal; what the picture shows is left out at first."""
    staff.reload()
    press(staff.get_by_role("main").get_by_role("link", name=words.title, exact=True))
    press(staff.get_by_role("link", name=words.tell))
    staff.locator("[name=library]").fill(words.library)
    staff.locator("[name=used_on]").fill("2026-05-20")
    staff.locator("[name=text]").fill("Kävijöitä oli kaksikymmentä.")
    staff.locator("[name=picture]").set_input_files(files["kuva.jpg"])
    staff.locator("[name=adapted]").set_input_files(files["oma.txt"])
    press_button(staff, words.tell_it)
    expect(staff.locator(".ds-error-summary")).to_contain_text(words.needs_alt)
    expect(staff.locator("main")).to_contain_text("oma.txt")
    staff.locator("[name=picture_alt]").fill("Kortteja pöydällä")
    staff.locator("[name=people_agreed]").check()
    press_button(staff, words.tell_it)
    expect(staff.locator(".uses")).to_contain_text(words.waits)


def show_the_use(editor: Page, words: Words) -> None:
    editor.goto("/admin/materials/uses/?state=waiting")
    editor.get_by_role("link", name=words.library).click()
    editor.locator("button[value=show]").click()
    expect(editor.locator(".messages")).to_contain_text(words.is_shown)


def require_the_use(page: Page, words: Words) -> None:
    use = page.locator(".use", has_text=words.library)
    expect(use.get_by_alt_text("Kortteja pöydällä")).to_be_visible()
    expect(use.get_by_role("link", name="oma.txt")).to_be_visible()


def walk(people: dict[str, Page], words: Words, files: dict[str, Path], look: Callable[[Page], None]) -> None:
    """All of it. `look` is given the pages on the way that no other test opens."""
    staff, editor, reader, stranger = (people[name] for name in ("staff", "editor", "reader", "stranger"))
    propose(staff, words)
    look(staff)
    ask(editor, words)
    answer(staff, words)
    publish(editor, words)
    assert find_and_download(reader, words) == GOOD["pdf"]
    tell_of_a_use(staff, words, files)
    show_the_use(editor, words)
    stranger.goto(urlsplit(staff.url).path)
    require_the_use(stranger, words)
    assert download(stranger, "oma.txt") == b"Oma."
    look(stranger)
    press(stranger.get_by_role("link", name=words.other_language))
    require_the_use(stranger, words)
    look(stranger)
    editor.goto("/admin/reports/materials/")
    row = editor.get_by_role("row").filter(has_text=words.title)
    expect(row.get_by_role("cell")).to_have_text([re.compile(words.title), "1", "1", "1"])


def test_in_finnish_on_a_phone(open_browser, sign_in, files, complaints):
    people = {
        "staff": open_browser(viewport={"width": 390, "height": 844}),
        "editor": open_browser(),
        "reader": open_browser(user_agent=OF_A_READER),
        "stranger": open_browser(),
    }
    staff = people["staff"]
    for name in ("staff", "editor"):
        sign_in(people[name], name)
    choose(staff, FINNISH, [files["kortit.pdf"], files["kuva.png"]])
    expect(staff.get_by_text("Tiedostot on lähetetty.")).to_be_visible()
    staff.locator("[name=uploads]").set_input_files(files["valhe.pdf"])
    expect(staff.locator("[data-problems]")).to_contain_text("valhe.pdf")
    assert [complaint for complaint in complaints if "status of 422" not in complaint] == []
    complaints.clear()  # Chromium tells of the refused file in the console

    def look(page: Page) -> None:
        assert violations(page) == []

    walk(people, FINNISH, files, look)
    staff.goto(FINNISH.bank + FINNISH.proposals)
    look(staff)


def test_in_swedish_without_javascript(open_browser, sign_in, files):
    people = {
        "staff": open_browser(java_script_enabled=False),
        "editor": open_browser(locale="sv-FI"),
        "reader": open_browser(java_script_enabled=False, user_agent=OF_A_READER),
        "stranger": open_browser(java_script_enabled=False),
    }
    sign_in(people["staff"], "staff")
    sign_in(people["editor"], "admin")  # has chosen no language, so the admin speaks the browser's
    choose(people["staff"], SWEDISH, [files["kortit.pdf"], files["kuva.png"]])
    walk(people, SWEDISH, files, lambda page: None)

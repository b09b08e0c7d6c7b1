"""The HTML of every page type keeps to the standard, by html-validate; .htmlvalidate.mjs has its rules."""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import ADDRESSES, NOT_FOUND, SECTIONS, STAFF_COURSE, TAKEN_DOWN, WORKGROUP
from tools.install import NODE_MODULES, ROOT, node_command

VALIDATOR = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"
FIRST_ENTRY = re.compile(r'class="card__title"><a href="(/[^"]*)"')


def html_of(page: Page, address: str) -> str:
    """The page as the server sends it, before any script has touched it."""
    return page.request.get(address).text()


def faults(folder: Path) -> list[str]:
    """What the validator has against the files of a folder, one line each."""
    command = [node_command(), str(VALIDATOR), "--config", str(ROOT / ".htmlvalidate.mjs")]
    result = subprocess.run(
        [*command, "--formatter", "json", f"{folder}/*.html"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.stderr == ""
    return [
        f"{Path(file['filePath']).stem}:{found['line']} {found['ruleId']}: {found['message']}"
        for file in json.loads(result.stdout or "[]")
        for found in file["messages"]
    ]


@dataclass
class Kept:
    """Pages' HTML in files named after their addresses."""

    folder: Path

    def __call__(self, address: str, html: str) -> None:
        (self.folder / f"{re.sub(r'[^a-z0-9]+', '_', address)}.html").write_text(html)


@pytest.fixture
def kept(tmp_path):
    return Kept(tmp_path)


def test_every_page_type_is_valid(page, sign_in, kept):
    for address in (*ADDRESSES, *NOT_FOUND, *TAKEN_DOWN):
        kept(address, html_of(page, address))
    for section in (*SECTIONS, WORKGROUP):
        entry = FIRST_ENTRY.search(html_of(page, section)).group(1)
        kept(entry, html_of(page, entry))
    page.goto("/fi/kirjaudu/")
    with page.expect_response("**/fi/kirjaudu/") as answer:
        page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    kept("sign-in with errors", answer.value.text())
    sign_in(page, "staff")
    for address in STAFF_COURSE:
        kept(f"staff {address}", html_of(page, address))
    assert faults(kept.folder) == []


def test_a_fault_is_found(kept):
    kept(
        "broken",
        '<!doctype html><html lang="fi"><head><title>a</title></head><body><p><div></p></body></html>',
    )
    assert any("close-order" in fault or "permitted" in fault for fault in faults(kept.folder))

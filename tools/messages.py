"""The message catalogues: compiles them, extracts new messages into them, and checks that they are whole.

Runs in .venv (needs polib); extracting and checking need GNU gettext too. Knows nothing of what a translation
is worth.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from os import environ
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fi", "sv")
NOT_SOURCES = (
    ".git",
    ".venv",
    "node_modules",
    "var",
    "tests",
    "bench",
    "tools",
    "docs",
    "*.mo",
    "__pycache__",
)
LOCALE_DIRS = ("locale", "integrations/liboppi/locale")  # the site's; a plugin's goes where the plugin goes
PACKAGES_DIR = "cms/wagtail_messages"  # filled by tools/wagtail_messages.py
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w[^>]*>")  # HTML tags must stay, like the rest
TAG = re.compile(r"<(/?)(?!(?:br|hr|img|input|wbr)\b)(\w+)[^>]*(?<!/)>")
GETTEXT_MISSING = "GNU gettext is missing. Install it (on Debian: apt install gettext) and try again."


class Message(NamedTuple):
    """What identifies a message in a catalogue."""

    context: str | None
    msgid: str
    plural: str


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["compile", "extract", "check"])
    action = parser.parse_args(arguments).action
    if action == "compile":
        compile_catalogues()
    elif action == "extract":
        extract(ROOT)
        report([*faults(ROOT, ROOT), *disagreements(ROOT)], "To be translated:")
    else:
        report(
            check(),
            "The message catalogues are not up to date. Run `make messages`, then translate:",
            exit_code=1,
        )


def compile_catalogues() -> None:
    """Write each .mo whose .po is newer; whole or not at all."""
    for source in catalogues(ROOT, (*LOCALE_DIRS, PACKAGES_DIR)):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = target.with_suffix(".mo.unfinished")
        try:
            polib.pofile(str(source)).save_as_mofile(str(unfinished))
        except (OSError, ValueError) as error:
            sys.exit(f"{source.relative_to(ROOT)} can't be compiled: {error}")
        unfinished.replace(target)


def check() -> list[str]:
    """The faults of the catalogues, seen by extracting anew into a copy of the sources."""
    with tempfile.TemporaryDirectory(prefix="messages-") as directory:
        copy = Path(directory) / "sources"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_SOURCES))
        extract(copy)
        return [*faults(ROOT, copy), *disagreements(ROOT)]


def extract(root: Path) -> None:
    """Bring the catalogues below `root` up to date with its sources (GNU gettext).

    A message goes into the catalogue nearest above the file that uses it.
    """
    if not shutil.which("xgettext"):
        sys.exit(GETTEXT_MISSING)
    for folder in LOCALE_DIRS:
        if (root / folder).parent.is_dir():
            (root / folder).mkdir(exist_ok=True)
    languages = [option for language in LANGUAGES for option in ("--locale", language)]
    ignored = [option for pattern in NOT_SOURCES for option in ("--ignore", pattern)]
    environment = {name: value for name, value in environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    result = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", *languages, "--no-location", "--no-wrap",
         "--no-obsolete", *ignored],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if result.returncode != 0:
        sys.exit(f"Messages can't be extracted:\n{result.stderr or result.stdout}")
    for path in catalogues(root):
        drop_date(path)


def drop_date(path: Path) -> None:
    """Leave out when messages were extracted: it would differ after every extraction."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith('"POT-Creation-Date:')))


def faults(root: Path, extracted: Path, folders: Sequence[str] = LOCALE_DIRS) -> Iterator[str]:
    """What is wrong with the catalogues of `root`, given those `extracted` from the same sources."""
    for fresh_path in catalogues(extracted, folders):
        name = fresh_path.relative_to(extracted)
        kept = entries(root / name)
        fresh = entries(fresh_path)
        for message, entry in fresh.items():
            if fault := fault_of(entry) if message in kept else "is not extracted yet":
                yield f"{name}: “{shortened(entry.msgid)}” {fault}"
        for message in kept.keys() - fresh.keys():
            yield f"{name}: “{shortened(message.msgid)}” is used no more"


def disagreements(root: Path, folders: Sequence[str] = LOCALE_DIRS) -> Iterator[str]:
    """Messages that a plugin translates otherwise than the site, whose words would take their place."""
    site, *plugins = folders
    for path in catalogues(root, plugins):
        site_entries = entries(root / site / path.relative_to(path.parents[2]))
        for message, entry in entries(path).items():
            first = site_entries.get(message)
            if first and (first.msgstr, first.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                name, words = path.relative_to(root), shortened(entry.msgid)
                yield f"{name}: “{words}” is translated otherwise by the site: give it a context"


def entries(path: Path) -> dict[Message, polib.POEntry]:
    if not path.exists():
        return {}
    return {
        Message(entry.msgctxt, entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(path))
    }


def fault_of(entry: polib.POEntry) -> str:
    """What is wrong with one entry, "" when nothing is."""
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        return "is marked fuzzy"
    if not all(translations):
        return "is not translated"
    if any(
        placeholders(text) not in wanted for text, wanted in zip(translations, _wanted(entry), strict=False)
    ):
        return "has other placeholders than its translation"
    if is_sound(entry.msgid) and not all(is_sound(text) for text in translations):
        return "has a translation with a broken placeholder or tags that cross"
    return ""


def _wanted(entry: polib.POEntry) -> Iterator[list[list[str]]]:
    """What each form may hold. The first is for exactly one thing, in Finnish and Swedish: it may leave out
    the number, as the singular may.
    """
    one, many = placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid)
    yield [one, many]
    while True:
        yield [many]


def placeholders(text: str) -> list[str]:
    """As often as they stand in it, in an order of their own."""
    return sorted(PLACEHOLDER.findall(text))


def is_sound(text: str) -> bool:
    """Whether nothing in it only looks like a placeholder, and tags are closed before those around them."""
    if "%(" in PLACEHOLDER.sub("", text):
        return False
    opened: list[str] = []
    for slash, name in TAG.findall(text):
        if not slash:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69]}…"


def catalogues(root: Path, folders: Sequence[str] = LOCALE_DIRS) -> list[Path]:
    """The .po files in those folders of `root`."""
    return sorted(path for folder in folders for path in (root / folder).glob("*/LC_MESSAGES/*.po"))


def report(found: list[str], heading: str, exit_code: int = 0) -> None:
    if found:
        print(heading, *found, f"{len(found)} in all", sep="\n  ")
        sys.exit(exit_code)
    print("The message catalogues are whole.")


if __name__ == "__main__":
    main()

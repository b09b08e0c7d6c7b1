"""What packages leave in English: extracts it into catalogues of the project's own, and checks those.

Runs in .venv, from the project's folder: `python -m tools.wagtail_messages`. Knows the packages' catalogues,
not their sources. What upstream translates later leaves the project's catalogues: its words are shown then.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import polib

from tools.messages import LANGUAGES, PACKAGES_DIR, ROOT, Message, entries, faults, report

PACKAGES = (
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "taggit",
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail_localize",
    "wagtail_localize.locales",
)
# Seen through wagtail_localize.locales, which inherits its views; no app of the site, so not loaded.
INHERITED = ("wagtail.locales",)
DOMAINS = ("django", "djangojs")
METADATA = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
UNWRAPPED = 10**6


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["extract", "check"])
    if parser.parse_args(arguments).action == "extract":
        extract_installed(ROOT)
        report(list(faults(ROOT, ROOT, [PACKAGES_DIR])), "To be translated:")
    else:
        report(
            check(),
            "The catalogues of what packages leave in English are not up to date. "
            "Run `make messages`, then translate:",
            exit_code=1,
        )


def check() -> list[str]:
    """The faults of the catalogues, seen by extracting anew into a copy of them."""
    with tempfile.TemporaryDirectory(prefix="messages-") as directory:
        copy = Path(directory)
        shutil.copytree(ROOT / PACKAGES_DIR, copy / PACKAGES_DIR)
        extract_installed(copy)
        return list(faults(ROOT, copy, [PACKAGES_DIR]))


def extract_installed(root: Path) -> None:
    """Bring the catalogues below `root` up to date with the installed packages."""
    extract(root, [locale_dir(name) for name in PACKAGES], [locale_dir(name) for name in INHERITED])


def locale_dir(package: str) -> Path:
    """Where a package keeps its catalogues."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(
            f"{package} is not installed. Run `make install`, or take it out of tools/wagtail_messages.py."
        )
    return Path(spec.origin).parent / "locale"


def extract(root: Path, loaded: Sequence[Path], inherited: Sequence[Path] = ()) -> None:
    """Bring the catalogues below `root` up to date with what those locale folders leave in English.

    Translations are kept. What the `inherited` folders translate counts for nothing: it is not loaded.
    """
    for language, domain in product(LANGUAGES, DOMAINS):
        path = root / PACKAGES_DIR / language / "LC_MESSAGES" / f"{domain}.po"
        kept = entries(path)
        translated = {message for folder in loaded for message in translations(folder, language, domain)}
        catalogue = polib.POFile(wrapwidth=UNWRAPPED)
        catalogue.metadata = {"Language": language, **METADATA}
        for message, entry in messages([*loaded, *inherited], domain).items():
            if message not in translated:
                catalogue.append(kept.get(message, entry))
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))


def messages(folders: Sequence[Path], domain: str) -> dict[Message, polib.POEntry]:
    """The messages of the English catalogues, each as an entry to be translated."""
    found: dict[Message, polib.POEntry] = {}
    for folder in folders:
        for message, entry in entries(folder / "en" / "LC_MESSAGES" / f"{domain}.po").items():
            if not entry.obsolete:
                found.setdefault(message, to_be_translated(entry, folder))
    return found


def to_be_translated(entry: polib.POEntry, folder: Path) -> polib.POEntry:
    """An empty entry for the message of that one, with what a translator needs to know."""
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr_plural=dict.fromkeys(range(2), "") if entry.msgid_plural else {},
        comment=entry.comment,
        flags=[flag for flag in entry.flags if flag != "fuzzy"],
    )


def translations(folder: Path, language: str, domain: str) -> Iterator[Message]:
    """The messages that a compiled catalogue translates, as the running site would find.

    Without those that lost the space at their end: they would run into the word that follows.
    """
    path = folder / language / "LC_MESSAGES" / f"{domain}.mo"
    if path.exists():
        for entry in polib.mofile(str(path)):
            if entry.msgstr.endswith(" ") or not entry.msgid.endswith(" "):
                yield Message(entry.msgctxt, entry.msgid, entry.msgid_plural)


if __name__ == "__main__":
    main()

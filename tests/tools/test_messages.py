"""The message catalogues: messages land where they belong, faults are found, a whole catalogue has none."""

import shutil
from pathlib import Path

import polib
import pytest

from tools.messages import disagreements, extract, faults

NAME = Path("locale/sv/LC_MESSAGES/django.po")
OF_A_PLUGIN = Path("integrations/liboppi") / NAME


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The project with its catalogues as they were committed."""
    return tmp_path / "kept"


@pytest.fixture
def extracted(tmp_path: Path) -> Path:
    """The same with its messages extracted anew."""
    return tmp_path / "extracted"


def write(root: Path, *entries: polib.POEntry, name: Path = NAME) -> None:
    catalogue = polib.POFile()
    catalogue.extend(entries)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(root / name))


def entry(msgid: str, msgstr: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def plural(singular: str, plural: str, *translations: str) -> polib.POEntry:
    return polib.POEntry(msgid=singular, msgid_plural=plural, msgstr_plural=dict(enumerate(translations)))


def test_a_translated_catalogue_has_no_fault(kept, extracted):
    for root in (kept, extracted):
        write(
            root,
            entry("Course", "Kurs"),
            entry("%(name)s of {place}", "%(name)s i {place}"),
            plural("One course", "%(number)s courses", "%(number)s kurs", "%(number)s kurser"),
            plural("One course", "%(number)s courses", "En kurs", "%(number)s kurser"),
            entry("100 % <b>sure</b><br>", "100 % <b>säker</b><br>"),
        )
    assert list(faults(kept, extracted)) == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (entry("Course"), "is not translated"),
        (entry("Course", "Kurs", flags=["fuzzy"]), "is marked fuzzy"),
        (entry("%(name)s is new", "%(namn)s är ny"), "has other placeholders"),
        (entry("{count} courses", "kurser"), "has other placeholders"),
        (plural("%(n)s course", "%(n)s courses", "%(n)s kurs", ""), "is not translated"),
        (plural("%(n)s course", "%(n)s courses", "%(n)s kurs", "kurser"), "has other placeholders"),
        (plural("One course", "%(n)s courses", "En kurs", "kurser"), "has other placeholders"),
        (entry("%(a)s and %(a)s", "%(a)s"), "has other placeholders"),
        (entry("%(a)s", "%(a)s och %(a)s"), "has other placeholders"),
        (entry('<a href="x">Here</a>', '</a>Här<a href="x">'), "has a translation with a broken"),
        (entry("<p><b>Here</b></p>", "<p><b>Här</p></b>"), "has a translation with a broken"),
        (entry("Sure", "100 %(x) varma"), "has a translation with a broken"),
    ],
)
def test_a_faulty_entry_is_named_with_its_catalogue(kept, extracted, message, fault):
    for root in (kept, extracted):
        write(root, message)
    (found,) = faults(kept, extracted)
    assert found.startswith(f"{NAME}: “{message.msgid}” {fault}")


def test_a_message_of_the_sources_that_the_catalogue_lacks_is_named(kept, extracted):
    write(kept)
    write(extracted, entry("Course"))
    assert list(faults(kept, extracted)) == [f"{NAME}: “Course” is not extracted yet"]


def test_a_message_that_the_sources_have_no_more_is_named(kept, extracted):
    write(kept, entry("Course", "Kurs"))
    write(extracted)
    assert list(faults(kept, extracted)) == [f"{NAME}: “Course” is used no more"]


def test_the_same_words_in_another_context_are_another_message(kept, extracted):
    write(kept, entry("Open", "Öppna"))
    write(extracted, entry("Open", "Öppna"), entry("Open", msgctxt="state"))
    assert list(faults(kept, extracted)) == [f"{NAME}: “Open” is not extracted yet"]


def test_a_catalogue_that_is_missing_lacks_all_messages(kept, extracted):
    write(extracted, entry("Course"), entry("Key"))
    assert len(list(faults(kept, extracted))) == 2


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is missing")
class TestExtracting:
    @pytest.fixture
    def sources(self, tmp_path: Path) -> Path:
        """A site of two files: one of its own, one of a plugin. Both say “Course”."""
        for path, words in {
            "pages/views.py": ("Course", "Page"),
            "integrations/liboppi/views.py": ("Course", "Key"),
        }.items():
            (tmp_path / path).parent.mkdir(parents=True)
            lines = [f"print(_({word!r}))\n" for word in words]
            (tmp_path / path).write_text("".join(lines))
        extract(tmp_path)
        return tmp_path

    @staticmethod
    def messages(root: Path, folder: str) -> list[str]:
        catalogue = polib.pofile(str(root / folder / "sv/LC_MESSAGES/django.po"))
        return sorted(entry.msgid for entry in catalogue)

    def test_a_plugins_messages_go_into_its_own_catalogue(self, sources):
        assert self.messages(sources, "integrations/liboppi/locale") == ["Course", "Key"]

    def test_the_sites_messages_go_into_the_sites_those_of_both_into_both(self, sources):
        assert self.messages(sources, "locale") == ["Course", "Page"]

    def test_a_message_that_only_the_plugins_catalogue_lacks_is_named_with_it(self, sources, kept):
        shutil.copytree(sources / "locale", kept / "locale")
        named = [fault for fault in faults(kept, sources) if fault.endswith("is not extracted yet")]
        assert named
        assert all(fault.startswith("integrations/liboppi/locale/") for fault in named)

    def test_extracting_again_changes_nothing(self, sources):
        paths = list(sources.rglob("*.po"))
        before = [path.read_bytes() for path in paths]
        extract(sources)
        assert [path.read_bytes() for path in paths] == before
        assert b"POT-Creation-Date" not in b"".join(before)


def test_a_plugin_that_translates_a_word_otherwise_than_the_site_is_named(kept):
    write(kept, entry("Open", "Öppna"), entry("Closed", "Stängd"))
    write(kept, entry("Open", "Öppet"), entry("Closed", "Stängd"), name=OF_A_PLUGIN)
    [found] = disagreements(kept)
    assert str(OF_A_PLUGIN) in found
    assert "“Open”" in found


def test_a_plugin_may_translate_a_word_otherwise_in_a_context(kept):
    write(kept, entry("Open", "Öppna"))
    write(kept, entry("Open", "Öppet", msgctxt="enrolment method"), name=OF_A_PLUGIN)
    assert list(disagreements(kept)) == []

"""What packages leave in English: it alone is extracted, translations are kept, and the admin shows them."""

import json
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.users.models import UserProfile

from tools.messages import PACKAGES_DIR, faults
from tools.wagtail_messages import PACKAGES, extract, locale_dir


def entry(msgid: str, msgstr: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def write(folder: Path, name: str, *entries: polib.POEntry) -> None:
    """A catalogue, such as `fi/django`, of a package; compiled too."""
    language, domain = name.split("/")
    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.extend(entries)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def catalogue(root: Path, name: str = "fi/django") -> polib.POFile:
    language, domain = name.split("/")
    return polib.pofile(str(root / PACKAGES_DIR / language / "LC_MESSAGES" / f"{domain}.po"))


def messages(root: Path, name: str = "fi/django") -> list[str]:
    return [message.msgid for message in catalogue(root, name)]


def translate(root: Path, msgid: str, msgstr: str, flags: list[str] | None = None) -> None:
    changed = catalogue(root)
    changed.find(msgid).msgstr = msgstr
    changed.find(msgid).flags = flags or []
    changed.save()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package's locale folder: “Page” is translated into Finnish, “Draft” into neither language."""
    folder = tmp_path / "package"
    write(folder, "en/django", entry("Page"), entry("Draft", comment="Not published"))
    write(folder, "fi/django", entry("Page", "Sivu"), entry("Draft"))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the project's catalogues go."""
    return tmp_path / "project"


class TestExtracting:
    def test_what_a_language_lacks_is_extracted_with_its_comment(self, package, root):
        extract(root, [package])
        (draft,) = catalogue(root, "fi/django")
        assert (draft.msgid, draft.msgstr, draft.comment) == ("Draft", "", "Not published")
        assert messages(root, "sv/django") == ["Page", "Draft"]

    def test_words_of_scripts_go_into_a_catalogue_of_their_own(self, package, root):
        write(package, "en/djangojs", entry("Saving…"))
        extract(root, [package])
        assert messages(root, "fi/djangojs") == ["Saving…"]
        assert messages(root) == ["Draft"]

    def test_contexts_and_plurals_are_messages_of_their_own(self, package, root):
        plural = entry("%(n)d page", msgid_plural="%(n)d pages", flags=["python-format"])
        write(package, "en/django", entry("Page"), entry("Page", msgctxt="of a book"), plural)
        extract(root, [package])
        book, pages = catalogue(root)
        assert (book.msgid, book.msgctxt) == ("Page", "of a book")
        assert (pages.msgid_plural, pages.msgstr_plural) == ("%(n)d pages", {0: "", 1: ""})
        assert pages.flags == ["python-format"]

    def test_a_message_that_another_package_translates_is_not_left_in_english(self, package, root, tmp_path):
        write(tmp_path / "other", "fi/django", entry("Draft", "Luonnos"))
        extract(root, [package, tmp_path / "other"])
        assert messages(root) == []

    def test_a_translation_that_would_run_into_the_word_after_it_is_none(self, package, root):
        write(package, "en/django", entry("Publish in "), entry("Status: "))
        write(package, "fi/django", entry("Publish in ", "Julkaise:"), entry("Status: ", "Tila: "))
        extract(root, [package])
        assert messages(root) == ["Publish in "]

    def test_translations_that_the_site_does_not_load_are_not_counted(self, package, root):
        extract(root, [], inherited=[package])
        assert messages(root) == ["Page", "Draft"]

    def test_our_translation_is_kept_and_extracting_again_changes_nothing(self, package, root):
        extract(root, [package])
        translate(root, "Draft", "Luonnos")
        before = [path.read_bytes() for path in sorted(root.rglob("*.po"))]
        extract(root, [package])
        assert [path.read_bytes() for path in sorted(root.rglob("*.po"))] == before

    @pytest.mark.parametrize("now", [entry("Draft", "Upstream's"), None], ids=["translated", "used no more"])
    def test_what_upstream_translates_or_drops_is_dropped(self, package, root, now):
        extract(root, [package])
        translate(root, "Draft", "Luonnos")
        write(package, "en/django", entry("Page"), *([now] if now else []))
        write(package, "fi/django", entry("Page", "Sivu"), *([now] if now else []))
        extract(root, [package])
        assert messages(root) == []


class TestChecking:
    @pytest.fixture
    def extracted(self, package: Path, tmp_path: Path) -> Path:
        """The project's catalogues, extracted anew: a link to be translated, and “Page” into Swedish."""
        write(package, "en/django", entry("Page"), entry('<a href="%(url)s">Edit {name}</a>'))
        extract(tmp_path / "extracted", [package])
        return tmp_path / "extracted"

    @pytest.mark.parametrize(
        ("msgstr", "flags", "fault"),
        [
            ('<a href="%(url)s">Muokkaa: {name}</a>', [], None),
            ("", [], "is not translated"),
            ('<a href="%(url)s">Muokkaa: {name}</a>', ["fuzzy"], "is marked fuzzy"),
            ('<a href="%(osoite)s">Muokkaa: {name}</a>', [], "has other placeholders"),
            ('<a href="%(url)s">Muokkaa</a>', [], "has other placeholders"),
            ('<a href="%(url)s">Muokkaa: {name}', [], "has other placeholders"),
        ],
    )
    def test_a_fault_is_named_with_its_catalogue(self, extracted, package, root, msgstr, flags, fault):
        for folder in (root, extracted):
            extract(folder, [package])
            translate(folder, '<a href="%(url)s">Edit {name}</a>', msgstr, flags)
        found = [line for line in faults(root, extracted, [PACKAGES_DIR]) if "/fi/" in line]
        start = f"{PACKAGES_DIR}/fi/LC_MESSAGES/django.po: “<a href"
        assert all(line.startswith(start) and fault in line for line in found)
        assert len(found) == (fault is not None)

    def test_what_is_not_extracted_yet_and_what_is_used_no_more_is_named(self, extracted, package, root):
        write(package, "en/django", entry("Draft"))
        extract(root, [package])
        found = [line for line in faults(root, extracted, [PACKAGES_DIR]) if "/fi/" in line]
        assert [line.split("” ")[1] for line in found] == ["is not extracted yet", "is used no more"]


def test_the_packages_are_apps_of_the_site_and_none_of_wagtails_is_forgotten():
    installed = {app.name: Path(app.path) / "locale" for app in apps.get_app_configs()}
    assert set(PACKAGES) - installed.keys() == {"django.conf"}
    with_messages = {name for name, folder in installed.items() if (folder / "en").is_dir()}
    assert {name for name in with_messages if name.startswith("wagtail")} <= set(PACKAGES)
    assert locale_dir("wagtail.admin") == installed["wagtail.admin"]


class TestTheSite:
    def test_shows_what_packages_leave_in_english(self):
        with translation.override("fi"):
            assert gettext("Go to the first error") == "Siirry ensimmäiseen virheeseen"
        with translation.override("sv"):
            assert gettext("View latest version") == "Visa den senaste versionen"
            number = "%(num_user)s other users are currently viewing"
            assert ngettext("One other user is currently viewing", number, 2) == (
                "%(num_user)s andra användare tittar just nu"
            )

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("address", "language", "words"),
        [
            ("wagtail_localize:javascript_catalog", "fi", "Lopeta synkronoitu käännös"),
            ("wagtail_localize:javascript_catalog", "sv", "Stoppar synkroniserad översättning"),
            ("wagtailadmin_javascript_catalog", "fi", "Tallennetaan automaattisesti…"),
            ("wagtailadmin_javascript_catalog", "sv", "Sparar automatiskt…"),
        ],
    )
    def test_scripts_of_the_admin_get_them_too(self, client, admin_user, address, language, words):
        UserProfile.objects.create(user=admin_user, preferred_language=language)
        client.force_login(admin_user)
        assert json.dumps(words) in client.get(reverse(address)).text

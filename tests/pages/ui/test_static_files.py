"""The site's static files: what a page or a style sheet names is served, with production's storage too."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string

from pages.ui.finders import PackageFilesFinder


def test_every_style_sheet_font_and_icon_is_there_when_files_carry_fingerprints(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    named = re.findall(r'(?:href|src)="/static/([^"]*)"', render_to_string("ui/parts/styles.html"))
    assert any("vendor/designsystemet/index." in name for name in named)
    for name in named:
        assert (tmp_path / name).is_file()
    theme = next(tmp_path / name for name in named if name.startswith("ui/theme."))
    fonts = re.findall(r'url\("([^"]*)"\)', theme.read_text())
    assert len(fonts) == 2
    assert all((theme.parent / font).is_file() for font in fonts)


class TestPackageFilesFinder:
    def test_serves_the_listed_files_and_no_others(self, settings, tmp_path):
        (tmp_path / "style.css").write_text("a {}")
        (tmp_path / "other.css").write_text("b {}")
        settings.PACKAGE_FILES = {"vendor/x": [tmp_path / "style.css"]}
        finder = PackageFilesFinder()
        assert finder.find("vendor/x/style.css") == str(tmp_path / "style.css")
        assert finder.find("vendor/x/other.css") == []
        assert finder.find("vendor/x/style.css", find_all=True) == [str(tmp_path / "style.css")]
        assert [(name, storage.prefix) for name, storage in finder.list([])] == [("style.css", "vendor/x")]

    def test_tells_what_has_not_been_installed(self, settings, tmp_path):
        settings.PACKAGE_FILES = {"vendor/x": [tmp_path / "style.css"]}
        [warning] = PackageFilesFinder().check()
        assert str(tmp_path / "style.css") in warning.msg
        assert warning.hint == "Run npm ci."
        assert list(PackageFilesFinder().list([])) == []


@pytest.mark.parametrize("sheet", ["theme", "site", "components", "forms", "blocks", "print"])
def test_every_colour_that_a_style_sheet_names_is_in_a_theme(sheet):
    """A misspelt variable makes no error, only a text in the wrong colour."""

    def text(path: str) -> str:
        return Path(str(finders.find(path))).read_text()

    themes = text("vendor/designsystemet/designsystemet.css") + text("vendor/designsystemet/index.css")
    known = set(re.findall(r"(--[\w-]+)\s*:", themes + text("ui/theme.css") + text(f"ui/{sheet}.css")))
    used = set(re.findall(r"var\((--[\w-]+)", text(f"ui/{sheet}.css")))
    assert used - known == set()

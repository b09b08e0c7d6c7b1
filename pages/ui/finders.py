"""Finds the few files of npm packages that the site serves; the packages hold hundreds that it does not."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core import checks
from django.core.files.storage import FileSystemStorage

from .sheets import trimmed


class PackageStorage(FileSystemStorage):
    """A folder of a package. `prefix` is the folder under STATIC_URL that it is served from."""

    def __init__(self, location: Path, prefix: PurePosixPath) -> None:
        super().__init__(location=location)
        self.prefix = str(prefix)


class PackageFilesFinder(BaseFinder):
    """Serves what the setting PACKAGE_FILES lists: for each folder under STATIC_URL, its files.

    Style sheets that TRIMMED_SHEETS names are served without the components that it lists.
    """

    def __init__(self) -> None:
        self.files: dict[str, Path] = {
            str(PurePosixPath(folder) / Path(file).name): Path(file)
            for folder, files in settings.PACKAGE_FILES.items()
            for file in files
        }

    def check(self, **_kwargs: Any) -> list[checks.CheckMessage]:
        """Tell which files are missing: the packages have not been installed."""
        missing = [str(file) for file in self.files.values() if not file.is_file()]
        if not missing:
            return []
        return [checks.Warning(f"Not installed: {', '.join(missing)}.", hint="Run npm ci.", id="ui.W001")]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """The file served at `path`; with `find_all` a list of it, empty when there is none."""
        file = self.files.get(path)
        found = str(_as_served(file)) if file and file.is_file() else None
        return ([found] if found else []) if find_all else found or []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, PackageStorage]]:
        """The name of each file that is there, with the storage to read it from."""
        for served, file in self.files.items():
            if file.is_file():
                found = _as_served(file)
                yield found.name, PackageStorage(found.parent, PurePosixPath(served).parent)


def _as_served(file: Path) -> Path:
    without = settings.TRIMMED_SHEETS.get(file)
    return trimmed(file, without, settings.TRIMMED_SHEETS_DIR) if without else file

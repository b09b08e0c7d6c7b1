"""Makes the demo's pages: all of them bare, then their texts, then what stands for missing translations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wagtail.models import Locale, Page

from cms.accounts.models import User

from .entries import Entry
from .kinds import KINDS, linked_values, plain_values
from .materials import add_earlier_version
from .references import References
from .translations import translate


def publish(page: Page) -> Page:
    """Publish the page's latest revision, made by nobody: whatever has a user was written by a person."""
    page.get_latest_revision().publish()
    return page


@dataclass
class Tree:
    """The demo's pages by key and language, while they are made."""

    author: User
    locales: Mapping[str, Locale]
    today: date
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)

    def plant(self, entries: Sequence[Entry]) -> None:
        """Make every page in its languages, unpublished and without what points to other pages."""
        root = Page.get_first_root_node()
        for entry in entries:
            for language in entry.languages:
                page = self._bare(entry, language)
                page.live = False
                page.owner = self.author
                parent = self.pages[entry.parent, language] if entry.parent else root
                self.pages[entry.key, language] = parent.add_child(instance=page)

    def keys(self) -> dict[str, int]:
        """The primary key of each entry's page in the language that it is translated from."""
        found: dict[str, int] = {}
        for (key, _language), page in self.pages.items():
            found.setdefault(key, page.pk)
        return found

    def in_all_languages(self, key: str) -> list[Page]:
        """The pages of one entry."""
        return [page for (entry_key, _language), page in self.pages.items() if entry_key == key]

    def fill(self, entry: Entry, references: References) -> None:
        """Give the entry's pages their texts and publish them."""
        source, *others = entry.languages
        page = self._stored(entry, source)
        for name, value in linked_values(entry, self.locales[source], references).items():
            setattr(page, name, value)
        page.save()
        page.save_revision(log_action="wagtail.create")
        add_earlier_version(entry, publish(page))
        for language in others:
            translated = translate(self._stored(entry, source), self._whole(entry, language, references))
            add_earlier_version(entry, publish(translated))

    def add_alias(self, entry: Entry) -> None:
        """In the trees of the languages that the entry is not in, a page that shows it as it is."""
        for language, locale in self.locales.items():
            if language not in entry.languages:
                self._stored(entry, entry.languages[0]).copy_for_translation(locale, alias=True)

    def _bare(self, entry: Entry, language: str) -> Page:
        values = plain_values(entry, language, self.today)
        key, locale = entry.translation_key, self.locales[language]
        return KINDS[entry.kind].model(translation_key=key, locale=locale, **values)

    def _whole(self, entry: Entry, language: str, references: References) -> Page:
        """The page with all its texts, not stored."""
        page = self._bare(entry, language)
        for name, value in linked_values(entry, self.locales[language], references).items():
            setattr(page, name, value)
        return page

    def _stored(self, entry: Entry, language: str) -> Page:
        page: Page = KINDS[entry.kind].model.objects.get(pk=self.pages[entry.key, language].pk)
        return page

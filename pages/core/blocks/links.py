"""Blocks that lead on: link list, contact, shortcuts, search box."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from pages.core.chosen import Chosen
from pages.core.links import says_nothing, shown_links

from .choosers import LinkedPageBlock
from .groups import LINKS

SHORTCUT_ICONS = [
    ("graduation-cap", _("Mortarboard: courses")),
    ("calendar-days", _("Calendar: trainings, events")),
    ("users-round", _("People: groups, networks")),
    ("folder-open", _("Folder: materials")),
    ("package", _("Parcel: material kits")),
    ("coffee", _("Cup: remote coffee")),
    ("book-open", _("Book: reading")),
    ("newspaper", _("Newspaper: news")),
    ("pen-line", _("Pen: forms, registration")),
    ("video", _("Camera: videos, meetings")),
    ("key-round", _("Key: signing in")),
    ("life-buoy", _("Life buoy: help and support")),
    ("info", _("i: about the site")),
    ("arrow-right", _("Arrow: anything else")),
]

SHORTCUTS = pgettext_lazy("links", "Shortcuts")  # Wagtail has shortcuts of its own, those of the keyboard


class LinkTextBlock(blocks.CharBlock):
    """The words of a link. They say where it leads."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"label": _("Text"), "max_length": 150, "help_text": _("Say where the link leads.")}
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and says_nothing(cleaned):
            raise ValidationError(
                _("“%(text)s” does not say where the link leads. Write what readers find there."),
                params={"text": cleaned},
            )
        return cleaned


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site or to an address elsewhere."""

    text = LinkTextBlock()
    page = LinkedPageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a page or give an address: one of them, not both.")]
            )
        return cleaned


class LinkListBlock(blocks.StructBlock):
    """A titled list of links."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=20)

    class Meta:
        icon = "list-ul"
        group = LINKS
        label = _("Link list")
        description = _("Links to pages and to addresses elsewhere.")
        template = "core/blocks/link_list.html"
        preview_value = {
            "title": _("Read more"),
            "links": [
                {"text": _("Liboppi, the libraries' learning environment"), "url": "https://liboppi.example/"}
            ],
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        chosen = Chosen.for_value(self, value, context.get("request"))
        return {**context, "links": shown_links(value["links"], chosen)}


class ShortcutBlock(LinkBlock):
    """A link with an icon."""

    icon = blocks.ChoiceBlock(label=_("Icon"), choices=SHORTCUT_ICONS, default="arrow-right")

    class Meta:
        icon = "pick"
        label = _("Shortcut")


class ShortcutsBlock(LinkListBlock):
    """Ways to what readers need most, with an icon each."""

    links = blocks.ListBlock(ShortcutBlock(), label=SHORTCUTS, min_num=2, max_num=12)

    class Meta:
        icon = "pick"
        group = LINKS
        label = SHORTCUTS
        description = _("Big links with icons to what readers need most. For the front page.")
        template = "core/blocks/shortcuts.html"
        preview_value = {
            "title": SHORTCUTS,
            "links": [
                {"icon": "graduation-cap", "text": _("Courses"), "url": "https://liboppi.example/"},
                {"icon": "life-buoy", "text": _("Help and support"), "url": "https://help.example/"},
            ],
        }


class ContactBlock(blocks.StructBlock):
    """Whom to ask: a role rather than a person."""

    role = blocks.CharBlock(
        label=_("Role or unit"), max_length=150, help_text=_("A role rather than a name: people change.")
    )
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=150)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    phone = blocks.RegexBlock(
        regex=r"^\+?[\d ()\-]{4,24}$",
        label=_("Phone"),
        required=False,
        help_text=_("Such as +358 2 123 4567."),
        error_messages={"invalid": _("A phone number has digits and spaces only, such as +358 2 123 4567.")},
    )
    hours = blocks.CharBlock(
        label=_("When to call"), required=False, max_length=150, help_text=_("Such as Mon–Fri 9–15.")
    )

    class Meta:
        icon = "mail"
        group = LINKS
        label = _("Contact")
        description = _("Whom to ask: a role or unit with its e-mail and phone.")
        template = "core/blocks/contact.html"
        preview_value = {
            "role": _("Regional development"),
            "organisation": _("City library"),
            "email": "ake@example.fi",
            "phone": "+358 2 123 4567",
            "hours": _("Mon–Fri 9–15"),
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["email"] or cleaned["phone"] or self.is_deferred_validation):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Give an e-mail address or a phone number, or both.")]
            )
        return cleaned


class SearchBoxBlock(blocks.StructBlock):
    """A search of the whole site, or of the course catalogue."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=100, help_text=_("What is searched, such as “Search the courses”.")
    )
    page = LinkedPageBlock(
        page_type="catalogue.CataloguePage",
        label=_("Course catalogue"),
        required=False,
        help_text=_("Searches the courses. Leave empty to search the whole site."),
    )

    class Meta:
        icon = "search"
        group = LINKS
        label = _("Search box")
        description = _("Searches the whole site, or only the course catalogue.")
        template = "core/blocks/search_box.html"
        preview_value = {"title": _("Search the courses")}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        chosen = Chosen.for_value(self, value, context.get("request"))
        page = chosen.page(value.get("page"))
        return {**context, "action": page.get_url(chosen.request) if page else ""}

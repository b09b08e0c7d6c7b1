"""What Wagtail's checks tell an editor of a page while it is written: headings, alternative texts, links.

Only the page's own content is looked at: nobody who writes can mend the header. That a page lacks its other
language is told beside it, by pages.translations.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

MESSAGES = {
    "heading-order": {
        "error_name": _("A heading skips a level"),
        "help_text": _("Put a heading block before the smaller headings inside a text."),
    },
    "empty-heading": {
        "error_name": _("A heading is empty"),
        "help_text": _("Write the heading, or remove its block."),
    },
    "p-as-heading": {
        "error_name": _("A bold paragraph stands for a heading"),
        "help_text": _("Use a heading block: readers with a screen reader jump from heading to heading."),
    },
    "link-name": {
        "error_name": _("A link has no text"),
        "help_text": _("Write where the link leads."),
    },
    "image-alt": {
        "error_name": _("A picture has no alternative text"),
        "help_text": _("Tell in words what the picture shows, or mark it as decorative."),
    },
    "alt-text-quality": {
        "error_name": _("An alternative text looks like the name of a file"),
        "help_text": _("Tell in words what the picture shows."),
    },
    "image-redundant-alt": {
        "error_name": _("An alternative text repeats the text beside the picture"),
        "help_text": _("Mark the picture as decorative, or tell what the text does not."),
    },
    "empty-table-header": {
        "error_name": _("A table's header cell is empty"),
        "help_text": _("Write what the column or row holds."),
    },
    "empty-meta-description": {
        "error_name": _("The page has no lead"),
        "help_text": _("Tell in a sentence or two what the page is for: lists and search engines show it."),
    },
}


class PageContentChecks(ContentCheckerItem):
    """Wagtail's checks with more rules, over the page's content, in the editors' words."""

    axe_include = ["main"]
    axe_run_only = list(MESSAGES)
    axe_messages = MESSAGES

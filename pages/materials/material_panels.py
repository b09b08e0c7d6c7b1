"""The panels of a material's editor, in the order in which a person fills them in."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, Panel

from .panels import VersionsPanel

WHAT = [
    HelpPanel(
        content=_(
            "A material is something that another library can use as it is or make its own of. A reader "
            "wants to know what it is, what it needs, and what one may do with it. Only the title "
            "is asked for; the rest makes it easier to find and to use."
        )
    ),
    FieldPanel("kind"),
    FieldPanel("body", heading=_("What it is and how to use it")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("needs_time"), FieldPanel("needs_people")]),
            FieldRowPanel([FieldPanel("needs_money"), FieldPanel("needs_equipment")]),
        ],
        heading=_("What it needs"),
        help_text=_("A few words each. Leave empty what does not matter."),
    ),
]
FILES = [
    InlinePanel(
        "files",
        heading=_("Files"),
        label=_("File"),
        help_text=_(
            "For a new version add a new document: if you exchange the file of an old one, old versions of "
            "the material change with it."
        ),
    ),
    InlinePanel("links", heading=_("Links"), label=_("Link")),
    MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
]
FOR_WHOM = [
    MultiFieldPanel(
        [
            FieldPanel("themes", widget=CheckboxSelectMultiple),
            FieldPanel("target_groups", widget=CheckboxSelectMultiple),
            FieldPanel("material_languages"),
        ],
        heading=_("Themes, target groups and languages"),
    ),
]
BY_WHOM = [
    MultiFieldPanel(
        [
            FieldPanel("authors"),
            FieldRowPanel([FieldPanel("library"), FieldPanel("year")]),
            FieldPanel("licence"),
            FieldRowPanel([FieldPanel("licence_name"), FieldPanel("licence_url")]),
        ],
        heading=_("Authors and licence"),
        help_text=_("With CC BY 4.0 others may use and change it as long as they name the authors."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("based_on"),
            FieldRowPanel([FieldPanel("based_on_elsewhere"), FieldPanel("based_on_url")]),
        ],
        heading=_("Made of another material"),
        help_text=_("Choose it if it is in the bank, else tell what it is and where."),
    ),
]
KEEPING = [
    MultiFieldPanel(
        [FieldPanel("what_changed"), VersionsPanel(heading=_("Versions so far"))], heading=_("Versions")
    ),
    MultiFieldPanel(
        [FieldPanel("keeper"), FieldRowPanel([FieldPanel("reviewed"), FieldPanel("review_by")])],
        heading=_("Keeping it up to date"),
    ),
    MultiFieldPanel(
        [FieldPanel("taken_down"), FieldPanel("taken_down_reason"), FieldPanel("replaced_by")],
        heading=_("Taking it down"),
        classname="collapsed",
    ),
]
CONTENT_PANELS: list[Panel] = [*WHAT, *FILES, *FOR_WHOM, *BY_WHOM, *KEEPING]

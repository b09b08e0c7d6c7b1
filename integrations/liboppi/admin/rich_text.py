"""How an editor writes a course summary: Wagtail's rich text with a few features, kept as clean HTML.

Links lead out of the site or to an e-mail address: a summary is shown by other programs too, which know
nothing of Wagtail's pages.
"""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter, link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from ..texts import clean_html, plain_text

LINK = "liboppi-link"
LINK_CHOOSER = "liboppi_link_chooser"
FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", LINK]
LONGEST_SUMMARY = 50_000  # characters of HTML


def register_link(features: FeatureRegistry) -> None:
    """Make the link known to Wagtail's editor: Wagtail's own always offers pages."""
    chooser = reverse_lazy(LINK_CHOOSER)
    kinds = ("page", "externalLink", "emailLink", "phoneLink", "anchorLink")
    plugin = EntityFeature(
        {
            "type": "LINK",
            "icon": "link",
            "description": gettext_lazy("Link"),
            "attributes": ["url"],
            "allowlist": {"href": "^(http:|https:|mailto:)"},
            "chooserUrls": {f"{kind}Chooser": chooser for kind in kinds},
        },
        js=["wagtailadmin/js/page-chooser-modal.js"],
    )
    features.register_editor_plugin("draftail", LINK, plugin)
    features.register_converter_rule(
        "contentstate",
        LINK,
        {
            "from_database_format": {"a[href]": ExternalLinkElementHandler("LINK")},
            "to_database_format": {"entity_decorators": {"LINK": link_entity}},
        },
    )


def canonical_summary(html: str) -> str:
    """Clean HTML as it comes out of the editor when nobody has typed; "" where it holds no words."""
    if not plain_text(html):
        return ""
    converter = _converter()
    return clean_html(converter.to_database_format(converter.from_database_format(html)))


@cache
def _converter() -> ContentstateConverter:
    return ContentstateConverter(FEATURES)


class SummaryWidget(DraftailRichTextArea):
    """The editor. What isn't in its own format is taken as it is: the field refuses or cleans it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except Exception:  # noqa: BLE001 - there is no end to what the converter makes of what is posted
            return data.get(name)


class SummaryField(forms.CharField):
    """Clean HTML, "" where nothing is to be read."""

    widget = SummaryWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_SUMMARY, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        html = str(super().to_python(value))
        if html.startswith("{"):
            raise ValidationError(
                _("The text could not be read. Load the page again and write it once more."),
                code="unreadable",
            )
        return html if len(html) > 2 * LONGEST_SUMMARY else canonical_summary(clean_html(html))

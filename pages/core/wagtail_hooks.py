"""What the core adds to Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.rich_text.feature_registry import FeatureRegistry

from .content_checks import PageContentChecks
from .rich_text import ReadersPageLinkHandler


@hooks.register("construct_wagtail_userbar")
def use_our_content_checks(_request: HttpRequest, items: list[Any], _page: Any) -> None:
    """Put our content checks in the place of Wagtail's, in the user bar and beside the page's editor."""
    items[:] = [
        PageContentChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("register_rich_text_features", order=1)  # after Wagtail's own, whose place it takes
def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(ReadersPageLinkHandler)


@hooks.register("insert_global_admin_css")
def use_our_admin_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin.css"))

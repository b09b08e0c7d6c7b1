"""Links to pages in running text: they lead to the reader's language and share a body's one question."""

from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from .choices import LINK
from .chosen import Chosen


class ReadersPageLinkHandler(PageLinkHandler):
    """Links to the page in the reader's language, else as chosen; to nothing where it is not published."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        identifiers = [attrs.get("id", "") for attrs in attrs_list]
        numbers = [int(identifier) if identifier.isdecimal() else 0 for identifier in identifiers]
        request = current.request if (current := Chosen.current()) else None
        chosen = Chosen.for_choices([(LINK, number) for number in numbers], request)
        pages = [chosen.page_by_number(number) for number in numbers]
        return [
            format_html('<a href="{}">', page.get_url(chosen.request) or "") if page else "<a>"
            for page in pages
        ]

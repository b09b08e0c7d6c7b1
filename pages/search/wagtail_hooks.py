"""What the search registers with Wagtail's admin."""

from wagtail import hooks

from .viewsets import SearchViewSetGroup


@hooks.register("register_admin_viewset")
def register_search() -> SearchViewSetGroup:
    return SearchViewSetGroup()

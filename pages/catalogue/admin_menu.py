"""The catalogue's place in the admin's menu: what editors say of courses and what belongs together."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .related.viewsets import PinboardViewSet
from .subjects.viewsets import CourseSubjectsViewSet


class CatalogueGroup(SnippetViewSetGroup):
    """The menu."""

    menu_label = _("Catalogue")
    menu_name = "catalogue"
    menu_icon = "list-ul"
    menu_order = 430
    items = (CourseSubjectsViewSet, PinboardViewSet)

"""What other programs read of a material's page: schema.org as JSON-LD, Dublin Core, where its record is."""

from typing import Any

from django import template
from django.http import HttpRequest

from pages.core.restrictions import refused_branches
from pages.materials.described import describe_material, local_names
from pages.materials.learning_resource import learning_resource
from pages.materials.models import MaterialPage
from pages.ui.home import site_home
from pages.ui.json_ld import json_ld
from pages.ui.social import PICTURE

register = template.Library()


@register.inclusion_tag("materials/metadata.html", takes_context=True)
def material_metadata(context: dict[str, Any], page: MaterialPage) -> dict[str, Any]:
    """The elements for the page's head, of what the reader may see."""
    request: HttpRequest = context["request"]
    home = site_home(request)
    refused = refused_branches(request) if page.based_on_id else ()
    root = request.build_absolute_uri("/").rstrip("/")
    thing = describe_material([page], local_names, root, home.title if home else "", refused)
    json = json_ld(learning_resource(thing, _picture(page)))
    return {"request": request, "thing": thing, "json": json}


def _picture(page: MaterialPage) -> str:
    """The full address of the material's picture in the size that social media get too, "" without any."""
    picture = page.social_picture
    return "" if picture is None or picture.is_svg() else picture.get_rendition(PICTURE).full_url

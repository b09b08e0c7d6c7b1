"""What other programs read in the head of a resource's page: Dublin Core, and where its record is."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Site

from pages.core.described import Described, oai_identifier
from pages.core.dublin_core import statements

register = template.Library()


@register.inclusion_tag("core/described.html", takes_context=True)
def described(context: dict[str, Any], thing: Described) -> dict[str, Any]:
    """The elements for the page's head. The thing's versions are those of this page alone."""
    site = Site.find_for_request(context["request"])
    asked = {
        "verb": "GetRecord",
        "metadataPrefix": "oai_dc",
        "identifier": oai_identifier(site.hostname if site else "", thing.kind, thing.key),
    }
    return {"statements": list(statements(thing)), "record": f"{reverse('oai')}?{urlencode(asked)}"}

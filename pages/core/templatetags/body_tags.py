"""Template tags of a page's body."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from pages.core.chosen import Chosen

register = template.Library()


@dataclass(frozen=True)
class ShownBlock:
    """A block of a body as readers see it. `kind` is its name in the body, such as "link_list"."""

    kind: str
    html: SafeString


@register.simple_tag(takes_context=True)
def body_blocks(context: Context, body: Any) -> list[ShownBlock]:
    """The rendered blocks of a StreamValue: `{% body_blocks body as blocks %}`.

    All that they have chosen is loaded together. A block with nothing to show is left out.
    """
    with Chosen.in_body(body, context.get("request")).at_hand():
        values = context.flatten()
        shown = [ShownBlock(child.block_type, child.render(values)) for child in body]
    return [block for block in shown if block.html.strip()]

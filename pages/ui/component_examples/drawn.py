"""A picture and a document that stand in no library, for examples."""

import re
from dataclasses import dataclass
from typing import Any

from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.ui.components import sample

SIZE = re.compile(r"(?:fill|width|max)-(\d+)")
FORMAT = re.compile(r"format-\w+")
DRAWING = "ui/examples/picture.svg"
RATIO = 9 / 16  # the drawing's height to its width


@dataclass(frozen=True)
class DrawnTerms:
    """A licence as media name theirs; an empty `url` has no link."""

    short_name: str = "CC BY 4.0"
    url: str = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class DrawnRendition:
    """The drawing in one width, in pixels."""

    width: int

    @property
    def height(self) -> int:
        return round(self.width * RATIO)

    @property
    def url(self) -> str:
        return static(DRAWING)

    def img_tag(self, attributes: dict[str, Any]) -> SafeString:
        """An `<img>` as Wagtail's renditions make it."""
        own = {"src": self.url, "width": self.width, "height": self.height}
        return format_html("<img{}>", flatatt({**own, **attributes}))


@dataclass(frozen=True)
class DrawnPicture:
    """What Wagtail's tags for pictures ask of an image, and what it shows where it stands in a block."""

    credit: str = sample(fi="Kuva: Kaisa Kirjasto", sv="Bild: Kaisa Kirjasto")
    licence: str = "cc-by-4.0"
    licence_terms: DrawnTerms | None = DrawnTerms()
    contextual_alt_text: str = ""

    def get_rendition(self, wanted: Any) -> DrawnRendition:
        """The drawing in the width that the filter names."""
        size = SIZE.search(getattr(wanted, "spec", wanted))
        return DrawnRendition(int(size.group(1)) if size else 480)

    def get_renditions(self, *wanted: Any) -> dict[str, DrawnRendition]:
        """By filter, in the last of the formats that are asked for: a drawing needs no other."""
        specs = [getattr(one, "spec", one) for one in wanted]
        last = FORMAT.search(specs[-1])
        return {spec: self.get_rendition(spec) for spec in specs if not last or last.group() in spec}


@dataclass(frozen=True)
class DrawnDocument:
    """What the download component asks of a document. `file_size` is in bytes."""

    title: str
    url: str = "#download"
    file_extension: str = "pdf"
    file_size: int | None = 483_000
    credit: str = ""
    licence: str = ""
    licence_terms: DrawnTerms | None = None

"""What a material tells the search and the catalogue of itself."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pages.core.findable import Findable, Kind
from pages.core.terms import all_names, slugs

if TYPE_CHECKING:
    from .models import MaterialPage


def findable_material(material: "MaterialPage", page: Findable) -> Findable:
    """`page`, what every page tells, with the material's terms, authors, needs, files and links.

    Terms are named in the language of the material's text and, as other words for the same, in the others.
    """
    themes, groups = list(material.themes.all()), list(material.target_groups.all())
    files = list(material.files.all())
    names = [name for terms in (themes, groups) for name in all_names(terms)]
    kind = [str(material.get_kind_display())] if material.kind else []
    labels = [file.name for file in files] + [link.title for link in material.links.all()]
    needs = [need.text for need in material.needs()]
    return replace(
        page,
        kind=Kind.MATERIAL,
        keywords=tuple(word for word in (*names, *kind, material.authors, material.library) if word),
        text="\n".join(text for text in (page.text, *needs, *labels) if text),
        facets={
            "theme": slugs(themes),
            "target": slugs(groups),
            "producer": (material.library,) if material.library else (),
            "language": tuple(material.material_languages),
            "material": (material.kind,) if material.kind else (),
            "format": tuple(sorted({file.document.file_extension.lower() for file in files})),
        },
    )

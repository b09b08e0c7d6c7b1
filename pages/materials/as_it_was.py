"""A material as it was in an old version, in few queries however many files it had.

Wagtail's `with_content_json` asks for every single thing that a revision refers to.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from pages.ui.text_language import learn_text_language

OF_THE_PAGE = (
    "id", "path", "depth", "numchild", "url_path", "live", "first_published_at", "translation_key",
    "locale_id", "alias_of_id",
)  # fmt: skip
VOCABULARIES = ("themes", "target_groups")
SINGLE = ("picture", "based_on")


def material_as_it_was(page: Any, content: Mapping[str, Any]) -> Any:
    """`content` is that of a revision. What has been deleted since is left out.

    Asks for the documents, and for what the page itself does not refer to any more.
    """
    told = {name: value for name, value in content.items() if name not in VOCABULARIES}
    material = type(page).from_serializable_data(told, check_fks=False)
    for name in OF_THE_PAGE:
        setattr(material, name, getattr(page, name))
    material.use_count = page.use_count
    learn_text_language(material, page)
    _take_over(page, material)
    prefetch_related_objects([material], *(name for name in SINGLE if not _is_known(material, name)))
    for name in VOCABULARIES:
        setattr(material, name, _terms(getattr(page, name), content.get(name, [])))
    material.files = _with_documents(material.files.all())
    return material


def _take_over(page: Any, material: Any) -> None:
    """What the page refers to still is known already."""
    for name in SINGLE:
        field = page._meta.get_field(name)
        number = getattr(material, field.attname)
        if number == getattr(page, field.attname) and (field.is_cached(page) or number is None):
            field.set_cached_value(material, getattr(page, name))


def _is_known(material: Any, name: str) -> bool:
    return bool(material._meta.get_field(name).is_cached(material))


def _terms(present: Any, numbers: Iterable[int]) -> list[Any]:
    """The terms of a vocabulary, each with its `local_name`: those of the page, or asked for anew."""
    wanted, known = set(numbers), list(present.all())
    if {term.pk for term in known} == wanted:
        return known
    return list(present.model.objects.named_in(get_language() or "").filter(pk__in=wanted))


def _with_documents(files: Iterable[Any]) -> list[Any]:
    found = list(files)
    prefetch_related_objects(found, "document")
    return [file for file in found if file._meta.get_field("document").get_cached_value(file, default=None)]

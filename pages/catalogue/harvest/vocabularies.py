"""How kinds of things are called in the vocabularies of DCMI, LOM and the Learning Resource Exchange."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TypeNames:
    """A kind of thing: `dcmi` by the DCMI Type Vocabulary, `lre` by LREv3.0, `lom` by LOMv1.0 or ""."""

    dcmi: str
    lre: str
    lom: str = ""


TYPES = {
    "course": TypeNames("InteractiveResource", "course"),
    "idea": TypeNames("Text", "open activity"),
    "event_model": TypeNames("Text", "open activity"),
    "lesson": TypeNames("Text", "lesson plan"),
    "reading_list": TypeNames("Collection", "reference", "index"),
    "template": TypeNames("Text", "tool"),
    "guide": TypeNames("Text", "guide", "narrative text"),
    "campaign": TypeNames("Collection", "project"),
    "recording": TypeNames("MovingImage", "broadcast", "lecture"),
    "checklist": TypeNames("Text", "tool"),
    "game": TypeNames("InteractiveResource", "educational game"),
    "cards": TypeNames("StillImage", "learning asset"),
    "presentation": TypeNames("Text", "presentation", "slide"),
}
OTHER = TypeNames("Collection", "other")


def type_names(kind: str) -> TypeNames:
    """The names of a kind of material, or of a course; a kind that is not known is other material."""
    return TYPES.get(kind, OTHER)

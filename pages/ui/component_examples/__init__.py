"""The states of the ui app's own components. Nothing here needs a database."""

from . import blocks, cards, forms, lists, media, notices, people  # noqa: F401 (each registers its own)

"""The StreamField blocks of which pages are built. Each has a preview for the block chooser."""

from .body import BodyBlock, FooterPagesBlock
from .choosers import LinkedPageBlock
from .links import LinkTextBlock
from .media import FileBlock
from .text import TEXT_FEATURES

__all__ = ["TEXT_FEATURES", "BodyBlock", "FileBlock", "FooterPagesBlock", "LinkTextBlock", "LinkedPageBlock"]

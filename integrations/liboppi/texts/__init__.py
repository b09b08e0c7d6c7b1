"""Liboppi's texts made fit to show: split by language, cleaned, reduced to words. Knows no keys."""

from .cleaning import clean_html, summary_html
from .languages import split_languages
from .pictures import picture_paths
from .plain import excerpt, plain_name, plain_text
from .reading import without_controls
from .showing import with_pictures

__all__ = [
    "clean_html",
    "excerpt",
    "picture_paths",
    "plain_name",
    "plain_text",
    "split_languages",
    "summary_html",
    "with_pictures",
    "without_controls",
]

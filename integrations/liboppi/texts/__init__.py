"""Liboppi's texts made fit to show: split by language, cleaned, reduced to words. Knows no keys."""

from .cleaning import clean_html, summary_html
from .languages import split_languages
from .plain import excerpt, plain_name, plain_text
from .reading import without_controls

__all__ = [
    "clean_html",
    "excerpt",
    "plain_name",
    "plain_text",
    "split_languages",
    "summary_html",
    "without_controls",
]

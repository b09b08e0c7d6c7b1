"""Looks at what people send before it is kept: its type by its content, its size, and by a scanner."""

from .checking import check_upload
from .names import clean_name, name_of_title

__all__ = ["check_upload", "clean_name", "name_of_title"]

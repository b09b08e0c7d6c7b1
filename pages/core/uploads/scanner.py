"""The hook for a virus scanner: the setting UPLOAD_SCANNER names a function, or is empty."""

from collections.abc import Callable
from typing import IO

from django.conf import settings
from django.utils.module_loading import import_string


class ScannerUnreachable(Exception):
    """The scanner gave no verdict; the message says why, without anything of the file."""


def threat_in(file: IO[bytes]) -> str:
    """The name of what the scanner found, "" where it found nothing or there is no scanner.

    Raises ScannerUnreachable where a scanner is set and can't be asked.
    """
    if not settings.UPLOAD_SCANNER:
        return ""
    scan: Callable[[IO[bytes]], str] = import_string(settings.UPLOAD_SCANNER)
    return scan(file)

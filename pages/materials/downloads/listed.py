"""The files of a material as its page shows them: where each is had, what it looks like, how it is played."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import FilePreview

PLAYERS = {"mp4": "video", "mp3": "audio"}
LARGEST_ARCHIVE = 300 * 1024 * 1024  # bytes, of the files together

Address = Callable[..., str]


@dataclass(frozen=True)
class Preview:
    """What a file looks like; width and height in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Download:
    """A file to have. `player` is "video", "audio" or ""; `play_url` is where that gets it from.

    `speech_as_text` is a value of SpeechAsText, "" where nobody has told.
    `title_language` is that of the file where the title is the file's own, "" where the page names it.
    """

    document: Any
    title: str
    language: str
    url: str
    preview: Preview | None = None
    player: str = ""
    play_url: str = ""
    speech_as_text: str = ""
    title_language: str = ""


def downloads(files: Sequence[Any], address: Address) -> list[Download]:
    """The material's files; `address` gives that of a route by its name and the file's number."""
    return [_download(file, address) for file in files]


def stored_downloads(files: Sequence[Any]) -> list[Download]:
    """The files of an old version, each at its document's own address: the page knows its present ones."""
    return [
        Download(
            file.document,
            file.name,
            file.language,
            file.document.url,
            title_language=_title_language(file),
        )
        for file in files
    ]


def fits_archive(files: Sequence[Any]) -> bool:
    """Whether all files are offered as one: more than one, and together not too large."""
    documents = {file.document_id: file.document for file in files}.values()
    return len(documents) > 1 and sum(one.file_size or 0 for one in documents) <= LARGEST_ARCHIVE


def _download(file: Any, address: Address) -> Download:
    document = file.document
    player = PLAYERS.get(document.file_extension.lower(), "")
    return Download(
        document=document,
        title=file.name,
        language=file.language,
        url=address("download_file", document.pk),
        preview=_preview(document, address),
        player=player,
        play_url=address("play_file", document.pk) if player else "",
        speech_as_text=file.speech_as_text,
        title_language=_title_language(file),
    )


def _title_language(file: Any) -> str:
    return "" if file.label else str(file.language)


def _preview(document: Any, address: Address) -> Preview | None:
    found: FilePreview | None = getattr(document, "preview", None)
    if found is None or not (found.width and found.height) or found.file_hash != document.file_hash:
        return None
    return Preview(address("preview_file", document.pk), found.width, found.height)

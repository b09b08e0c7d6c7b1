"""The pictures of a course: its cover, and those in its summary. Knows where they are and fetches none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .answers import read_files
from .connection.picture_files import picture_path
from .shapes import CourseAnswer, FileAnswer
from .texts.pictures import PLACEHOLDER, alternative_text

COVER = "cover"
SUMMARY = "summary"
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture that Moodle keeps for a course, to be fetched once for every `version`.

    `path` is what stands after `pluginfile.php/` in its address, percent-encoded. `place` is "cover" or
    "summary"; `name` is the file's.
    """

    path: str
    version: str
    name: str
    place: str = COVER
    alternative_text: str = ""


def picture_records(answer: CourseAnswer, summaries: Iterable[str]) -> tuple[PictureRecord, ...]:
    """The cover, if there is one, then the pictures in clean summaries, each file once.

    A summary may name any file of Moodle; only those count that Moodle lists for this course.
    """
    cover = next(iter(_pictures(answer.overviewfiles).items()), None)
    records = [_record(*cover, place=COVER)] if cover else []
    listed = _pictures(answer.summaryfiles)
    shown = {record.path for record in records}
    for match in (match for summary in summaries for match in PLACEHOLDER.finditer(summary)):
        path = match["path"]
        if path in listed and path not in shown:
            shown.add(path)
            records.append(_record(path, listed[path], place=SUMMARY, alt=alternative_text(match)))
    return tuple(records)


def _pictures(files: Iterable[Any]) -> dict[str, FileAnswer]:
    """Those of the files that are pictures, by their path."""
    pictures = (file for file in read_files(files) if file.mimetype.startswith("image/"))
    return {path: file for file in pictures if (path := picture_path(file.fileurl))}


def _record(path: str, file: FileAnswer, *, place: str, alt: str = "") -> PictureRecord:
    return PictureRecord(path, file.version, file.filename[:LONGEST_NAME], place, alt)

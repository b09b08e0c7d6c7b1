"""Fetches the pictures that are wanted, a budget's worth a run, and enters what came in the library.

What goes wrong is written beside the picture; it fails no run. Knows nothing of how a course is shown.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Collection

from ..client import LiboppiClient
from ..conf import Options
from ..connection.pictures import Picture
from ..errors import LiboppiError, OutOfTime, PictureMissing, PictureTooLarge, PictureUnusable
from ..errors.copies import PictureBroken, PictureNotAccepted, PictureNotStored, PictureTooDetailed
from ..fetching.progress import Progress, unwatched
from ..illustrations import SPEC
from ..models import CoursePicture
from .checking import PictureFile, checked_file
from .library import copies_collection, make_copy, remove_orphans, same_copy
from .unused import remove_unused_copies

LONGEST_ETAG = 255
# What asking again can't mend until the picture is another one.
SETTLED = (
    PictureBroken,
    PictureMissing,
    PictureNotAccepted,
    PictureTooDetailed,
    PictureTooLarge,
    PictureUnusable,
)


@dataclass(frozen=True)
class PictureBudget:
    """How much one run may do: so many pictures, for so many seconds; the rest waits for the next run.

    After `failures` in a row of the kind that isn't the picture's own fault it stops.
    """

    pictures: int = 500
    seconds: float = 240
    failures: int = 5


@dataclass(frozen=True)
class PicturesFetched:
    """How many pictures have a new copy, and how many could not get one. `left` are still wanted."""

    fetched: int = 0
    problems: int = 0
    left: int = 0


def fetch_pictures(
    client: LiboppiClient,
    *,
    budget: PictureBudget = PictureBudget(),
    progress: Progress = unwatched,
    clock: Callable[[], float] = time.monotonic,
) -> PicturesFetched:
    """Fetch what is wanted, covers first, and remove copies that nobody shows any more.

    For whoever holds the sync's lock, outside of any transaction: each picture has small ones of its own. The
    progress' phase is "pictures". Raises nothing that Liboppi or the storage could cause.
    """
    wanted = list(CoursePicture.objects.wanted_now()[: budget.pictures])
    round_ = _Round(client, budget, clock)
    if wanted:
        remove_orphans()
        for done, picture in enumerate(wanted):
            progress("pictures", done, len(wanted))
            if round_.is_over:
                break
            round_.fetch(picture)
        else:
            progress("pictures", len(wanted), len(wanted))
    remove_unused_copies()
    left = CoursePicture.objects.wanted_now().count() if wanted else 0
    return PicturesFetched(round_.fetched, round_.problems, left)


class _Round:
    """One run's fetching: what it has done, and whether it may go on."""

    def __init__(self, client: LiboppiClient, budget: PictureBudget, clock: Callable[[], float]) -> None:
        self.fetched = 0
        self.problems = 0
        self._client = client
        self._budget = budget
        self._clock = clock
        self._deadline = clock() + budget.seconds
        self._failures = 0
        self._collection: Collection | None = None

    @property
    def is_over(self) -> bool:
        """Whether the time is used up, or everything fails."""
        return self._failures >= self._budget.failures or self._clock() >= self._deadline

    def fetch(self, picture: CoursePicture) -> None:
        """Ask for one picture and write what came of it."""
        try:
            self._fetch(picture)
        except OutOfTime:
            self._failures = self._budget.failures
        except LiboppiError as failure:
            self.problems += 1
            self._note(picture, failure)
        else:
            self._failures = 0

    def _fetch(self, picture: CoursePicture) -> None:
        answer = self._client.picture(picture.path, picture.etag if picture.image_id else "")
        if answer is None:
            _settle(picture, problem="")
            return
        file = checked_file(answer.content, picture.path)
        try:
            self._keep(picture, file, answer)
        except OSError as error:
            raise PictureNotStored(path=picture.path, error=type(error).__name__) from error
        self.fetched += 1

    def _keep(self, picture: CoursePicture, file: PictureFile, answer: Picture) -> None:
        image = same_copy(file)
        if image is None:
            course = picture.course
            image = _rendered(
                make_copy(
                    file,
                    title=course.text_in(course.shown_language).title,
                    description=picture.alternative_text,
                    collection=self._place(),
                ),
                picture.path,
            )
        picture.image = image
        picture.etag = answer.etag if len(answer.etag) <= LONGEST_ETAG else ""
        picture.fetched_version = picture.version
        picture.problem = ""
        picture.save(update_fields=["image", "etag", "fetched_version", "problem"])

    def _place(self) -> Collection:
        if self._collection is None:
            self._collection = copies_collection(Options.from_settings().collection)
        return self._collection

    def _note(self, picture: CoursePicture, failure: LiboppiError) -> None:
        if isinstance(failure, SETTLED):
            self._failures = 0
            _settle(picture, problem=failure.kind, image=None, etag="")
        else:
            self._failures += 1
            CoursePicture.objects.filter(pk=picture.pk).update(problem=failure.kind)


def _settle(picture: CoursePicture, **values: object) -> None:
    """Write that this version of the picture needs no asking any more."""
    CoursePicture.objects.filter(pk=picture.pk).update(fetched_version=picture.version, **values)


def _rendered(image: Any, path: str) -> Any:
    """The image, with what readers are shown: so none of them waits. What can't be rendered is removed."""
    try:
        image.get_rendition(SPEC)
    except (OSError, ValueError):
        image.delete()
        raise PictureBroken(path=path) from None
    return image

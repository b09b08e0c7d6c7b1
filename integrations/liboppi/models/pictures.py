"""Liboppi's pictures, kept in Wagtail's image library: Moodle gives them for a token only."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model, get_image_model_string

from .states import CourseState


class PicturePlace(models.TextChoices):
    """Where a course has a picture."""

    COVER = "cover", _("picture of the course")
    SUMMARY = "summary", _("in the course summary")


class CoursePictureQuerySet(models.QuerySet["CoursePicture"]):
    """Questions asked of pictures."""

    def wanted(self) -> "CoursePictureQuerySet":
        """Those whose version in Liboppi has not been fetched yet."""
        return self.exclude(version=models.F("fetched_version"))

    def wanted_now(self) -> "CoursePictureQuerySet":
        """The wanted ones of courses that Liboppi shows, with what a copy is named by, the most useful first.

        What has failed before comes after what was never tried, and covers before what stands in summaries.
        """
        return (
            self.wanted()
            .filter(course__state=CourseState.ACTIVE)
            .order_by(_after(problem=""), _after(place=PicturePlace.COVER), "pk")
            .select_related("course")
            .prefetch_related("course__texts", "course__editor_texts")
        )


class CoursePicture(models.Model):
    """A picture that a course has in Liboppi, and the copy of it that is shown.

    `path` is what stands behind `pluginfile.php/` in Moodle's address, percent-encoded, without token.
    `version` is what Moodle tells of the file's age and size; `fetched_version` that of the copy, or of the
    attempt that failed with `problem` (a code). `image` is empty while there is no copy.
    """

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="pictures")
    place = models.CharField(_("place"), max_length=10, choices=PicturePlace.choices)
    path = models.CharField(_("path"), max_length=1000)
    alternative_text = models.CharField(_("alternative text"), max_length=500, blank=True)
    version = models.CharField(max_length=64, editable=False)
    fetched_version = models.CharField(max_length=64, blank=True, editable=False)
    etag = models.CharField(max_length=255, blank=True, editable=False)
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    problem = models.CharField(_("problem"), max_length=40, blank=True)

    objects = CoursePictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a course")
        verbose_name_plural = _("pictures of courses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "path"], name="liboppi_one_picture_a_path"),
        ]

    def __str__(self) -> str:
        return unquote(self.path.rpartition("/")[2])


def _after(**first: str) -> models.Case:
    """An order: what is so comes first, anything else after it."""
    return models.Case(models.When(**first, then=0), default=1)


def picture_prefetches(*specs: str) -> tuple[models.Prefetch, ...]:
    """What a course with its `own_image` needs so that its pictures are shown without a query of their own.

    The copies come with their renditions of the filter specs named, or with all they have.
    """
    copies = CoursePicture.objects.select_related("image")
    return (
        models.Prefetch("pictures", copies),
        _renditions_of("own_image", *specs),
        _renditions_of("pictures__image", *specs),
    )


def cover_of_course() -> models.Subquery:
    """The primary key of the copy of the cover that Liboppi gives the course of the outer query, or None."""
    copies = CoursePicture.objects.filter(course=models.OuterRef("pk"), place=PicturePlace.COVER)
    return models.Subquery(copies.exclude(image=None).order_by("pk").values("image")[:1])


def images_by_key(keys: Iterable[int | None]) -> dict[int, Any]:
    """The images with these primary keys, with their renditions: one query, two where some have none yet."""
    wanted = {key for key in keys if key}
    found: dict[int, Any] = {}
    if wanted:
        for rendition in _renditions().filter(image__in=wanted).select_related("image"):
            image = found.setdefault(rendition.image_id, rendition.image)
            image.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    bare = wanted - found.keys()
    for image in get_image_model().objects.filter(pk__in=bare) if bare else ():
        image.__dict__["prefetched_renditions"] = []
        found[image.pk] = image
    return found


def _renditions_of(image: str, *specs: str) -> models.Prefetch:
    """As Wagtail's `prefetch_renditions`, but for images that are joined already."""
    renditions = _renditions().filter(filter_spec__in=specs) if specs else _renditions()
    return models.Prefetch(f"{image}__renditions", renditions, to_attr="prefetched_renditions")


def _renditions() -> models.QuerySet[Any]:
    renditions: models.QuerySet[Any] = get_image_model().get_rendition_model().objects.all()
    return renditions

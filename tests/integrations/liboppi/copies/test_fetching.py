"""Which pictures a run fetches, what it keeps of them, and what it does about bad ones."""

from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.models import Collection

from integrations.liboppi.copies import PictureBudget, PicturesFetched, fetch_pictures
from integrations.liboppi.models import CoursePicture, CourseState
from tests.integrations.liboppi.courses import make_course, make_cover, make_summary_picture
from tests.integrations.liboppi.picture_moodle import Answer, animation, picture

pytestmark = pytest.mark.django_db

Image = get_image_model()


def serve(moodle, course_picture: CoursePicture, body: bytes | None = None, **values) -> None:
    moodle.files[course_picture.path] = Answer(body if body is not None else picture(), **values)


@pytest.fixture
def cover(moodle, media) -> CoursePicture:
    """A cover that Moodle has, not fetched yet."""
    cover = make_cover(make_course(7, "Selkokieli"), alternative_text="Nainen lukee")
    serve(moodle, cover, etag='"first"')
    return cover


class TestAPicture:
    def test_becomes_an_image_of_the_library(self, client, cover, media):
        assert fetch_pictures(client) == PicturesFetched(fetched=1)
        cover.refresh_from_db()
        image = cover.image
        assert (image.title, image.description) == ("Selkokieli", "Nainen lukee")
        assert (image.width, image.height, image.collection.name) == (32, 18, "Liboppi")
        assert image.uploaded_by_user is None
        with image.open_file() as file:
            assert file.read() == picture()
        assert image.file_size == len(picture())
        assert (cover.fetched_version, cover.etag, cover.problem) == ("1-100", '"first"', "")
        assert [path.suffix for path in media.iterdir()] == [".png"]

    def test_is_titled_in_the_courses_own_language(self, client, cover):
        cover.course.texts.create(language="sv", title="Lättläst")
        cover.course.own_language = "sv"
        cover.course.save()
        fetch_pictures(client)
        assert Image.objects.get().title == "Lättläst"

    def test_long_texts_are_cut_to_what_the_library_holds(self, client, cover):
        cover.course.texts.update(title="å" * 500)
        CoursePicture.objects.update(alternative_text="ö" * 500)
        fetch_pictures(client)
        image = Image.objects.get()
        assert (len(image.title), len(image.description)) == (255, 255)

    def test_is_ready_to_be_shown(self, client, cover):
        fetch_pictures(client)
        assert Image.objects.get().renditions.count() == 1

    def test_is_not_asked_for_again(self, client, moodle, cover):
        fetch_pictures(client)
        assert fetch_pictures(client) == PicturesFetched()
        assert moodle.asked == [cover.path]

    def test_of_a_new_version_that_is_the_same_to_moodle_stays(self, client, moodle, cover):
        fetch_pictures(client)
        before = CoursePicture.objects.get().image
        CoursePicture.objects.update(version="2-100")
        assert fetch_pictures(client) == PicturesFetched()
        after = CoursePicture.objects.get()
        assert (after.image, after.fetched_version) == (before, "2-100")
        assert len(moodle.asked) == 2

    def test_of_a_new_version_takes_the_old_ones_place(self, client, moodle, cover, media):
        fetch_pictures(client)
        serve(moodle, cover, picture("JPEG", "red"), etag='"second"')
        CoursePicture.objects.update(version="2-100")
        assert fetch_pictures(client) == PicturesFetched(fetched=1)
        image = Image.objects.get()
        assert CoursePicture.objects.get().image == image
        assert image.file.name.endswith(".jpg")

    def test_with_the_same_bytes_is_kept_once(self, client, moodle, cover):
        other = make_cover(make_course(8))
        inside = make_summary_picture(cover.course)
        serve(moodle, other)
        serve(moodle, inside)
        assert fetch_pictures(client) == PicturesFetched(fetched=3)
        image = Image.objects.get()
        assert set(CoursePicture.objects.values_list("image", flat=True)) == {image.pk}

    def test_is_not_shared_with_an_editors_own(self, client, cover, django_user_model):
        fetch_pictures(client)
        CoursePicture.objects.update(image=None, version="2-100")
        image = Image.objects.get()
        image.uploaded_by_user = django_user_model.objects.create_user("editor")
        image.save()
        fetch_pictures(client)
        assert CoursePicture.objects.get().image not in (None, image)

    def test_may_move(self, client, moodle, cover):
        serve(moodle, cover, animation(), content_type="image/gif")
        assert fetch_pictures(client).fetched == 1

    def test_whose_copy_an_editor_deleted_stays_away_until_it_changes(self, client, moodle, cover):
        fetch_pictures(client)
        Image.objects.get().delete()
        assert fetch_pictures(client) == PicturesFetched()
        CoursePicture.objects.update(version="2-100")
        assert fetch_pictures(client).fetched == 1  # asked for without the ETag: there is nothing to keep
        assert CoursePicture.objects.get().image


BAD: dict[str, tuple[bytes, dict[str, Any], str]] = {
    "a web page": (b"<!DOCTYPE html><html></html>", {"content_type": "text/html"}, "picture_unusable"),
    "a web page that says it is a picture": (b"<!DOCTYPE html><html></html>", {}, "picture_not_accepted"),
    "a truncated file": (picture(size=(300, 200))[:300], {}, "picture_broken"),
    "nothing": (b"", {}, "picture_unusable"),
    "an SVG": (
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        {"content_type": "image/svg+xml"},
        "picture_not_accepted",
    ),
    "a 404": (b"", {"status": 404}, "picture_missing"),
    "a bomb": (picture(mode="1", colour=0, size=(7000, 7000)), {}, "picture_too_detailed"),
}


class TestABadAnswer:
    @pytest.mark.parametrize("name", BAD)
    def test_leaves_the_course_without_picture_and_is_not_asked_for_again(self, client, moodle, cover, name):
        body, values, kind = BAD[name]
        serve(moodle, cover, body, **values)
        assert fetch_pictures(client) == PicturesFetched(problems=1)
        cover.refresh_from_db()
        assert (cover.problem, cover.image, cover.fetched_version) == (kind, None, "1-100")
        assert not Image.objects.exists()
        assert fetch_pictures(client) == PicturesFetched()

    def test_is_asked_for_again_when_the_picture_changes(self, client, moodle, cover):
        serve(moodle, cover, b"<html></html>")
        fetch_pictures(client)
        serve(moodle, cover)
        CoursePicture.objects.update(version="2-100")
        assert fetch_pictures(client) == PicturesFetched(fetched=1)
        assert CoursePicture.objects.get().problem == ""

    def test_takes_the_outdated_picture_away(self, client, moodle, cover, media):
        fetch_pictures(client)
        serve(moodle, cover, b"<html></html>")
        CoursePicture.objects.update(version="2-100")
        fetch_pictures(client)
        assert CoursePicture.objects.get().image is None
        assert not Image.objects.exists()

    def test_harms_no_other_picture(self, client, moodle, cover):
        bad = [make_cover(make_course(number)) for number in range(10, 20)]
        good = make_cover(make_course(30))
        serve(moodle, good)
        assert fetch_pictures(client) == PicturesFetched(fetched=2, problems=len(bad))


class TestAFailureThatIsNotThePictures:
    ERRORS: dict[str, dict[str, Any]] = {
        "a JSON error": {
            "body": b'{"error": "Web service is not available", "errorcode": "cannotdownload"}',
            "content_type": "application/json",
        },
        "a server error": {"status": 500, "content_type": "text/html"},
    }

    @pytest.mark.parametrize("name", ERRORS)
    def test_keeps_the_picture_wanted(self, client, moodle, cover, name):
        serve(moodle, cover, **self.ERRORS[name])
        assert fetch_pictures(client) == PicturesFetched(problems=1, left=1)
        assert CoursePicture.objects.get().problem
        serve(moodle, cover)
        assert fetch_pictures(client) == PicturesFetched(fetched=1)

    def test_keeps_the_copy_there_is(self, client, moodle, cover):
        fetch_pictures(client)
        serve(moodle, cover, status=500, content_type="text/html")
        CoursePicture.objects.update(version="2-100")
        fetch_pictures(client)
        assert CoursePicture.objects.get().image == Image.objects.get()

    def test_ends_the_round_when_everything_fails(self, client, moodle, cover):
        pictures = [make_cover(make_course(number)) for number in range(10, 30)]
        for course_picture in [cover, *pictures]:
            serve(moodle, course_picture, status=500, content_type="text/html")
        assert fetch_pictures(client, budget=PictureBudget(failures=3)) == PicturesFetched(
            problems=3, left=21
        )
        assert len(moodle.asked) == 3

    def test_waits_behind_what_was_never_tried(self, client, moodle, cover):
        serve(moodle, cover, status=500, content_type="text/html")
        fetch_pictures(client)
        late = make_summary_picture(make_course(90))
        serve(moodle, late)
        fetch_pictures(client)
        assert moodle.asked[1:] == [late.path, cover.path]

    def test_is_no_failure_of_the_run_when_nobody_answers(self, client, moodle, cover):
        moodle.stop()
        assert fetch_pictures(client) == PicturesFetched(problems=1, left=1)
        assert CoursePicture.objects.get().problem == "unreachable"

    def test_of_the_storage_leaves_neither_image_nor_file(self, client, cover, media):
        media.write_text("a file where a folder is needed")
        assert fetch_pictures(client) == PicturesFetched(problems=1, left=1)
        assert CoursePicture.objects.get().problem == "picture_not_stored"
        assert not Image.objects.exists()


class TestTheBudget:
    @pytest.fixture
    def many(self, moodle, media) -> list[CoursePicture]:
        """Six covers, and before them a picture in a summary."""
        inside = make_summary_picture(make_course(1))
        covers = [make_cover(make_course(number)) for number in range(2, 8)]
        for place, course_picture in enumerate([inside, *covers]):
            serve(moodle, course_picture, picture(size=(20, 10 + place)))
        return [inside, *covers]

    def test_leaves_the_rest_to_the_next_run_covers_first(self, client, moodle, many):
        assert fetch_pictures(client, budget=PictureBudget(pictures=4)) == PicturesFetched(fetched=4, left=3)
        assert moodle.asked == [course_picture.path for course_picture in many[1:5]]
        assert fetch_pictures(client, budget=PictureBudget(pictures=4)) == PicturesFetched(fetched=3)
        assert moodle.asked[4:] == [course_picture.path for course_picture in (*many[5:], many[0])]

    def test_ends_with_the_time(self, client, many):
        ticks = count()
        budget = PictureBudget(seconds=3)
        assert fetch_pictures(client, budget=budget, clock=lambda: next(ticks)).fetched == 2

    def test_ends_with_the_time_of_the_whole_run(self, client, many):
        client.limit_time(0)
        assert fetch_pictures(client) == PicturesFetched(left=7)
        assert set(CoursePicture.objects.values_list("problem", flat=True)) == {""}

    def test_progress_is_told(self, client, many):
        told: list[tuple[str, int, int | None]] = []
        fetch_pictures(client, progress=lambda *step: told.append(step))
        assert told == [("pictures", done, 7) for done in range(8)]

    @pytest.mark.parametrize("state", [CourseState.MISSING, CourseState.HIDDEN, CourseState.WITHDRAWN])
    def test_is_not_spent_on_courses_that_moodle_does_not_show(self, client, moodle, cover, state):
        cover.course.state = state
        cover.course.save()
        assert fetch_pictures(client) == PicturesFetched()
        assert moodle.asked == []

    def test_a_run_without_news_costs_three_queries(self, client, moodle, cover):
        fetch_pictures(client)
        with CaptureQueriesContext(connection) as queries:
            fetch_pictures(client)
        assert len(queries) <= 3


class TestTheCollection:
    def test_is_named_in_the_settings(self, client, cover, settings):
        settings.LIBOPPI_COLLECTION = "Kurssikuvat"
        fetch_pictures(client)
        assert Image.objects.get().collection.name == "Kurssikuvat"

    def test_that_an_editor_made_is_used(self, client, cover):
        made = Collection.get_first_root_node().add_child(name="Liboppi")
        fetch_pictures(client)
        assert Image.objects.get().collection == made

    def test_is_found_again_when_it_was_renamed(self, client, moodle, cover):
        fetch_pictures(client)
        collection = Image.objects.get().collection
        collection.name = "Kurssien kuvat"
        collection.save()
        other = make_cover(make_course(8))
        serve(moodle, other, picture(colour="red"))
        fetch_pictures(client)
        other.refresh_from_db()
        assert other.image.collection == collection
        assert not Collection.objects.filter(name="Liboppi").exists()

    def test_is_not_where_an_editor_moved_a_single_copy(self, client, moodle, cover):
        others = [make_cover(make_course(number)) for number in (8, 9)]
        for place, course_picture in enumerate(others):
            serve(moodle, course_picture, picture(size=(40, 10 + place)))
        fetch_pictures(client)
        cover.refresh_from_db()
        cover.image.collection = Collection.get_first_root_node().add_child(name="Muut")
        cover.image.save()
        late = make_cover(make_course(10))
        serve(moodle, late, picture(colour="red"))
        fetch_pictures(client)
        late.refresh_from_db()
        assert late.image.collection.name == "Liboppi"


class TestARunThatStopsHalfWay:
    def test_leaves_no_file_of_an_image_that_was_not_entered(self, client, cover, media):
        def fail(**_values):
            raise RuntimeError("the database is gone")

        post_save.connect(fail, sender=Image)
        try:
            with pytest.raises(RuntimeError):
                fetch_pictures(client)
        finally:
            post_save.disconnect(fail, sender=Image)
        assert list(media.iterdir()) == []
        assert not Image.objects.exists()
        assert fetch_pictures(client) == PicturesFetched(fetched=1)

    def test_leaves_an_image_that_the_next_one_uses(self, client, cover):
        fetch_pictures(client)
        CoursePicture.objects.update(image=None, fetched_version="", etag="")
        fetch_pictures(client)
        assert CoursePicture.objects.get().image == Image.objects.get()

    def test_when_killed_leaves_a_file_that_the_next_one_removes(self, client, cover, media):
        media.mkdir()
        orphan = media / f"liboppi-{'0' * 40}-abcdefg.png"
        of_an_editor = media / "kissa.png"
        orphan.write_bytes(picture()[:40])
        of_an_editor.write_bytes(picture())
        fetch_pictures(client)
        assert not orphan.exists()
        assert of_an_editor.exists()
        assert Image.objects.get().file.storage.exists(Image.objects.get().file.name)

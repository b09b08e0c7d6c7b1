"""What groups and overview files of a course make of its record."""

from collections.abc import Callable
from typing import Any

import pytest

from integrations.liboppi.answers import read_batch, read_courses, read_files, read_groups
from integrations.liboppi.conf import Options
from integrations.liboppi.records import CourseRecord, KeyRecord, PictureRecord, course_record
from integrations.liboppi.shapes import CourseAnswer, GroupAnswer

OPTIONS = Options(url="https://liboppi.example")
ADDRESS = "https://liboppi.example/webservice/pluginfile.php/46/course/overviewfiles/"
SUMMARY_ADDRESS = "https://liboppi.example/webservice/pluginfile.php/46/course/summary/"


def record(groups: list[GroupAnswer] | None = None, **fields: Any) -> CourseRecord:
    answer = CourseAnswer(**{"id": 7, "fullname": "Kurssi", "lang": "fi"} | fields)
    return course_record(answer, None, OPTIONS, groups)


def group(number: int, key: str, name: str = "Ryhmä") -> GroupAnswer:
    return GroupAnswer(id=number, name=name, enrolmentkey=key)


def file(name: str, mimetype: str = "image/png", **fields: Any) -> dict[str, Any]:
    size = {"filesize": 1756, "timemodified": 1795356605}
    return {"fileurl": ADDRESS + name, "filename": name, "mimetype": mimetype, **size, **fields}


class TestGroupKeys:
    def test_a_key_is_told_with_the_group_that_it_leads_into(self) -> None:
        course = record([group(1, "satakunta26", "Satakunta"), group(2, "", "Muut")])
        assert course.keys == (KeyRecord("group_key", "satakunta26", "Satakunta"),)
        assert course.group_keys_told

    def test_a_groups_name_is_plain_text_in_any_language(self) -> None:
        name = '<span lang="fi" class="multilang">Satakunta &amp; muut</span>'
        assert record([group(1, "avain", name)]).keys[0].label == "Satakunta & muut"

    def test_groups_that_were_not_asked_for_are_not_told(self) -> None:
        assert not record(None).group_keys_told
        assert record([]).group_keys_told

    def test_a_key_of_the_whole_course_is_trusted_more(self) -> None:
        course = record(
            [group(1, "yhteinen"), group(2, "kentästä"), group(3, "ryhmän")],
            summary="<p>Kurssiavain: <strong>yhteinen</strong></p>",
            customfields=[{"shortname": "enrolkey", "type": "text", "valueraw": "kentästä"}],
        )
        assert [(key.source, key.value) for key in course.keys] == [
            ("custom_field", "kentästä"),
            ("summary", "yhteinen"),
            ("group_key", "ryhmän"),
        ]

    def test_a_key_is_hidden_in_summaries(self) -> None:
        summary = "<p>Terve!</p><p>Satakunnan väki pääsee sisään sanalla sata-kieli26.</p>"
        (text,) = record([group(1, "sata-kieli26")], summary=summary).texts
        assert "sata-kieli26" in text.summary
        assert "sata-kieli26" not in text.public_summary
        assert "Terve!" in text.public_summary

    def test_a_key_stands_in_no_repr(self) -> None:
        answer = group(1, "satakunta26")
        assert "satakunta26" not in f"{answer!r} {record([answer])!r}"

    def test_a_group_that_cannot_be_read_is_left_out_with_its_reason(self) -> None:
        groups, skipped = read_groups(
            [{"id": 1, "name": "A", "enrolmentkey": None}, {"id": "x", "name": "B"}]
        )
        assert groups == [GroupAnswer(id=1, name="A")]
        assert [(item.kind, item.name, item.fields) for item in skipped] == [("group", "B", ("id",))]


class TestCovers:
    def test_the_recorded_covers_are_told(self, recorded_json: Callable[[str], Any]) -> None:
        courses, _skipped = read_courses(recorded_json("core_course_get_courses_by_field")["courses"])
        covers = {course.id: course_record(course, None, OPTIONS).cover for course in courses}
        assert {number: cover for number, cover in covers.items() if cover} == {
            19: PictureRecord(
                "46/course/overviewfiles/kansi%20kuva.png", "1795356605-1756", "kansi kuva.png", "cover"
            ),
            20: PictureRecord(
                "47/course/overviewfiles/kansikuva%20%C3%A4%C3%B6%20%281%29.jpg",
                "1795356606-5200",
                "kansikuva äö (1).jpg",
                "cover",
            ),
        }

    def test_the_first_file_that_is_a_picture_counts(self) -> None:
        course = record(overviewfiles=[file("ohje.pdf", "application/pdf"), file("a.jpg"), file("b.jpg")])
        assert course.cover is not None
        assert course.cover.name == "a.jpg"
        assert course.pictures == (course.cover,)

    @pytest.mark.parametrize(
        "files",
        [
            [],
            "none",
            [None, 7, {}],
            [file("ohje.pdf", "application/pdf")],
            [file("a.png", fileurl="https://elsewhere.example/a.png")],
            [file("a.png", fileurl=["a", "list"])],
            [file("a.png", filesize="big")],
        ],
    )
    def test_files_that_are_no_pictures_leave_the_course_without(self, files: Any) -> None:
        course = record(overviewfiles=files)
        assert course.cover is None
        assert course.pictures == ()

    def test_another_content_is_another_version(self) -> None:
        files = read_files([file("a.png"), file("a.png", filesize=1), file("a.png", timemodified=1)])
        assert len({item.version for item in files}) == 3


class TestPicturesInSummaries:
    def test_a_recorded_one_is_told_with_its_alternative_text(
        self, recorded_json: Callable[[str], Any]
    ) -> None:
        courses, _skipped = read_courses(recorded_json("filter_lang/nopacks.course19.raw_true")["courses"])
        cover, picture = course_record(courses[0], None, OPTIONS).pictures
        assert cover.place == "cover"
        assert picture == PictureRecord(
            "46/course/summary/upotettu%20kuva.png",
            "1795356606-257",
            "upotettu kuva.png",
            "summary",
            "upotettu",
        )

    def test_a_picture_in_two_languages_is_one(self) -> None:
        image = f'<img src="{SUMMARY_ADDRESS}a.png" alt="Tiski">'
        course = record(
            summary=f'<span lang="fi" class="multilang">{image}</span>'
            f'<span lang="sv" class="multilang"><p>Disken {image}</p></span>',
            summaryfiles=[file("a.png", fileurl=f"{SUMMARY_ADDRESS}a.png")],
        )
        assert [picture.path for picture in course.pictures] == ["46/course/summary/a.png"]

    def test_a_file_of_another_course_is_not_fetched_for_this_one(self) -> None:
        summary = f'<p><img src="{SUMMARY_ADDRESS}a.png" alt="Tiski"></p>'
        assert record(summary=summary).pictures == ()
        other = file("b.png", fileurl=f"{SUMMARY_ADDRESS}b.png")
        assert record(summary=summary, summaryfiles=[other]).pictures == ()

    def test_a_file_that_the_summary_does_not_show_is_not_wanted(self) -> None:
        assert record(summaryfiles=[file("a.png", fileurl=f"{SUMMARY_ADDRESS}a.png")]).pictures == ()


def test_a_batch_tells_the_hidden_courses_among_those_asked_for(recorded_json: Callable[[str], Any]) -> None:
    batch = read_batch(recorded_json("errors/ids_with_hidden"))
    assert batch.hidden == {17}
    assert 17 not in {course.id for course in batch.courses}


@pytest.mark.parametrize(
    "warnings", [None, "none", [None], [{"item": "module", "itemid": 5}], [{"item": "course", "itemid": "x"}]]
)
def test_warnings_of_something_else_hide_no_course(warnings: Any) -> None:
    assert read_batch({"courses": [], "warnings": warnings}).hidden == frozenset()

"""What a sync would change: decided by comparing two lists, guarded, and described without any key."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.liboppi.conf import Options
from integrations.liboppi.differences import Change, differences
from integrations.liboppi.errors import EmptyCatalogue, RawIgnored, TooManyMissing
from integrations.liboppi.fingerprints import IncomingCourse
from integrations.liboppi.plan import (
    ACTIVE,
    HIDDEN,
    MISSING,
    WITHDRAWN,
    Limits,
    Plan,
    StoredCourse,
    make_plan,
)
from integrations.liboppi.records import CourseRecord, KeyRecord, TextRecord
from integrations.liboppi.shapes import CourseAnswer, EnrolmentMethodAnswer

OPTIONS = Options(url="https://liboppi.example")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SELF = EnrolmentMethodAnswer(id=70, type="self", name="Itse", status=True)


def incoming(moodle_id: int, methods: Any = (), **fields: Any) -> IncomingCourse:
    values = {"id": moodle_id, "fullname": f"Kurssi {moodle_id}", "lang": "fi", "timemodified": 5}
    return IncomingCourse(CourseAnswer(**(values | fields)), OPTIONS, methods)


def stored(
    course: IncomingCourse, state: str = ACTIVE, days: float = 0, cause: str | None = None
) -> StoredCourse:
    since = NOW - timedelta(days=days)
    causes: dict[str, str] = {ACTIVE: "", HIDDEN: "hidden"}
    usual = causes.get(state, "unlisted")
    return StoredCourse(
        course.moodle_id,
        state,
        since,
        course.fingerprint(),
        f"K{course.moodle_id}",
        usual if cause is None else cause,
    )


class Shelf:
    """What is stored, and how often records were asked for."""

    def __init__(self, courses: Iterable[IncomingCourse] = ()) -> None:
        self.courses = {course.moodle_id: course for course in courses}
        self.asked: list[list[int]] = []

    def records(self, moodle_ids: Sequence[int]) -> Mapping[int, CourseRecord]:
        self.asked.append(list(moodle_ids))
        return {moodle_id: self.courses[moodle_id].record() for moodle_id in moodle_ids}


def plan(
    before: Iterable[StoredCourse],
    after: Iterable[IncomingCourse],
    shelf: Shelf | None = None,
    **options: Any,
) -> Plan:
    records = (shelf or Shelf()).records
    return make_plan(before, after, stored_records=records, now=NOW, grace_days=14, **options)


def ids(courses: Iterable[StoredCourse]) -> list[int]:
    return [course.moodle_id for course in courses]


def test_a_first_sync_creates_every_course() -> None:
    made = plan([], [incoming(1), incoming(2)])
    assert [item.record.texts[0].title for item in made.creates] == ["Kurssi 1", "Kurssi 2"]
    assert [item.fingerprint for item in made.creates] == [
        incoming(1).fingerprint(),
        incoming(2).fingerprint(),
    ]
    assert not made.is_empty


def test_an_unchanged_answer_changes_nothing_and_reads_no_record() -> None:
    courses = [incoming(number) for number in range(1, 100)]
    shelf = Shelf(courses)
    made = plan([stored(course) for course in courses], courses, shelf)
    assert made.is_empty
    assert made.unchanged == 99
    assert shelf.asked == []


def test_a_changed_course_is_told_field_by_field() -> None:
    before, after = incoming(1), incoming(1, fullname="Uusi nimi", timemodified=6)
    shelf = Shelf([before, incoming(2)])
    made = plan([stored(before), stored(incoming(2))], [after, incoming(2)], shelf)
    (update,) = made.updates
    assert update.fingerprint == after.fingerprint()
    assert update.changes == (
        Change(
            "modified", datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC), datetime(1970, 1, 1, 0, 0, 6, tzinfo=UTC)
        ),
        Change("texts.fi.title", "Kurssi 1", "Uusi nimi"),
    )
    assert made.unchanged == 1
    assert shelf.asked == [[1]]


def test_an_answer_that_differs_without_meaning_only_refreshes_the_fingerprint() -> None:
    before, after = incoming(1, summary="<p>A</p>"), incoming(1, summary="<p >A</p>")
    made = plan([stored(before)], [after], Shelf([before]))
    assert made.updates == ()
    assert [(item.moodle_id, item.fingerprint) for item in made.refreshes] == [(1, after.fingerprint())]
    assert made.unchanged == 1
    assert not made.is_empty


def test_methods_that_were_not_asked_for_are_no_change() -> None:
    before, after = incoming(1, [SELF]), incoming(1, None)
    assert plan([stored(before)], [after], Shelf([before])).is_empty
    renamed = incoming(1, None, fullname="Uusi")
    (update,) = plan([stored(before)], [renamed], Shelf([before])).updates
    assert [change.field for change in update.changes] == ["texts.fi.title"]
    assert update.record.methods is None


def test_a_course_that_does_not_come_goes_missing() -> None:
    made = plan([stored(incoming(1)), stored(incoming(2))], [incoming(1)])
    assert ids(made.missing) == [2]
    assert made.withdrawn == ()


@pytest.mark.parametrize(("days", "withdrawn"), [(0, False), (13.9, False), (14, True), (40, True)])
def test_a_missing_course_is_withdrawn_after_the_grace_period(days: float, withdrawn: bool) -> None:
    made = plan([stored(incoming(1)), stored(incoming(2), MISSING, days)], [incoming(1)])
    assert ids(made.withdrawn) == ([2] if withdrawn else [])
    assert ids(made.still_missing) == ([] if withdrawn else [2])
    assert made.missing == ()
    assert made.is_empty is not withdrawn


class TestWhyACourseDidNotCome:
    """Moodle may tell hidden from deleted; what it told stays told."""

    def test_a_hidden_course_is_no_missing_one(self) -> None:
        courses = [incoming(1), incoming(2), incoming(3), incoming(4)]
        absent = {2: "hidden", 3: "deleted"}
        made = plan([stored(course) for course in courses], [courses[0]], absent=absent)
        assert [(course.moodle_id, course.cause) for course in made.hidden] == [(2, "hidden")]
        assert [(c.moodle_id, c.cause) for c in made.missing] == [(3, "deleted"), (4, "unlisted")]

    @pytest.mark.parametrize(
        ("state", "cause", "told", "part"),
        [
            (HIDDEN, "hidden", "hidden", "still_hidden"),
            (HIDDEN, "hidden", None, "still_hidden"),
            (HIDDEN, "hidden", "deleted", "missing"),
            (MISSING, "unlisted", "hidden", "hidden"),
            (MISSING, "deleted", None, "still_missing"),
            (MISSING, "unlisted", "deleted", "still_missing"),
        ],
    )
    def test_what_becomes_of_one_that_was_gone_before(
        self, state: str, cause: str, told: str | None, part: str
    ) -> None:
        before = [stored(incoming(1)), stored(incoming(2), state, days=3, cause=cause)]
        made = plan(before, [incoming(1)], absent={2: told} if told else {})
        assert ids(getattr(made, part)) == [2]
        assert ids(made.explained) == ([2] if (cause, told) == ("unlisted", "deleted") else [])

    @pytest.mark.parametrize("state", [HIDDEN, MISSING])
    def test_either_is_withdrawn_after_the_grace_period_with_its_cause(self, state: str) -> None:
        before = [stored(incoming(1)), stored(incoming(2), state, days=15)]
        made = plan(before, [incoming(1)])
        assert [course.cause for course in made.withdrawn] == ["hidden" if state == HIDDEN else "unlisted"]

    def test_courses_hidden_at_once_count_for_the_guard(self) -> None:
        courses = [incoming(number) for number in range(1, 21)]
        with pytest.raises(TooManyMissing):
            plan([stored(c) for c in courses], courses[8:], absent=dict.fromkeys(range(1, 9), "hidden"))


@pytest.mark.parametrize("joined", ["TietosuojaDataskydd", "DataskyddTietosuoja"])
def test_titles_of_two_languages_that_come_joined_are_refused(joined: str) -> None:
    marked = "{mlang fi}Tietosuoja{mlang}{mlang sv}Dataskydd{mlang}"
    bilingual = incoming(1, fullname=marked)
    with pytest.raises(RawIgnored):
        plan([stored(bilingual)], [incoming(1, fullname=joined)], Shelf([bilingual]), force=True)
    made = plan([stored(bilingual)], [incoming(1, fullname="Tietosuoja")], Shelf([bilingual]))
    assert len(made.updates) == 1


def test_a_partial_answer_says_nothing_of_other_courses() -> None:
    courses = [incoming(number) for number in range(1, 30)]
    before = [*(stored(course) for course in courses), stored(incoming(40), MISSING, days=90)]
    made = plan(before, [courses[0]], only={1, 2}, absent={2: "deleted"})
    assert ids(made.missing) == [2]
    assert (made.withdrawn, made.still_missing, made.unchanged) == ((), (), 1)


def test_a_withdrawn_course_stays_withdrawn() -> None:
    assert plan([stored(incoming(1)), stored(incoming(2), WITHDRAWN, 90)], [incoming(1)]).is_empty


@pytest.mark.parametrize("state", [HIDDEN, MISSING, WITHDRAWN])
def test_a_course_that_comes_back_is_restored(state: str) -> None:
    made = plan([stored(incoming(1), state, 90)], [incoming(1)])
    assert ids(made.restored) == [1]
    assert made.updates == ()


def test_a_course_that_comes_back_changed_is_restored_and_updated() -> None:
    made = plan([stored(incoming(1), MISSING)], [incoming(1, fullname="Uusi")], Shelf([incoming(1)]))
    assert ids(made.restored) == [1]
    assert [update.record.moodle_id for update in made.updates] == [1]


@pytest.mark.parametrize("state", [ACTIVE, MISSING, WITHDRAWN])
def test_a_course_that_came_but_could_not_be_read_stays_as_it_is(state: str) -> None:
    made = plan([stored(incoming(1)), stored(incoming(2), state, 90)], [incoming(1)], skipped_ids={2})
    assert made.is_empty


def test_when_an_unknown_course_could_not_be_read_none_goes_missing() -> None:
    before = [stored(incoming(1)), stored(incoming(2)), stored(incoming(3), MISSING, 90)]
    made = plan(before, [incoming(1), incoming(4)], skipped_ids={None})
    assert (made.missing, made.withdrawn) == ((), ())
    assert len(made.creates) == 1


def test_a_course_that_came_twice_counts_once_the_last_time() -> None:
    made = plan([], [incoming(1, fullname="Vanha"), incoming(1, fullname="Uusi")], skipped_ids={1})
    assert [item.record.texts[0].title for item in made.creates] == ["Uusi"]


def test_an_empty_answer_is_refused_when_there_are_courses() -> None:
    with pytest.raises(EmptyCatalogue, match="now: 1") as failure:
        plan([stored(incoming(1)), stored(incoming(2), WITHDRAWN)], [])
    assert failure.value.exit_code == 3


def test_an_empty_answer_is_fine_when_there_were_none() -> None:
    assert plan([], []).is_empty
    assert plan([stored(incoming(2), WITHDRAWN)], []).is_empty


def test_force_believes_an_empty_answer() -> None:
    assert ids(plan([stored(incoming(1))], [], force=True).missing) == [1]


@pytest.mark.parametrize(
    ("active", "gone", "refused"),
    [(10, 5, False), (10, 6, True), (30, 6, False), (29, 6, True), (5000, 1000, False), (5000, 1001, True)],
)
def test_too_many_courses_do_not_go_missing_at_once(active: int, gone: int, refused: bool) -> None:
    courses = [incoming(number) for number in range(1, active + 1)]
    before = [stored(course) for course in courses]
    if not refused:
        assert len(plan(before, courses[gone:]).missing) == gone
        return
    with pytest.raises(TooManyMissing) as failure:
        plan(before, courses[gone:])
    assert failure.value.details == {"missing": gone, "active": active, "limit": 5, "percent": 20}
    assert failure.value.exit_code == 3
    assert len(plan(before, courses[gone:], force=True).missing) == gone


def test_only_active_courses_count_for_the_guard() -> None:
    courses = [incoming(number) for number in range(1, 31)]
    before = [stored(course) for course in courses[:20]] + [
        stored(course, MISSING) for course in courses[20:]
    ]
    assert len(plan(before, courses[4:20]).missing) == 4
    with pytest.raises(TooManyMissing):
        plan(before, courses[6:20])


def test_the_limits_can_be_others() -> None:
    before = [stored(incoming(number)) for number in range(1, 11)]
    with pytest.raises(TooManyMissing):
        plan(before, [incoming(number) for number in range(3, 11)], limits=Limits(courses=1, percent=10))


def test_a_plan_can_be_shown_and_gives_no_key_away() -> None:
    def keys(field: str, word: str) -> dict[str, Any]:
        custom_field = {"shortname": "enrolkey", "type": "text", "valueraw": field}
        return {"customfields": [custom_field], "summary": f"<p>Kuvaus.</p><p>Kurssiavain: {word}</p>"}

    before, after = (
        incoming(1, **keys("salaisuus1", "salaisuus2")),
        incoming(1, **keys("salaisuus3", "salaisuus4")),
    )
    new, gone = incoming(2, **keys("salaisuus5", "salaisuus6")), incoming(3)
    back = incoming(4)
    made = plan([stored(before), stored(gone), stored(back, MISSING)], [after, new, back], Shelf([before]))
    shown = made.as_dict()
    assert "salaisuus" not in json.dumps(shown)
    assert "salaisuus" not in repr(made)
    assert shown == {
        "created": [{"id": 2, "name": "Kurssi 2"}],
        "updated": [
            {
                "id": 1,
                "name": "Kurssi 1",
                "changes": [
                    {"field": "texts.fi.summary", "before": "set", "after": "changed"},
                    {"field": "keys.custom_field", "before": "set", "after": "changed"},
                    {"field": "keys.summary", "before": "set", "after": "changed"},
                ],
            }
        ],
        "unchanged": 1,
        "hidden": [],
        "missing": [{"id": 3, "name": "K3", "cause": "unlisted"}],
        "still_hidden": [],
        "still_missing": [],
        "withdrawn": [],
        "restored": [{"id": 4, "name": "K4", "cause": ""}],
    }


def test_dates_are_shown_in_iso_8601() -> None:
    change = Change("starts", None, datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert change.as_dict() == {"field": "starts", "before": None, "after": "2026-03-01T12:00:00+00:00"}


def course_record(**fields: Any) -> CourseRecord:
    text = TextRecord("fi", "Kurssi", "<p>A</p>", "<p>A</p>", "AKE")
    base = CourseRecord(
        moodle_id=1,
        shortname="K",
        category_id=2,
        language="fi",
        starts=None,
        ends=None,
        modified=None,
        position=1,
        url="https://liboppi.example/course/view.php?id=1",
        texts=(text,),
        methods=(),
        keys=(),
    )
    return replace(base, **fields)


def test_a_language_that_comes_is_told_text_by_text() -> None:
    before = course_record()
    after = replace(before, texts=(*before.texts, TextRecord("sv", "Kurs", "<p>B</p>", "<p>B</p>", "")))
    assert differences(before, after) == (
        Change("texts.sv.title", None, "Kurs"),
        Change("texts.sv.summary", None, "<p>B</p>"),
        Change("texts.sv.producer", None, ""),
    )


def test_a_method_that_closes_is_told() -> None:
    before, after = (
        incoming(1, [SELF]).record(),
        incoming(1, [SELF.model_copy(update={"status": "Closed"})]).record(),
    )
    assert differences(before, after) == (
        Change("methods.70.open", True, False),
        Change("methods.70.key_required", False, None),
        Change("methods.70.status", "", "Closed"),
    )


def test_keys_that_come_and_go_are_told_without_their_value() -> None:
    without, with_key = course_record(), course_record(keys=(KeyRecord("summary", "salaisuus"),))
    assert differences(without, with_key) == (Change("keys.summary", "", "set"),)
    assert differences(with_key, without) == (Change("keys.summary", "set", ""),)


def test_the_order_of_keys_is_no_difference() -> None:
    keys = (KeyRecord("summary", "a1"), KeyRecord("summary", "b2"))
    assert differences(course_record(keys=keys), course_record(keys=keys[::-1])) == ()

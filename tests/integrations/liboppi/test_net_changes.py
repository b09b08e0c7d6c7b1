"""What remains of several syncs' changes, taken together."""

from typing import Any

import pytest

from integrations.liboppi.admin.net_changes import NetChange, RecordedChange, net_changes


def change(
    action: str, *fields: tuple[str, Any, Any], number: int = 1, name: str = "Kurssi"
) -> RecordedChange:
    told = [{"field": field, "before": before, "after": after} for field, before, after in fields]
    return RecordedChange(number, number * 10, name, action, told)


def remains(*changes: RecordedChange) -> list[tuple[tuple[str, ...], list[tuple[str, Any, Any]]]]:
    return [(net.actions, triples(net)) for net in net_changes(changes)]


def triples(net: NetChange) -> list[tuple[str, Any, Any]]:
    return [(item["field"], item["before"], item["after"]) for item in net.fields]


def test_the_first_value_before_and_the_last_after_remain():
    steps = [("title", "A", "B"), ("title", "B", "C"), ("title", "C", "D")]
    assert remains(*(change("updated", step) for step in steps)) == [(("updated",), [("title", "A", "D")])]


def test_what_came_back_is_left_out():
    there, back = ("title", "A", "B"), ("title", "B", "A")
    assert remains(change("updated", there), change("updated", back)) == []


def test_one_field_remains_beside_another_that_came_back():
    first = change("updated", ("title", "A", "B"), ("shortname", "x", "y"))
    second = change("updated", ("title", "B", "A"))
    assert remains(first, second) == [(("updated",), [("shortname", "x", "y")])]


def test_a_key_that_changed_twice_may_be_another_one_again():
    twice = [change("updated", ("keys.summary", "set", "changed"))] * 2
    assert remains(*twice) == [(("updated",), [("keys.summary", "set", "changed")])]


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (["created"], ("created",)),
        (["created", "updated"], ("created",)),
        (["created", "missing"], ("created", "missing")),
        (["created", "missing", "restored"], ("created",)),
        (["missing"], ("missing",)),
        (["missing", "withdrawn"], ("withdrawn",)),
        (["hidden", "withdrawn", "restored"], None),
        (["missing", "restored"], None),
        (["restored"], ("restored",)),
        (["restored", "missing"], ("missing",)),
        (["restored", "hidden", "restored"], ("restored",)),
        (["missing", "restored", "hidden"], ("hidden",)),
    ],
)
def test_of_a_courses_comings_and_goings_the_last_remains(actions, expected):
    found = remains(*(change(action) for action in actions))
    assert found == ([(expected, [])] if expected else [])


def test_the_fields_of_a_new_course_are_left_out():
    assert remains(change("created"), change("updated", ("title", "A", "B"))) == [(("created",), [])]


def test_each_course_stands_once_in_the_order_of_its_first_change():
    changes = [change("created", number=2), change("missing", number=1), change("missing", number=2, name="")]
    found = net_changes(changes)
    assert [(net.moodle_id, net.course_id, net.name) for net in found] == [
        (2, 20, "Kurssi"),
        (1, 10, "Kurssi"),
    ]

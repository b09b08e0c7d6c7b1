"""Facet counts and lists from the entries in memory: what they say agrees, whatever is chosen."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.core.findable import Enrolment
from pages.search.models import Entry
from pages.search.orders import Row, Sort, orders
from pages.search.snapshot import Record, Snapshot, snapshot_of
from pages.search.states import State, states

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FACETS = {"theme": ["lukeminen", "digi", "selko"], "language": ["fi", "sv"], "producer": ["A", "B", "Å"]}

one_facets = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(values), unique=True) for name, values in FACETS.items()}
)
choices = st.fixed_dictionaries(
    {}, optional={name: st.sets(st.sampled_from([*values, "unknown"])) for name, values in FACETS.items()}
)
branches = st.lists(st.sampled_from(["0001", "00010001", "00010002", "0002"]), max_size=2)


def make(facets: list[Mapping[str, Collection[str]]], paths: list[str]) -> Snapshot:
    records = (
        Record(100 + n, f"T{n % 3}", None, None, None, n % 4, "course", paths[n], own, "")
        for n, own in enumerate(facets)
    )
    return snapshot_of(records, NOW)


@given(st.lists(one_facets, max_size=70), choices, branches, st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_count_is_the_length_of_the_list_that_it_leads_to(facets, chosen, refused, data):
    paths = data.draw(
        st.lists(
            st.sampled_from(["", "000100010001", "00010002", "00020001"]),
            min_size=len(facets),
            max_size=len(facets),
        )
    )
    snapshot = make(facets, paths)
    within = snapshot.visible(refused)
    readable = [
        (place, own)
        for place, own in enumerate(facets)
        if not any(paths[place] and paths[place].startswith(branch) for branch in refused)
    ]

    def listed(choice: Mapping[str, Collection[str]]) -> set[int]:
        fits = (
            place
            for place, own in readable
            if all(
                not values or set(values) & set(own.get(name, ["course"])) for name, values in choice.items()
            )
        )
        return {100 + place for place in fits}

    assert set(snapshot.ordered(within & snapshot.where(chosen), Sort.TITLE)) == listed(chosen)
    for facet, counted in snapshot.counts(chosen, within).items():
        for value, count in counted.items():
            assert count == len(listed({**chosen, facet: {value}}))


def test_a_list_keeps_the_order_asked_for_and_the_words_order():
    snapshot = make([{"language": ["fi"]}, {"language": ["sv"]}, {"language": ["fi"]}, {}], [""] * 4)
    finnish = snapshot.where({"language": ["fi"]})
    assert snapshot.ordered(finnish, Sort.USED) == [102, 100]
    assert snapshot.picked([103, 102, 999, 100], finnish) == [102, 100]
    assert snapshot.bits_of([101, 999]) == 0b10


def test_orders_put_what_does_not_say_last():
    rows = [
        Row(0, "Öljy", NOW - DAY, NOW + 3 * DAY, NOW + 4 * DAY, 2),
        Row(1, "åker", NOW, NOW + DAY, None, 0),
        Row(2, "Zoo", None, None, None, 5),
        Row(3, "Ämne", NOW - 9 * DAY, NOW - 5 * DAY, NOW - 4 * DAY, 2),
        Row(4, "Apu", NOW - 2 * DAY, NOW - 5 * DAY, NOW + 4 * DAY, 0),
    ]
    assert orders(rows, NOW) == {
        Sort.TITLE: (4, 2, 1, 3, 0),
        Sort.NEWEST: (1, 0, 4, 3, 2),
        Sort.STARTS: (1, 0, 4, 2, 3),
        Sort.USED: (2, 0, 3, 1, 4),
    }


@pytest.mark.parametrize(
    ("enrolment", "starts", "ends", "expected"),
    [
        ("", None, None, []),
        ("open", None, None, ["open"]),
        ("key", NOW + 14 * DAY, None, ["key", "soon"]),
        ("key", NOW + 15 * DAY, None, ["key"]),
        ("closed", NOW + DAY, None, ["closed"]),
        ("open", NOW - 9 * DAY, NOW - DAY, ["past"]),
        ("closed", NOW - 9 * DAY, NOW - DAY, ["past"]),
        ("", NOW + DAY, NOW + 2 * DAY, ["soon"]),
        ("", NOW - DAY, NOW + DAY, []),
    ],
)
def test_states(enrolment, starts, ends, expected):
    entry = Entry(enrolment=enrolment, starts=starts, ends=ends)
    assert list(states(entry, NOW)) == [State(name) for name in expected]


@pytest.mark.parametrize(
    ("closes", "expected"), [(NOW + DAY, ["open", "soon"]), (NOW, ["closed"]), (NOW - DAY, ["closed"])]
)
def test_states_of_what_takes_people_in_until_a_moment(closes, expected):
    entry = Entry(enrolment="open", starts=NOW + DAY, ends=NOW + 2 * DAY, closes=closes)
    assert list(states(entry, NOW)) == [State(name) for name in expected]


@pytest.mark.parametrize(("language", "name"), [("fi", "Avoinna"), ("sv", "Öppen")])
def test_an_open_course_is_named_by_its_state_not_by_a_deed(language, name):
    with translation.override(language):
        assert (State.OPEN.label, Enrolment.OPEN.label) == (name, name)

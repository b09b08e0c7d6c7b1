"""Finding keys in summaries: a labelled set of wordings, recorded courses, and texts nobody thought of."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.keys import Found, find_keys
from integrations.liboppi.texts import plain_text, summary_html

WORDINGS: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).parents[1].joinpath("key_wordings.json").read_text(encoding="utf-8")
)


def by_html(kind: str) -> Any:
    return pytest.mark.parametrize("wording", WORDINGS[kind], ids=lambda wording: wording["html"])


def find(html: str, known: tuple[str, ...] = ()) -> Found:
    return find_keys(summary_html(html, 1), known)


@by_html("with_key")
def test_an_announced_key_is_found_as_typed(wording: dict[str, Any]) -> None:
    assert find(wording["html"]).keys == tuple(wording["keys"])


@by_html("with_key")
def test_strangers_read_no_announced_key(wording: dict[str, Any]) -> None:
    public = plain_text(find(wording["html"]).public_html)
    assert [key for key in wording["keys"] if key.casefold() in public.casefold()] == []


@by_html("with_key")
def test_what_stands_around_an_announcement_stays(wording: dict[str, Any]) -> None:
    html = f"<h3>Digitaidot</h3><p>Kurssin alku.</p>{wording['html']}<p>Kurssin loppu.</p>"
    found = find(html)
    assert found.keys == tuple(wording["keys"])
    assert found.public_html.startswith("<h3>Digitaidot</h3><p>Kurssin alku.</p>")
    assert found.public_html.endswith("<p>Kurssin loppu.</p>")


@by_html("without_key")
def test_words_that_announce_no_key_stay_as_they_are(wording: dict[str, Any]) -> None:
    html = summary_html(wording["html"], 1)
    assert find_keys(html) == Found((), html)


@by_html("doubtful")
def test_a_doubtful_value_is_hidden_but_not_told(wording: dict[str, Any]) -> None:
    found = find(wording["html"])
    assert found.keys == ()
    assert wording["hidden"].casefold() not in plain_text(found.public_html).casefold()


def test_the_set_of_wordings_is_large_enough_to_mean_something() -> None:
    assert len(WORDINGS["with_key"]) >= 60
    assert len(WORDINGS["without_key"]) >= 20


def test_keys_of_the_recorded_courses(recorded_json: Callable[[str], Any]) -> None:
    found = {
        course["id"]: find_keys(summary_html(course["summary"], course["summaryformat"])).keys
        for course in recorded_json("core_course_get_courses_by_field")["courses"]
    }
    assert {moodle_id: keys for moodle_id, keys in found.items() if keys} == {
        2: ("digituki",),
        3: ("digituki",),
        5: ("selkokieli",),
        7: ("digidiplomi",),
        8: ("digidiplomi",),
        9: ("digidiplomi",),
        15: ("lukulux",),
        16: ("tietosuoja",),
        21: ("digituki",),
        24: ("vanhaavain",),
        28: ("markdown",),
        29: ("plain",),
    }


def test_keys_do_not_show_in_a_representation() -> None:
    assert "digituki" not in repr(find("<p>Kurssiavain: digituki</p>"))


def test_the_keys_of_a_course_in_two_languages_are_both_found() -> None:
    assert find("<p>Kurssiavain: digituki</p><p>Kursnyckel: digistod</p>").keys == ("digituki", "digistod")


def test_a_key_announced_twice_is_told_once() -> None:
    assert find("<p>Kurssiavain: digituki</p><p>Avain on digituki.</p>") == Found(("digituki",), "")


FRAGMENTS = st.sampled_from(
    [
        *(
            "Kurssiavain",
            "avain",
            "avaimella ",
            "käytä avainta ",
            "kurssin ",
            "kursnyckel",
            "nyckeln är ",
            "key",
        ),
        *(
            "the key is ",
            "salasana: ",
            "on kurssiavain",
            "avaimet: ",
            "Kirjaudu kurssille, ",
            "digituki-avaimella",
        ),
        *("digituki", "lukulux", "X9!", ": ", " on ", '"', "(", ")", " – ", " ja ", " tai ", ". ", ", ", " "),
        *("<p>", "</p>", "<br>", "<strong>", "</strong>", "<ul>", "<li>", "<h3>", "</h3>", "&shy;", "&nbsp;"),
        *("<table>", "<tr>", "<th>", "<td>", "</table>", "<dl>", "<dt>", "<dd>"),
    ]
)


@given(
    st.lists(FRAGMENTS, max_size=25).map("".join), st.sampled_from([(), ("digituki",), ("X9!", " a  b ", "")])
)
def test_what_strangers_read_is_clean_and_gives_nothing_more_away(raw: str, known: tuple[str, ...]) -> None:
    found = find(raw, known)
    assert summary_html(found.public_html, 1) == found.public_html
    again = find_keys(found.public_html, (*known, *found.keys))
    assert again == Found((), found.public_html)


@given(st.text(), st.text())
def test_any_text_can_be_searched_for_any_key(text: str, key: str) -> None:
    assert isinstance(find_keys(text, known=(key,)), Found)
    assert isinstance(find_keys(f"Kurssiavain: {text}", known=(key,)), Found)

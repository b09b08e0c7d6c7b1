"""What the demo content promises to whoever loads or reads it. Reads the data files only: no database."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nh3
import pytest

from cms import demo
from pages.core.blocks import BodyBlock
from pages.core.licences import Licence

CONTENT = Path(demo.__file__).parent / "content"
SITE, ACCESSIBILITY, WORKGROUPS, TRAININGS, MATERIALS, PICTURES = (
    json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("site", "accessibility", "workgroups", "trainings", "materials", "pictures")
)
FILES = [SITE, ACCESSIBILITY, WORKGROUPS, TRAININGS, MATERIALS, PICTURES]
LANGUAGES = {"fi", "sv"}
HTML_TAGS = {"p", "ul", "li", "b", "i", "a"}
# The enrolment keys of the courses in the bundled stand-in for Liboppi.
ENROLMENT_KEYS = ["digituki", "lukulux", "selkokieli", "digidiplomi"]

Texts = Iterator[tuple[set[str], dict[str, str]]]


def texts(value: Any, languages: set[str] = LANGUAGES) -> Texts:
    """Every text under `value`, with the languages it has to be in."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item, languages)
    elif isinstance(value, dict):
        languages = {value["only"]} if "only" in value else languages
        if LANGUAGES & set(value):
            yield languages, value
        else:
            for item in value.values():
                yield from texts(item, languages)


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object under `value`."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from dicts(item)


def blocks(kind: str) -> list[dict[str, Any]]:
    return [found for found in dicts(FILES) if found.get("type") == kind]


def keys(entries: list[dict[str, Any]]) -> set[str]:
    return {entry["key"] for entry in entries}


NEWS = [group["news"] for group in WORKGROUPS["workgroups"]]
PAGES = [
    SITE["home"],
    *SITE["indexes"],
    *SITE["pages"],
    ACCESSIBILITY["statement"],
    *WORKGROUPS["workgroups"],
    *TRAININGS["trainings"],
    *MATERIALS["materials"],
]
SIBLINGS = [
    [*SITE["indexes"], *SITE["pages"], ACCESSIBILITY["statement"]],
    WORKGROUPS["workgroups"],
    TRAININGS["trainings"],
    MATERIALS["materials"],
    *NEWS,
]


def test_every_text_is_written_in_each_language_it_is_shown_in() -> None:
    for languages, text in texts(FILES):
        assert set(text) == languages, text
        assert all(words.strip() for words in text.values()), text


def test_every_key_is_one_entry_s_own() -> None:
    all_keys = [entry["key"] for entry in [*PAGES, *(entry for news in NEWS for entry in news)]]
    assert sorted(all_keys) == sorted(set(all_keys))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_slugs_are_plain_and_unique_among_siblings(language: str) -> None:
    for siblings in SIBLINGS:
        slugs = [entry["slug"][language] for entry in siblings if language in entry["slug"]]
        assert len(slugs) == len(set(slugs))
        assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_links_between_pages_lead_somewhere() -> None:
    linked = {found["page"] for found in dicts(FILES) if isinstance(found.get("page"), str)}
    linked |= {
        key
        for _, text in texts(FILES)
        for words in text.values()
        for key in re.findall(r'"page:([^"]*)"', words)
    }
    linked |= {block["section"] for kind in ("highlights", "calendar") for block in blocks(kind)}
    linked |= {key for block in blocks("whats_new") for key in block["sections"]}
    assert linked <= keys(PAGES)


def test_blocks_are_those_of_the_site_and_point_to_what_there_is() -> None:
    assert {found["type"] for found in dicts(FILES) if "type" in found} <= set(BodyBlock().child_blocks)
    assert {key for block in blocks("trainings") for key in block["items"]} <= keys(TRAININGS["trainings"])
    assert {key for block in blocks("materials") for key in block["items"]} <= keys(MATERIALS["materials"])
    pictures = [*blocks("picture"), *(shown for block in blocks("gallery") for shown in block["pictures"])]
    assert {shown["picture"] for shown in pictures} == keys(PICTURES["pictures"])
    assert {block["poster"] for block in blocks("video")} <= keys(PICTURES["pictures"])


def test_tables_have_as_many_cells_in_every_row() -> None:
    tables = blocks("table")
    assert tables
    assert all(len({len(row) for row in table["rows"]}) == 1 for table in tables)


def test_html_is_well_formed_and_simple() -> None:
    for _, text in texts(FILES):
        for words in text.values():
            if "<" in words:
                cleaned = nh3.clean(
                    words,
                    tags=HTML_TAGS,
                    attributes={"a": {"href"}},
                    url_schemes={"page", "mailto"},
                    link_rel=None,
                )
                assert cleaned == words


def test_html_has_the_same_elements_in_both_languages() -> None:
    for languages, text in texts(FILES):
        if languages == LANGUAGES:
            block, link = (
                {language: re.findall(pattern, words) for language, words in text.items()}
                for pattern in (r"</?(?:p|ul|li)>", r'href="[^"]*"')
            )
            assert block["fi"] == block["sv"], text
            assert link["fi"] == link["sv"], text


def test_addresses_are_of_roles_at_the_example_domain() -> None:
    everything = " ".join(path.read_text(encoding="utf-8") for path in CONTENT.glob("*.json"))
    assert {address.split("@")[1] for address in re.findall(r"[\w.-]+@[\w.-]*\w", everything)} == {
        "example.fi"
    }


def test_no_text_gives_an_enrolment_key_away() -> None:
    written = " ".join(words for _, text in texts(FILES) for words in text.values())
    written += " ".join(file["text"] for material in MATERIALS["materials"] for file in material["files"])
    assert [key for key in ENROLMENT_KEYS if key in written.lower()] == []


def test_materials_have_known_themes_kinds_and_licences_and_a_file() -> None:
    for material in MATERIALS["materials"]:
        assert set(material["themes"]) <= keys(MATERIALS["themes"])
        assert material["kind"] in keys(MATERIALS["kinds"])
        assert material["licence"] in Licence.values
        assert {file["name"].rsplit(".")[-1] for file in material["files"]} <= {"pdf", "txt"}


def test_sessions_come_in_order_on_working_days_and_end_after_they_start() -> None:
    for training in TRAININGS["trainings"]:
        sessions = training["sessions"]
        starts = [(session["starts_in_days"], session["weekday"], session["time"]) for session in sessions]
        assert starts
        assert starts == sorted(starts)
        assert all(session["time"] < session["end_time"] for session in sessions)
        assert {session["weekday"] for session in sessions} <= {1, 2, 3, 4, 5}


def test_pictures_carry_a_credit_and_a_known_licence() -> None:
    for picture in PICTURES["pictures"]:
        assert picture["credit"]
        assert picture["licence"] in Licence.values

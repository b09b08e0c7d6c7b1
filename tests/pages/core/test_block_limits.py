"""What blocks refuse, and the words in which they do."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.blocks.base import get_error_json_data

from pages.core.blocks import BodyBlock
from tests.factories.bodies import VIDEO, items, picture, table
from tests.factories.core import StandardPageFactory
from tests.factories.trainings import TrainingIndexPageFactory

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks
LINK = {"text": "Tukisivu", "page": None, "url": "https://example.fi/"}
CONTACT = {"role": "Neuvonta", "organisation": "", "email": "", "phone": "", "hours": ""}
QUESTION = {"title": "Kuka?", "text": "<p>Kaikki.</p>"}
NO_TRANSCRIPT = {"text": "", "document": None, "page": None}
FILM: dict[str, Any] = {
    "title": "Esittely",
    "url": VIDEO,
    "poster": None,
    "captions": [],
    "length": "",
    "transcript": NO_TRANSCRIPT,
}


def refusal(name: str, raw) -> str:
    """All messages of a block's error, those of its parts too."""
    block = BLOCKS[name]
    with override("en"):
        with pytest.raises(ValidationError) as refused:
            block.clean(block.to_python(raw))
        return str(get_error_json_data(refused.value))


def links(name: str, *wanted) -> dict:
    return {"title": "", "links": items(name, wanted)}


@pytest.mark.parametrize(
    "text",
    ["täältä", "Klikkaa tästä!", "här", "Läs mer →", "click here", "https://example.fi/a", "www.example.fi"],
)
def test_a_link_that_does_not_say_where_it_leads(text):
    assert f"“{text}” does not say" in refusal("link_list", links("link_list", {**LINK, "text": text}))


@pytest.mark.parametrize("text", ["Lue lisää kielikahvilasta", "Härnösands bibliotek", "Here be dragons"])
def test_words_that_only_begin_alike_are_fine(text):
    block = BLOCKS["link_list"]
    assert block.clean(block.to_python(links("link_list", {**LINK, "text": text})))


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("link_list", links("link_list", {**LINK, "text": ""}), "required"),
        ("link_list", links("link_list", {**LINK, "url": ""}), "Choose a page or give an address"),
        ("link_list", links("link_list", *[LINK] * 21), "maximum number of items is 20"),
        ("shortcuts", links("shortcuts", {**LINK, "icon": "info"}), "minimum number of items is 2"),
        ("shortcuts", links("shortcuts", *[{**LINK, "icon": "skull"}] * 2), "skull"),
        ("contact", CONTACT, "e-mail address or a phone number"),
        ("contact", {**CONTACT, "phone": "soita meille"}, "digits and spaces"),
        ("accordion", {"title": "", "items": []}, "minimum number of items is 1"),
        ("accordion", {"title": "", "items": items("a", [QUESTION] * 21)}, "maximum number of items is 20"),
        ("callout", {"kind": "panic", "title": "x", "text": "<p>x</p>"}, "panic"),
        ("video", {**FILM, "url": "https://example.fi/elokuva"}, "https://example.fi/elokuva"),
        ("video", {**FILM, "length": "pitkä"}, "minutes and seconds"),
        ("video", {**FILM, "title": ""}, "required"),
        ("calendar", {"title": "x", "section": None, "url": ""}, "Choose a section or give an address"),
        ("calendar", {"title": "x", "section": None, "url": VIDEO}, VIDEO),
        ("whats_new", {"title": "x", "sections": [], "number": 13}, "12"),
        ("table", table([[""]]), "empty"),
    ],
)
def test_what_is_missing_or_too_much_is_named(name, raw, words):
    assert words in refusal(name, raw)


def test_a_gallery_has_at_least_two_pictures(library):
    pictures = items("gallery", [picture(library.picture, "Kuva")])
    assert "minimum number of items is 2" in refusal("gallery", {"title": "", "pictures": pictures})


@pytest.mark.parametrize("name", ["highlights", "calendar"])
def test_a_page_without_entries_is_no_section_for_what_keeps_itself_up_to_date(name, homes):
    page = StandardPageFactory(parent=homes.fi, title="Tavallinen sivu")
    section = TrainingIndexPageFactory(parent=homes.fi, slug="muut")
    block, rest = BLOCKS[name], {"title": "x", "number": 3, "url": ""}
    assert "“Tavallinen sivu” has no" in refusal(name, {**rest, "section": page.pk})
    assert block.clean(block.to_python({**rest, "section": section.pk}))


def test_a_draft_may_be_unfinished():
    block = BodyBlock()
    block.defer_required_validation()
    for name, raw in {
        "link_list": links("link_list", {"text": "täältä", "page": None, "url": ""}),
        "contact": {**CONTACT, "role": ""},
        "calendar": {"title": "", "section": None, "url": ""},
        "table": table([[""]], caption="", headers=""),
        "accordion": {"title": "", "items": []},
    }.items():
        child = block.child_blocks[name]
        assert child.clean(child.to_python(raw)), name


def test_running_text_has_an_end():
    assert "20000" in refusal("text", f"<p>{'a' * 20_001}</p>")
    block = BLOCKS["text"]
    assert block.clean(block.to_python(f"<p>{'a' * 20_000}</p>"))

"""A page with every block, translated into Swedish by wagtail-localize; a table whose rows move."""

import json

import pytest
from django.utils.translation import override
from wagtail_localize.models import StringSegment

from pages.core.blocks import BodyBlock
from pages.core.models import StandardPage
from tests.factories.bodies import every_block, stored, table
from tests.factories.core import StandardPageFactory
from tests.factories.translations import submit_for_translation, translate_strings

pytestmark = pytest.mark.django_db


def strings(translation) -> list[str]:
    """The texts that a translator is asked for."""
    segments = StringSegment.objects.filter(source=translation.source, context__path__startswith="body.")
    return [segment.string.data for segment in segments.select_related("string")]


def test_every_text_of_every_block_is_translated_and_nothing_else_is_asked_for(
    client, homes, swedish, library, django_capture_on_commit_callbacks
):
    blocks = every_block(library)
    assert set(blocks) == set(BodyBlock().child_blocks)
    page = StandardPageFactory(parent=homes.fi, slug="kaikki", body=stored(*blocks.items()))
    translation = submit_for_translation(page, swedish)
    asked = strings(translation)
    assert len(asked) == json.dumps(blocks).count("(fi)")
    assert [text for text in asked if "(fi)" not in text] == []
    words = {text: text.replace("(fi)", "(sv)") for text in asked}
    with django_capture_on_commit_callbacks(execute=True):
        translated = translate_strings(translation, {**words, str(page.title): "Allt"})
    raw = json.dumps(list(translated.body.raw_data), ensure_ascii=False)
    assert "(fi)" not in raw
    assert raw.count("(sv)") == len(asked)
    shown = client.get(StandardPage.objects.get(pk=translated.pk).url).content.decode()
    for text in ("Usein kysyttyä (sv)", "Kuka? (sv)", "Luvut (sv)", "Käynnit (sv)", "Sanat (sv)"):
        assert text in shown
    assert 'href="/sv/anvisningar/"' in shown
    assert "Handbok" in shown
    assert "Opas" not in shown
    assert 'action="/sv/kurser/"' in shown


def test_a_table_asks_for_its_words_once_and_keeps_them_when_rows_move(
    homes, swedish, django_capture_on_commit_callbacks
):
    rows = [["Kirjasto", "Lainat"], ["Turku", "1 204"], ["Pori", "–"], ["Turku", ""]]
    body = stored(("table", table(rows, "Vuosi 2026")))
    page = StandardPageFactory(parent=homes.fi, title="Lainat nyt", lead="", body=body)
    translation = submit_for_translation(page, swedish)
    assert strings(translation) == ["Vuosi 2026", "Kirjasto", "Lainat", "Turku", "Pori"]
    words = {"Kirjasto": "Bibliotek", "Lainat": "Lån", "Turku": "Åbo", "Pori": "Björneborg"}
    with django_capture_on_commit_callbacks(execute=True):
        translate_strings(translation, {"Lainat nyt": "Lånen nu", "Vuosi 2026": "År 2026", **words})
    moved = [["Kirjasto", "Lainat"], ["Pori", "–"], ["Rauma", "860"], ["Turku", "1 204"]]
    page = StandardPage.objects.get(pk=page.pk)
    page.body = stored(("table", table(moved, "Vuosi 2026")))
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        translated = translate_strings(submit_for_translation(page, swedish), {"Rauma": "Raumo"})
    translated.refresh_from_db()
    value = translated.body[0].value
    assert value["table_caption"] == "År 2026"
    assert value["data"] == [["Bibliotek", "Lån"], ["Björneborg", "–"], ["Raumo", "860"], ["Åbo", "1 204"]]
    assert page.body[0].value["data"] == moved


def test_a_translator_finds_each_cell_of_a_table_in_the_admin(admin_client, homes, swedish):
    page = StandardPageFactory(parent=homes.fi, body=stored(("table", table([["Turku", "43"]]))))
    translation = submit_for_translation(page, swedish)
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    with override("en"):
        answer = admin_client.get(f"/admin/pages/{target.pk}/edit/")
    assert "Turku" in answer.content.decode()

"""Cells of a spreadsheet that begin no formula."""

import pytest

from integrations.liboppi.admin.exports import harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", "\u00a0=1"]
)
def test_what_would_begin_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kurssi", "1 + 1", "a=b", "'=1", "Åbo @ AKE"])
def test_other_text_stays(text):
    assert harmless(text) == text


def test_characters_that_no_workbook_can_hold_are_left_out():
    assert harmless("a\x00\x0bb\x1f") == "ab"
    assert harmless("\x00=1") == "'=1"

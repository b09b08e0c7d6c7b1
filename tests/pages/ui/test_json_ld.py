"""schema.org in a page: whatever the data says, it stays data."""

import json
import re
from datetime import date

import pytest

from pages.ui.json_ld import json_ld


def read(element: str) -> dict:
    """What a parser of HTML, and then of JSON, reads."""
    found = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>', element)
    assert found, element
    return json.loads(found[1])


@pytest.mark.parametrize("title", ["</script><b>", "<!-- <script>", "a & b", "Åå \u2028 \"'\\", "]]>"])
def test_no_title_ends_the_element_and_every_title_is_read_as_it_was(title):
    assert read(json_ld({"@type": "Course", "name": title}))["name"] == title


def test_dates_are_iso_and_what_is_unknown_is_left_out_on_every_level():
    told = {
        "@type": "Course",
        "datePublished": date(2026, 1, 7),
        "description": "",
        "isAccessibleForFree": False,
        "position": 0,
        "provider": {"name": None},
        "inLanguage": ["fi", ""],
    }
    assert read(json_ld(told)) == {
        "@context": "https://schema.org",
        "@type": "Course",
        "datePublished": "2026-01-07",
        "isAccessibleForFree": False,
        "position": 0,
        "inLanguage": ["fi"],
    }

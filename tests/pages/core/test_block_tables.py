"""Tables: what editors may store, and how readers get them."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from pages.core.blocks.tables import TableBlock
from tests.factories.bodies import stored, table
from tests.factories.core import StandardPageFactory

pytestmark = pytest.mark.django_db


def shown(client, homes, value) -> str:
    page = StandardPageFactory(parent=homes.fi, body=stored(("table", value)))
    return re.sub(r">\s+<", "><", client.get(page.url).content.decode())


def refusal(value) -> str:
    with override("en"):
        with pytest.raises(ValidationError) as refused:
            TableBlock().clean(value)
        return " ".join(refused.value.messages)


def test_headers_say_what_they_are_of(client, homes):
    html = shown(client, homes, table([["", "2025", "2026"], ["Lainat", "1", "<b>2</b>"]], "Luvut"))
    assert '<td></td><th scope="col">2025</th><th scope="col">2026</th>' in html
    assert '<th scope="row">Lainat</th><td>1</td><td>&lt;b&gt;2&lt;/b&gt;</td>' in html
    [name] = re.findall(r'<caption id="([^"]+)">Luvut</caption>', html)
    assert f'<section class="table-region" aria-labelledby="{name}" tabindex="0">' in html


def test_a_table_may_have_headers_in_one_direction_or_none(client, homes):
    rows = [["A", "B"], ["C", "D"]]
    found = {
        headers: re.findall(r'scope="(\w+)"', shown(client, homes, table(rows, headers=headers)))
        for headers in ("row", "column", "neither")
    }
    assert found == {"row": ["col", "col"], "column": ["row", "row"], "neither": []}


def test_what_is_pasted_is_trimmed():
    pasted = table([[" Turku ", None, None], ["Pori", "12", ""], [None, None, None]])
    assert TableBlock().clean(pasted)["data"] == [["Turku", ""], ["Pori", "12"]]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (table([[None, ""], ["", None]]), ["empty"]),
        (table([["x"]] * 101), ["101 rows", "100"]),
        (table([["x"] * 13]), ["13 columns", "12"]),
        (table([["y" * 501]]), ["y" * 40, "500"]),
        (table([["x"]], caption=" "), ["caption"]),
        (table([["x"]], caption="k" * 201), ["caption", "200"]),
        (table([["x"]], headers=""), ["headers"]),
    ],
)
def test_limits_are_named_with_the_remedy(value, words):
    message = refusal(value)
    assert all(word in message for word in words), message

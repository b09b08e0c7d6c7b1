"""What strangers read: announcements cut cleanly, known keys hidden, ordinary words left alone."""

import pytest

from integrations.liboppi.keys import find_keys, hide_keys
from integrations.liboppi.texts import summary_html


def public(html: str) -> str:
    return find_keys(summary_html(html, 1)).public_html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Alku.</p><p>Kurssiavain: <strong>x1y</strong></p>", "<p>Alku.</p>"),
        ("<ul><li>Kesto: 2 h</li><li>Avain: x1y</li></ul>", "<ul><li>Kesto: 2 h</li></ul>"),
        ("<ul><li>Avain: x1y</li></ul>", ""),
        (
            "<table><tr><th>Laajuus</th><td>2 h</td></tr><tr><th>Kurssiavain</th><td>x1y</td></tr></table>",
            "<table><tbody><tr><th>Laajuus</th><td>2 h</td></tr></tbody></table>",
        ),
        (
            "<table><tr><th>Kurssi</th><th>Avain</th></tr><tr><td>A</td><td>x1y</td></tr></table>",
            "<table><tbody><tr><th>Kurssi</th></tr><tr><td>A</td></tr></tbody></table>",
        ),
        (
            "<dl><dt>Kesto</dt><dd>2 h</dd><dt>Avain</dt><dd>x1y</dd></dl>",
            "<dl><dt>Kesto</dt><dd>2 h</dd></dl>",
        ),
        ("<p>Hei<br>Kurssiavain: x1y<br>Moi</p>", "<p>Hei<br>Moi</p>"),
        ("<p>Tallenne. Kirjaudu kurssille, avain x1y</p>", "<p>Tallenne. Kirjaudu kurssille</p>"),
        ("<p>Kurssi kestää 2 h, kurssiavain: x1y.</p>", "<p>Kurssi kestää 2 h.</p>"),
        ("<p>Alku (kurssiavain: x1y) ja loppu.</p>", "<p>Alku ja loppu.</p>"),
        ("<p>Kurssille pääset avaimella x1y.</p>", "<p>Kurssille pääset.</p>"),
        ("<p>Kurssiavain on x1y. Tervetuloa!</p>", "<p>Tervetuloa!</p>"),
        ("<p>Kurssi\u00adavain: <b>x</b>1y &lt;ei tämä&gt;</p>", "<p>&lt;ei tämä&gt;</p>"),
        ("<p>Kurssiavain: x1y. Kirjoita x1y pienellä.</p>", ""),
    ],
)
def test_an_announcement_is_cut_and_leaves_good_html(html: str, expected: str) -> None:
    assert public(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Avaimesta huolehdit: se on nimittäin digituki. Hei.</p>", "<p>Hei.</p>"),
        ("<p>Kirjoita digituki pienellä. Digituki on kivaa.</p>", "<p>Digituki on kivaa.</p>"),
        ("<p>Avain näkyy alla:</p><p>digituki</p>", "<p>Avain näkyy alla:</p>"),
        ("<h3>Näin saat avaimen</h3><p>Se on DIGITUKI</p>", "<h3>Näin saat avaimen</h3>"),
        (
            "<table><tr><td>Nyckel till allt</td><td>den är digituki nu</td></tr>"
            "<tr><td>Aihe</td><td>a</td></tr></table>",
            "<table><tbody><tr><td>Aihe</td><td>a</td></tr></tbody></table>",
        ),
    ],
)
def test_a_known_key_is_hidden_where_words_speak_of_keys(html: str, expected: str) -> None:
    assert hide_keys(summary_html(html, 1), ["digituki"]) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Digituki kirjastoissa</h3><p>Digituki on asiakkaan ohjaamista.</p>",
        "<p>Kurssiavaimen saat kouluttajalta. Digituki kuuluu kaikille.</p>",
        "<table><tbody><tr><td>Aihe</td><td>Digituki</td></tr></tbody></table>",
        "<p>digitukihenkilö</p>",
    ],
)
def test_ordinary_uses_of_a_known_keys_word_stay(html: str) -> None:
    assert hide_keys(html, ["digituki"]) == html


@pytest.mark.parametrize(
    ("key", "html", "expected"),
    [
        ("Digi2024", "<p>Muista tunnus Digi2024 kurssilla.</p>", "<p>Muista tunnus kurssilla.</p>"),
        ("digiTuki", "<p>Muista digituki.</p>", "<p>Muista.</p>"),
        ("12345", "<p>Koodi 12345 a</p>", "<p>Koodi a</p>"),
        ('avain "ja" & merkit ä€', '<p>Se on avain "ja" &amp; merkit ä€ nyt</p>', "<p>Se on nyt</p>"),
        ("oma kirjasto on paras", "<p>Se on oma kirjasto on paras eikä muu</p>", "<p>Se on eikä muu</p>"),
    ],
)
def test_a_known_key_that_is_no_ordinary_word_is_hidden_everywhere(
    key: str, html: str, expected: str
) -> None:
    assert hide_keys(html, [key]) == expected


def test_a_year_that_is_a_key_stays_where_nothing_speaks_of_keys() -> None:
    html = "<p>Kurssi järjestettiin vuonna 2024.</p>"
    assert hide_keys(html, ["2024"]) == html


def test_blank_known_keys_hide_nothing() -> None:
    html = "<p>Avain on mielessä, kun lukee.</p>"
    assert hide_keys(html, ["", "  "]) == html

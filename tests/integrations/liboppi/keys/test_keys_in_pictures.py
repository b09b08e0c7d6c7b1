"""Keys in the alternative texts of pictures, and pictures where a key is expected: they may show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.keys import Found, find_keys, hide_keys
from integrations.liboppi.texts import summary_html


def picture(alt: str) -> str:
    return f'<img alt="{alt}" src="liboppi:46/course/summary/k.png">'


@pytest.mark.parametrize(
    ("html", "public"),
    [
        (f"<p>Alku.</p><p>{picture('Kurssiavain: digituki')}</p>", "<p>Alku.</p>"),
        (f"<p>Alku {picture('Kuva: kirjaudu avaimella digituki')} loppu.</p>", "<p>Alku loppu.</p>"),
        (f"<p>Alku.</p><p>Kurssiavain: {picture('nuoli')} digituki</p>", "<p>Alku.</p>"),
        (f"<p>{picture('kirja')}</p><p>Kurssiavain: digituki</p>", f"<p>{picture('kirja')}</p>"),
        (f"<p>{picture('')} Kurssiavain: digituki {picture('')}</p>", f"<p>{picture('')}{picture('')}</p>"),
    ],
)
def test_a_key_beside_or_in_a_picture_is_found(html: str, public: str) -> None:
    assert find_keys(html) == Found(("digituki",), public)


@pytest.mark.parametrize(
    ("html", "public"),
    [
        (f"<p>Kurssiavain: {picture('digituki')}</p><p>Loppu.</p>", "<p>Loppu.</p>"),
        (f"<p>Kurssiavain on {picture('')}</p><p>Loppu.</p>", "<p>Loppu.</p>"),
        (f"<h3>Kurssiavain</h3><p>{picture('avain')}</p><p>Loppu.</p>", "<p>Loppu.</p>"),
        (
            f"<table><tbody><tr><th>Kurssi</th><th>Avain</th></tr><tr><td>A</td><td>{picture('')}</td></tr>"
            "</tbody></table>",
            "<table><tbody><tr><th>Kurssi</th></tr><tr><td>A</td></tr></tbody></table>",
        ),
    ],
)
def test_a_picture_in_a_keys_place_is_hidden_but_its_words_are_not_told(html: str, public: str) -> None:
    assert find_keys(html) == Found((), public)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{picture('Avain ja lukko')} Kurssi lukoista.</p>",
        f"<p>Onnistumisen avain: {picture('yhteistyö')}</p>",
        f"<p>{picture('Kurssiavain: kysy kouluttajalta')}</p>",
        f"<p>Kurssiavaimen saat kouluttajalta. {picture('digituki')}</p>",
    ],
)
def test_other_pictures_stay(html: str) -> None:
    assert find_keys(html) == Found((), html)


@pytest.mark.parametrize(
    ("key", "html", "public"),
    [
        ("Digi2024", f"<p>Alku {picture('Ruutu: Digi2024')} loppu.</p>", "<p>Alku loppu.</p>"),
        ("digituki", f"<p>Alku.</p><p>Kirjoita {picture('Digituki')} pienellä.</p>", "<p>Alku.</p>"),
        ("digituki", f"<p>Avain:</p><p>{picture('digituki')}</p><p>Loppu.</p>", "<p>Loppu.</p>"),
        (
            "digituki",
            f"<p>{picture('Digituki kirjastossa')}</p>",
            f"<p>{picture('Digituki kirjastossa')}</p>",
        ),
    ],
)
def test_a_known_key_is_hidden_in_pictures_as_in_words(key: str, html: str, public: str) -> None:
    assert hide_keys(html, [key]) == public


FRAGMENTS = st.sampled_from(
    [
        *("Kurssiavain", "avain", "avaimella ", "käytä avainta ", "key", "salasana: ", "digituki", "X9!"),
        *(": ", " on ", " – ", ". ", " ", "<p>", "</p>", "<br>", "<strong>", "</strong>", "<h3>", "</h3>"),
        *("<table>", "<tr>", "<th>", "<td>", "</table>"),
        *(picture(alt) for alt in ("", "digituki", "Kurssiavain", "Kurssiavain: X9!", "avaimella digituki")),
    ]
)


@given(st.lists(FRAGMENTS, max_size=20).map("".join), st.sampled_from([(), ("digituki",), ("X9!",)]))
def test_what_strangers_read_gives_nothing_more_away(raw: str, known: tuple[str, ...]) -> None:
    found = find_keys(summary_html(raw, 1), known)
    assert summary_html(found.public_html, 1) == found.public_html
    assert find_keys(found.public_html, (*known, *found.keys)) == Found((), found.public_html)

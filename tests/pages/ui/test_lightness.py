"""What makes pages light: templates without white space, a trimmed style sheet, icons of one path."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Engine

from pages.ui.icons import icon_svg
from pages.ui.sheets import blocks, trimmed
from pages.ui.template_loader import condensed

CARD, AVATAR, TAG = (
    "@layer b{.ds-card{top:0}}",
    "@layer b{.ds-avatar{top:0;.x{top:0}}}",
    "@layer b{.ds-tag{top:0}}",
)
SHEET = f"@layer a, b;{CARD}{AVATAR}{TAG}"


class TestCondensed:
    def test_drops_indents_empty_lines_and_what_shows_nothing(self):
        source = (
            "{% comment %}\nA list.\n{% endcomment %}\n{% load i18n %}\n<ul>\n\n"
            '  {% translate "A" as a %}\n  {% for one in all %}\n    <li>{{ one }}</li>\n'
            "  {% endfor %}\n</ul>\n"
        )
        assert condensed(source) == (
            "{% comment %}A list.\n{% endcomment %}{% load i18n %}<ul>\n"
            '{% translate "A" as a %}{% for one in all %}<li>{{ one }}</li>\n{% endfor %}</ul>\n'
        )

    @pytest.mark.parametrize(
        "shown", ['{% icon "x" %}', "{{ name }}", '{% include "a.html" %}', "word", "{% if a %}a{% endif %}"]
    )
    def test_keeps_a_break_after_all_that_is_shown(self, shown):
        assert condensed(f"<p>\n  {shown}\n  {shown}\n</p>") == f"<p>\n{shown}\n{shown}\n</p>"

    def test_concerns_the_sites_own_pages_alone(self):
        engine = Engine.get_default()
        assert "\n  " not in engine.get_template("ui/base.html").source
        for others in ("wagtailadmin/base.html", "materials/proposals/mail/asked.txt"):
            template = engine.get_template(others)
            assert template.source == Path(template.origin.name).read_text()


class TestTrimmed:
    def test_a_sheet_is_cut_where_its_blocks_end(self):
        assert "".join(blocks(SHEET)) == SHEET
        assert [len(block) for block in blocks("a{b{}};c")] == [6, 1, 1]

    def test_lacks_the_components_that_no_page_has(self, tmp_path):
        sheet = tmp_path / "sheet.css"
        sheet.write_text(SHEET)
        copy = trimmed(sheet, {"avatar"}, tmp_path / "made")
        assert copy.read_text() == f"@layer a, b;{CARD}{TAG}"
        sheet.write_text("@layer a;")
        assert trimmed(sheet, {"avatar"}, tmp_path / "made").read_text() == "@layer a;"
        assert list((tmp_path / "made").iterdir()) == [copy]

    def test_every_class_that_the_site_names_is_served_whole(self, settings):
        served = Path(str(finders.find("vendor/designsystemet/index.css"))).read_text()
        whole = (settings.DESIGNSYSTEMET / "src/index.css").read_text()
        assert len(served) < len(whole) * 0.7
        sources = [
            path.read_text()
            for package in ("cms", "integrations", "pages")
            for kind in ("html", "py", "js")
            for path in (settings.BASE_DIR / package).rglob(f"*.{kind}")
        ]
        named = {
            name
            for source in sources
            for name in re.findall(r"\bds-[a-z-]+|data-(?:tooltip|popover)\b", source)
        }
        assert "ds-button" in named
        assert {name for name in named if served.count(name) != whole.count(name)} == set()


def test_an_icon_is_one_path_that_begins_each_line_where_the_drawing_does():
    drawn = icon_svg("languages")
    assert re.findall(r' d="([^"]*)"', drawn) == [
        "M5 8l6 6M4 14l6-6 2-3M2 5h12M7 2h1M22 22l-5-10-5 10M14 18h6"
    ]
    fish = icon_svg("fish-off")
    assert 'd="M18 12.47v.03m0-.5v.47m-.475 5.056A' in fish
    assert "M16.01 17.93l-.23 1.4A2 2 0 0 1 13.8 21" in fish
    assert icon_svg("search").count("<") == 4  # a path, a circle and the frame around them

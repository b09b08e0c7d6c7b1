"""The main navigation with more sections than a row holds."""

import pytest

MORE_SECTIONS = """() => {
  const list = document.querySelector('.navigation-row .navigation__list');
  const section = list.querySelector('.navigation__item:has(details)');
  while (list.children.length < 8) list.append(section.cloneNode(true));
}"""
PLACES = """() => [...document.querySelectorAll('.navigation-row details')].map((details) => {
  details.open = true;
  const opener = details.closest('li').getBoundingClientRect();
  const place = details.querySelector('ul').getBoundingClientRect();
  return [place.left, place.right, place.top - opener.bottom, place.width];
})"""


@pytest.mark.parametrize("width", [1000, 1280])
def test_what_a_section_opens_is_in_sight_under_it_wherever_it_stands(open_browser, width):
    page = open_browser(viewport={"width": width, "height": 900})
    page.goto("/fi/")
    page.evaluate(MORE_SECTIONS)
    places = page.evaluate(PLACES)
    assert len(places) >= 5
    for left, right, gap, own_width in places:
        assert own_width > 0
        assert left >= 0
        assert right <= width
        assert abs(gap) < 2

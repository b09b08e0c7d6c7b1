"""axe finds nothing on any page type, in both languages, light and dark, on a desktop and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = {
    "home": ("/fi/", "/sv/"),
    "standard page": ("/fi/tietoa-extranetista/", "/sv/om-extranatet/"),
    "workgroups": ("/fi/tyoryhmat/", "/sv/arbetsgrupper/"),
    "workgroup": ("/fi/tyoryhmat/iki-ryhma/", "/sv/arbetsgrupper/iki-gruppen/"),
    "trainings": ("/fi/koulutukset/", "/sv/utbildningar/"),
    "materials": ("/fi/materiaalipankki/", "/sv/materialbanken/"),
    "catalogue": ("/fi/kurssit/", "/sv/kurser/"),
    "catalogue without a match": ("/fi/kurssit/?q=olematon", "/sv/kurser/?q=saknas"),
    "course": ("/fi/kurssit/6/", "/sv/kurser/6/"),
    "course in one language": ("/fi/kurssit/2/", "/sv/kurser/2/"),
    "search": ("/fi/haku/?q=digi", "/sv/sok/?q=kaffe"),
    "sign-in": ("/fi/kirjaudu/", "/sv/logga-in/"),
}
ADDRESSES = [address for pair in PAGES.values() for address in pair]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']}: {[node['html'][:120] for node in v['nodes']]}" for v in found]


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(page, address):
    answer = page.goto(address)
    assert answer.status == 200
    assert violations(page) == []


@pytest.mark.parametrize("address", ADDRESSES[::2])
def test_axe_finds_nothing_on_a_phone_in_the_dark(open_browser, address):
    page = open_browser(viewport={"width": 390, "height": 844}, color_scheme="dark", is_mobile=True)
    page.goto(address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("section", "kind"), [("/fi/koulutukset/", "training"), ("/sv/materialbanken/", "material")]
)
def test_axe_finds_nothing_on_every_detail_page_of_a_section(page, section, kind):
    page.goto(section)
    links = page.get_by_role("main").get_by_role("article").get_by_role("link")
    for address in [links.nth(i).get_attribute("href") for i in range(min(5, links.count()))]:
        page.goto(address)
        assert violations(page) == [], address

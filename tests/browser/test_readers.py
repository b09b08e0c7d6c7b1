"""What readers do: a stranger, library staff, in Finnish and Swedish, with and without JavaScript."""

import re

from playwright.sync_api import expect

KEY = "digidiplomi"
COURSE = "/fi/kurssit/7/"  # Tekijänoikeudet-webinaari


def test_a_stranger_finds_a_course_and_learns_how_to_see_its_key(page, site):
    page.goto("/fi/")
    page.get_by_role("navigation", name="Päävalikko").first.get_by_role(
        "link", name="Kurssit ja materiaalit"
    ).click()
    page.get_by_role("combobox", name="Hakusanat").fill("tekijänoikeudet")
    page.get_by_role("main").get_by_role("button", name="Hae").click()
    expect(page).to_have_url(re.compile(r"\?q=[^&]+$"))  # no order is named: the best come first
    page.get_by_role("link", name="Tekijänoikeudet-webinaari").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tekijänoikeudet-webinaari")
    assert KEY not in page.content()
    page.get_by_role("link", name=re.compile("Kirjaudu.*avaimen", re.IGNORECASE)).click()
    page.get_by_label("Käyttäjätunnus").fill("staff")
    page.get_by_label("Salasana").fill(site.passwords["staff"])
    page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    expect(page).to_have_url(re.compile(f"{COURSE}$"))
    expect(page.locator(".enrolment-key__value")).to_have_text(KEY)


def test_staff_copy_the_key(open_browser, sign_in):
    page = open_browser(permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, "staff")
    page.goto(COURSE)
    page.get_by_role("button", name="Kopioi avain").click()
    expect(page.get_by_role("status").filter(has_text="Kopioitu")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == KEY


def test_without_javascript_everything_is_reached(open_browser, sign_in):
    page = open_browser(java_script_enabled=False, viewport={"width": 390, "height": 844})
    sign_in(page, "staff")
    page.goto(COURSE)
    expect(page.locator(".enrolment-key__value")).to_have_text(KEY)
    page.goto("/fi/kurssit/")
    page.get_by_role("button", name="Rajaukset").click()
    page.get_by_label("Saavutettavuus ja selkokieli").check()
    page.locator("#catalogue-show button").click()
    expect(page.get_by_role("link", name="Selkokielen perusteet")).to_be_visible()
    page.get_by_text("Valikko", exact=True).click()
    page.get_by_role("link", name="Materiaalipankki").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Materiaalipankki")


def test_without_javascript_every_form_does_its_work(open_browser, sign_in_by_form):
    """Enrolment keys are reported without it in test_key_reports."""
    page = open_browser(java_script_enabled=False)
    page.goto("/sv/logga-in/")
    page.get_by_label("Användarnamn").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    sign_in_by_form(page, "staff")
    page.goto("/sv/materialbanken/")
    page.get_by_label("Materialets språk").select_option(value="fi")
    page.get_by_role("main").get_by_role("button", name="Visa").click()
    expect(page).to_have_url(re.compile("language=fi"))
    page.get_by_role("searchbox", name="Sök på webbplatsen").first.fill("digi")
    page.get_by_role("banner").get_by_role("button", name="Sök").first.click()
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()
    page.goto("/sv/ui/")
    facets = page.locator("form.facets")
    facets.get_by_role("checkbox", name="Digitalt stöd").check()
    facets.get_by_role("button", name="Visa", exact=True).click()
    expect(facets.get_by_role("checkbox", name="Digitalt stöd")).to_be_checked()
    page.get_by_role("link", name="Ta bort bokningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ta bort")
    page.get_by_role("main").get_by_role("button", name="Ta bort").click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("link", name="Logga in")).to_be_visible()


def test_the_language_switch_leads_to_the_same_page_and_back(page):
    for address, swedish in {
        "/fi/kurssit/6/": "/sv/kurser/6/",
        "/fi/tyoryhmat/": "/sv/arbetsgrupper/",
        "/fi/haku/?q=digi": "/sv/sok/?q=digi",
        "/fi/kirjaudu/": "/sv/logga-in/",
    }.items():
        page.goto(address)
        page.get_by_role("link", name="Svenska").click()
        expect(page).to_have_url(re.compile(re.escape(swedish) + "$"))
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        page.get_by_role("link", name="Suomi").click()
        expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_a_course_in_one_language_says_so_on_the_other_languages_page(page):
    page.goto("/sv/kurser/2/")
    expect(page.get_by_text("Kursen beskrivs bara på finska.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "fi")


def test_signing_in_with_a_wrong_password_says_so_and_keeps_the_name(page):
    page.goto("/sv/logga-in/")
    page.get_by_label("Användarnamn").fill("staff")
    page.get_by_label("Lösenord").fill("fel lösenord")
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Användarnamn")).to_have_value("staff")


def test_no_page_or_api_answer_gives_strangers_a_key_that_is_no_ordinary_word(page, site):
    courses = page.request.get("/api/v1/courses/?limit=100").json()["items"]
    assert len(courses) >= 9
    for course in courses:
        for address in (
            course["url"],
            f"/api/v1/courses/{course['id']}/",
            course["url"].replace("/fi/kurssit", "/sv/kurser"),
        ):
            assert KEY not in page.request.get(address).text(), address
        assert page.request.get(f"/api/v1/courses/{course['id']}/keys/").status == 401

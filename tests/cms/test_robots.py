"""What search engines are told: the sitemap and robots.txt."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction, Site

from cms.sitemaps import CourseSitemap, TreeSitemap
from integrations.liboppi.models import Course
from pages.catalogue.models import CataloguePage
from pages.core.models import PendingTranslation
from tests.factories.core import StandardPageFactory, make_alias, translate
from tests.integrations.liboppi.admin_catalogue import make_course

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def catalogues(homes) -> list[CataloguePage]:
    finnish = homes.fi.add_child(
        instance=CataloguePage(title="Kurssit", slug="kurssit", locale=homes.fi.locale)
    )
    return [finnish, translate(finnish, homes.sv.locale, title="Kurser", slug="kurser")]


def read(client, address: str = "/sitemap.xml", **headers: str) -> ElementTree.Element:
    answer = client.get(address, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return ElementTree.fromstring(answer.content)  # noqa: S314 (our own answer)


def urls(client, address: str = "/sitemap.xml", **headers: str) -> dict[str, dict[str, str]]:
    """The alternates by language of each address that is listed; no address stands there twice."""
    found = read(client, address, **headers).findall("s:url", NAMESPACES)
    listed = {
        url.findtext("s:loc", "", NAMESPACES): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", NAMESPACES)
        }
        for url in found
    }
    assert len(listed) == len(found)
    return listed


def parts(client) -> list[str]:
    found = read(client).findall("s:sitemap", NAMESPACES)
    return [part.findtext("s:loc", "", NAMESPACES) for part in found]


class TestTheSitemap:
    def test_lists_each_page_with_its_translations(self, client, homes):
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        translate(page, homes.sv.locale, slug="kaffe")
        StandardPageFactory(parent=homes.sv, slug="bara", locale=homes.sv.locale)
        home = {"fi": f"{SITE}/fi/", "sv": f"{SITE}/sv/", "x-default": f"{SITE}/fi/"}
        coffee = {
            "fi": f"{SITE}/fi/kahvit/",
            "sv": f"{SITE}/sv/kaffe/",
            "x-default": f"{SITE}/fi/kahvit/",
        }
        assert urls(client) == {
            f"{SITE}/fi/": home,
            f"{SITE}/sv/": home,
            f"{SITE}/fi/kahvit/": coffee,
            f"{SITE}/sv/kaffe/": coffee,
            f"{SITE}/sv/bara/": {},
        }

    def test_leaves_out_what_not_everybody_may_read_or_is_not_translated(self, client, homes):
        make_alias(StandardPageFactory(parent=homes.fi, slug="kahvit"), homes.sv.locale)
        begun = translate(StandardPageFactory(parent=homes.fi, slug="ohjeet"), homes.sv.locale)
        PendingTranslation.objects.create(page=begun, language="fi")
        StandardPageFactory(parent=homes.fi, slug="luonnos", live=False)
        private = StandardPageFactory(parent=homes.fi, slug="oma")
        StandardPageFactory(parent=private, slug="sen-alla")
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        listed = urls(client)
        assert set(listed) == {f"{SITE}/fi/", f"{SITE}/sv/", f"{SITE}/fi/kahvit/", f"{SITE}/fi/ohjeet/"}
        assert listed[f"{SITE}/fi/kahvit/"] == listed[f"{SITE}/fi/ohjeet/"] == {}

    def test_lists_each_course_of_the_catalogue_once_a_language_that_it_is_in(self, client, catalogues):
        make_course(5, titles={"fi": "Digituki", "sv": "Digistöd"}, modified="2026-02-03T10:00:00+00:00")
        make_course(6, state="withdrawn")
        links = {"fi": f"{SITE}/fi/kurssit/5/", "sv": f"{SITE}/sv/kurser/5/"}
        links["x-default"] = links["fi"]
        assert urls(client, "/sitemap-courses.xml") == {links["fi"]: links, links["sv"]: links}
        assert set(urls(client)) >= {links["fi"], links["sv"], f"{SITE}/fi/kurssit/"}
        make_course(7, titles={"sv": "Bara på svenska"})
        assert urls(client, "/sitemap-courses.xml")[f"{SITE}/sv/kurser/7/"] == {}
        assert f"{SITE}/fi/kurssit/7/" not in urls(client)
        found = read(client, "/sitemap-courses.xml").findall("s:url/s:lastmod", NAMESPACES)
        assert [modified.text for modified in found][:2] == ["2026-02-03", "2026-02-03"]

    def test_lists_no_courses_where_not_everybody_may_read_the_catalogue(self, client, catalogues):
        make_course(5)
        for page in catalogues:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert urls(client, "/sitemap-courses.xml") == {}

    def test_keeps_to_the_sites_own_address(self, client, catalogues):
        make_course(5)
        Site.objects.update(hostname="extranet.example.fi", port=443)
        listed = urls(client, HOST="localhost")
        alternates = {link for links in listed.values() for link in links.values()}
        assert all(address.startswith("https://extranet.example.fi/") for address in alternates | set(listed))

    def test_becomes_an_index_when_it_is_long(self, client, catalogues, monkeypatch):
        for sitemap in (TreeSitemap, CourseSitemap):
            monkeypatch.setattr(sitemap, "limit", 2)
        for number in (5, 6, 7):
            make_course(number, titles={"fi": "Digituki", "sv": "Digistöd"})
        whole = [f"{SITE}/sitemap-{name}.xml?p={part}" for name in ("pages", "courses") for part in (1, 2)]
        assert parts(client) == whole
        listed = [list(urls(client, part.removeprefix(SITE))) for part in whole]
        assert [len(part) for part in listed] == [2, 2, 4, 2]
        assert len({address for part in listed for address in part}) == 10
        assert client.get("/sitemap-courses.xml?p=3").status_code == 404
        assert client.get("/sitemap-other.xml").status_code == 404

    def test_costs_the_same_few_queries_however_much_there_is(
        self, client, homes, catalogues, django_assert_max_num_queries
    ):
        def ask() -> int:
            with django_assert_max_num_queries(19) as queries:
                urls(client)
            return len(queries)

        make_course(5)
        StandardPageFactory(parent=homes.fi)
        urls(client)
        few = ask()
        Course.objects.bulk_create(Course(moodle_id=number, language="fi") for number in range(100, 130))
        for _number in range(5):
            translate(StandardPageFactory(parent=homes.fi), homes.sv.locale)
        assert ask() == few
        assert len(urls(client)) > 40

    def test_is_not_there_without_a_site(self, client):
        Site.objects.all().delete()
        assert client.get("/sitemap.xml").status_code == 404
        assert b"Sitemap:" not in client.get("/robots.txt").content

    def test_stands_on_a_site_without_any_content(self, client):
        assert client.get("/sitemap.xml").status_code == 200


class TestRobots:
    def test_are_kept_to_the_pages(self, client, homes):
        answer = client.get("/robots.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        rules = RobotFileParser()
        rules.parse(answer.content.decode().splitlines())
        closed = ["/admin/", "/admin/pages/", "/api/v1/docs", "/fi/haku/?q=a", "/sv/sok/", "/fi/kirjaudu/"]
        assert [address for address in closed if rules.can_fetch("*", address)] == []
        assert all(rules.can_fetch("*", address) for address in ("/fi/", "/sv/kurser/5/", "/sitemap.xml"))

    def test_find_the_sitemap_at_the_sites_own_address(self, client, homes):
        Site.objects.update(hostname="extranet.example.fi", port=443)
        told = client.get("/robots.txt", headers={"HOST": "localhost"}).content.decode()
        assert told.endswith("\nSitemap: https://extranet.example.fi/sitemap.xml\n")
